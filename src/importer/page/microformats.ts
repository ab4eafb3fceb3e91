import type { Person } from "../../domain/article.ts";
import { omitUndefined } from "../../domain/omit-undefined.ts";
import { webAddress } from "../content/web-address.ts";
import { machineDate } from "./machine-date.ts";
import { type PageDocument, type PageElement, textOf } from "./page-dom.ts";
import type { PageFacts } from "./page-facts.ts";

/** Returns what the first `h-entry` of `page` says of its article (microformats2). */
export function microformats(page: PageDocument, url: string | undefined, timeZone: string): PageFacts {
  const entry = page.querySelector(".h-entry");
  if (!entry) return {};

  const own = (name: string) =>
    [...entry.querySelectorAll(`.${name}`)].filter((element) => {
      const inner = element.parentElement?.closest(".h-card, .h-cite, .h-entry");
      return inner === entry || inner === null || inner === undefined;
    });
  const date = (name: string) => machineDate(datetimeOf(own(name)[0]), timeZone);
  return omitUndefined<PageFacts>({
    title: textOf(own("p-name")[0]),
    authors: own("p-author").flatMap((element) => personOf(element, url)),
    published: date("dt-published"),
    updated: date("dt-updated"),
    summary: textOf(own("p-summary")[0]),
    url: address(own("u-url")[0], url),
    image: address(own("u-featured")[0] ?? own("u-photo")[0], url),
    tags: own("p-category")
      .map(textOf)
      .filter((tag) => tag !== undefined),
    body: own("e-content")[0]?.innerHTML,
  });
}

function personOf(element: PageElement, base: string | undefined): Person[] {
  const name = textOf(element.querySelector(".p-name")) ?? textOf(element) ?? element.getAttribute("alt");
  const about = textOf(element.querySelector(".p-job-title"));
  const url = address(element.querySelector(".u-url") ?? element, base);
  return name ? [omitUndefined<Person>({ name, about, url })] : [];
}

function datetimeOf(element: PageElement | undefined): string | undefined {
  return element?.getAttribute("datetime") ?? element?.getAttribute("title") ?? textOf(element);
}

function address(element: PageElement | undefined, base: string | undefined): string | undefined {
  return webAddress(element?.getAttribute("href") ?? element?.getAttribute("src"), base);
}
