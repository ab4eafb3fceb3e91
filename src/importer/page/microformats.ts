import type { ArticleImage, Person } from "../../domain/article.ts";
import { omitUndefined } from "../../domain/omit-undefined.ts";
import { articleImage } from "../article-image.ts";
import { webAddress } from "../content/web-address.ts";
import { parseMetadataDate } from "../parse-date.ts";
import { elementText, type PageDocument, type PageElement } from "./page-dom.ts";
import type { PageFacts } from "./page-facts.ts";

/** Returns the facts in the first `h-entry` of a page (microformats2). */
export function microformatFacts(page: PageDocument, base: string | undefined, timeZone: string): PageFacts {
  const entry = page.querySelector(".h-entry");
  if (!entry) return {};

  const properties = (name: string) =>
    [...entry.querySelectorAll(`.${name}`)].filter((element) => {
      const owner = element.parentElement?.closest(".h-card, .h-cite, .h-entry");
      return owner === entry || owner === null || owner === undefined;
    });
  const property = (name: string) => properties(name)[0];
  const dateText = (name: string) => dateValue(property(name));
  return omitUndefined<PageFacts>({
    title: elementText(property("p-name")),
    authors: properties("p-author").flatMap((element) => cardPerson(element, base)),
    published: parseMetadataDate(dateText("dt-published"), timeZone),
    dateText: dateText("dt-published"),
    updated: parseMetadataDate(dateText("dt-updated"), timeZone),
    summary: elementText(property("p-summary")),
    url: addressValue(property("u-url"), base),
    image: imageValue(property("u-featured") ?? property("u-photo"), base),
    tags: properties("p-category")
      .map(elementText)
      .filter((tag) => tag !== undefined),
    body: property("e-content")?.innerHTML,
  });
}

function cardPerson(element: PageElement, base: string | undefined): Person[] {
  const name =
    elementText(element.querySelector(".p-name")) ?? elementText(element) ?? element.getAttribute("alt");
  const about = elementText(element.querySelector(".p-job-title"));
  const url = addressValue(element.querySelector(".u-url") ?? element, base);
  return name ? [omitUndefined<Person>({ name, about, url })] : [];
}

function dateValue(element: PageElement | undefined): string | undefined {
  return element?.getAttribute("datetime") ?? element?.getAttribute("title") ?? elementText(element);
}

function imageValue(element: PageElement | undefined, base: string | undefined): ArticleImage | undefined {
  const [width, height, alt] = ["width", "height", "alt"].map((name) => element?.getAttribute(name));
  return articleImage({ url: addressValue(element, base), width, height, alt }, base);
}

function addressValue(element: PageElement | undefined, base: string | undefined): string | undefined {
  return webAddress(element?.getAttribute("href") ?? element?.getAttribute("src"), base);
}
