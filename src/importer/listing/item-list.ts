import { omitUndefined } from "../../domain/omit-undefined.ts";
import { allThings, asList, isThing, parseScript, textValue } from "../page/json-ld.ts";
import { elementText, type PageDocument } from "../page/page-dom.ts";
import { parseMetadataDate } from "../parse-date.ts";
import { isSameSite, listedAddress } from "./listed-address.ts";
import { type ListedArticle, uniqueArticles } from "./listing.ts";

interface ItemContext {
  /** Of the page. */
  readonly address: string;
  /** Of relative addresses. */
  readonly base: string;
  readonly timeZone: string;
}

/** The types of what a list of articles has: its items, and their pages. Navigation and products have others. */
const LISTED = /(?:^|[/:])(?:ListItem|WebPage|\w*Article|BlogPosting|Report|CreativeWork)$/;

/** Returns the articles that a page states in JSON-LD (an `ItemList`, or the parts of a collection) or as `h-feed`. */
export function declaredItems(page: PageDocument, context: ItemContext): readonly ListedArticle[] {
  const fromJsonLd = jsonLdItems(page, context);
  return fromJsonLd.length > 0 ? fromJsonLd : microformatItems(page, context);
}

function jsonLdItems(page: PageDocument, context: ItemContext): ListedArticle[] {
  const scripts = [...page.getElementsByTagName("script")];
  const things = scripts.flatMap((script) => allThings(parseScript(script.textContent)));
  const lists = things.flatMap((thing) => {
    const types = asList(thing["@type"]).map((type) => textValue(type) ?? "");
    if (types.some((type) => /Breadcrumb/.test(type))) return [];
    const parts = [thing.itemListElement, thing.hasPart, thing.blogPost, thing.blogPosts].map(asList);
    return parts
      .map((items) => items.flatMap((item, index) => listItem(item, index, context)))
      .filter((items) => items.length > 0);
  });
  // The longest list is that of the page; others may be of its sections.
  const longest = lists.sort((a, b) => b.length - a.length)[0] ?? [];
  return uniqueArticles(longest.sort((a, b) => a.position - b.position).map(({ article }) => article));
}

function listItem(
  value: unknown,
  index: number,
  { address, base, timeZone }: ItemContext,
): { readonly position: number; readonly article: ListedArticle }[] {
  const entry = typeof value === "string" ? { url: value } : value;
  if (!isThing(entry)) return [];
  const item = isThing(entry.item) ? entry.item : entry;
  const stated = [entry.item, item.url, item.mainEntityOfPage, item["@id"], entry.url].map(textValue);
  const url = listedAddress(
    stated.find((text) => text !== undefined),
    base,
  );
  if (url === undefined || !isSameSite(url, address) || ![entry, item].every(isListed)) return [];
  const article = omitUndefined<ListedArticle>({
    url,
    title: textValue(item.headline) ?? textValue(item.name) ?? textValue(entry.name),
    published: parseMetadataDate(textValue(item.datePublished), timeZone),
  });
  return [{ position: Number(entry.position ?? index + 1), article }];
}

function isListed(thing: { readonly "@type"?: unknown }): boolean {
  return asList(thing["@type"]).every((type) => LISTED.test(textValue(type) ?? ""));
}

function microformatItems(page: PageDocument, { address, base, timeZone }: ItemContext): ListedArticle[] {
  const entries = [...(page.querySelector(".h-feed")?.querySelectorAll(".h-entry") ?? [])];
  return uniqueArticles(
    entries.flatMap((entry) => {
      const link = entry.querySelector("a.u-url, .u-url a, .p-name a, a.p-name");
      const url = listedAddress(link?.getAttribute("href"), base);
      if (url === undefined || !isSameSite(url, address)) return [];
      const date = entry.querySelector(".dt-published");
      const stated = date?.getAttribute("datetime") ?? date?.getAttribute("title") ?? elementText(date);
      return omitUndefined<ListedArticle>({
        url,
        title: elementText(entry.querySelector(".p-name")) ?? elementText(link),
        published: parseMetadataDate(stated ?? undefined, timeZone),
      });
    }),
  );
}
