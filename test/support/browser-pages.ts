import { PRINTED } from "./a-printed-store.ts";
import type { StoreName } from "./browser-setup.ts";

/** A page that is looked at. */
export interface PageCase {
  readonly name: string;
  readonly store: StoreName;
  readonly path: string;
  readonly status: number;
}

/** Nobody has written it. */
const NO_ARTICLE = "/articles/none";

/** Every kind of page, by what is on it. */
export const PAGES: readonly PageCase[] = [
  ...among("printed", {
    "front page": "/",
    column: "/columns/reading",
    "second page of a column": `/columns/reading?after=${Date.UTC(2025, 3, 6)}_reading-5`,
    "empty column": "/columns/empty",
    "several columns": "/columns/letters+reading",
    "named feed": "/feeds/choice",
    author: "/authors/%E6%9E%97%E5%B0%8F%E6%BB%A1",
    tag: "/tags/%E8%AF%BB%E4%B9%A6",
    "article with everything": `/articles/${PRINTED.everything}`,
    "article with a summary only": `/articles/${PRINTED.teaser}`,
    "article without a date": `/articles/${PRINTED.undated}`,
    "article in English": `/articles/${PRINTED.english}`,
    "article with a long title": `/articles/${PRINTED.longTitle}`,
    "empty search": "/search",
    "search for two words": `/search?q=${encodeURIComponent("读书 阅览室")}`,
    "search by relevance": `/columns/reading?q=${encodeURIComponent("读书")}&order=relevance`,
    "search with conditions": `/authors/${encodeURIComponent("林小满")}?q=${encodeURIComponent("读书")}&since=2020-01-01`,
    "search that finds nothing": `/search?q=${encodeURIComponent(`${"很长的词".repeat(12)}<b>`)}`,
    "how to subscribe": "/subscribe",
    "how to subscribe to a column": "/columns/reading/subscribe",
    "how to subscribe to a named feed": "/feeds/partner/subscribe",
    "preview of RSS": "/rss.xml",
    "preview of a named feed": "/feeds/choice/rss.xml",
    "preview of Atom": "/columns/letters/atom.xml",
    "preview of JSON Feed": "/tags/C%2B%2B/feed.json",
    "preview of an empty feed": "/columns/empty/rss.xml",
  }),
  ...among("shipped", {
    "shipped front page": "/",
    "shipped column": "/columns/gongyun-qianyan",
    "shipped article": "/articles/2020-11-26-da-li-hong-yang-lao-mo-jing-shen-lao-dong-jing-shen-gong",
    "shipped preview": "/rss.xml",
  }),
  { name: "page that is not there", store: "printed", path: NO_ARTICLE, status: 404 },
  { name: "page of a wrong address", store: "printed", path: "/columns/reading?after=nowhere", status: 400 },
];

/** Returns the page of that name. */
export function pageNamed(name: string): PageCase {
  const found = PAGES.find((page) => page.name === name);
  if (!found) throw new Error(`No page is named "${name}"`);
  return found;
}

function among(store: StoreName, paths: Readonly<Record<string, string>>): PageCase[] {
  return Object.entries(paths).map(([name, path]) => ({ name, store, path, status: 200 }));
}
