import { type PageDocument, textOf } from "./page-dom.ts";

const SUFFIX = /^\s*[-_|–—·»]/;

/**
 * Returns the title that a page gives its article: what it `said` in its metadata, or its heading or `title`,
 * without the name of the site where a heading or another account (`lines` of text too) has the shorter one.
 */
export function pageTitle(
  page: PageDocument,
  said: readonly (string | undefined)[],
  lines: readonly string[],
): string | undefined {
  const headings = [...page.querySelectorAll("h1")].map(textOf).filter((heading) => heading !== undefined);
  const accounts = said.filter((account) => account !== undefined);
  const full = accounts[0] ?? textOf(page.querySelector("title")) ?? headings[0];
  if (full === undefined) return undefined;

  const shorter = [...accounts, ...headings].filter((title) => isShorter(title, full));
  // A line of text is weaker evidence: the name of the site stands on its pages too.
  const lined = lines.filter((line) => isShorter(line, full) && line.length > full.length - line.length);
  return longest(shorter) ?? longest(lined) ?? full;
}

function isShorter(title: string, full: string): boolean {
  return title.length > 1 && full.startsWith(title) && SUFFIX.test(full.slice(title.length));
}

function longest(titles: readonly string[]): string | undefined {
  return titles.toSorted((a, b) => b.length - a.length)[0];
}
