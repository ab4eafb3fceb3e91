import type { LeftOut, LeftOutReason } from "./listing.ts";
import type { PageLink } from "./page-link.ts";

/** What is known of the links of a page after its articles were chosen. */
interface Choice {
  /** The addresses of the articles. */
  readonly articles: ReadonlySet<string>;
  /** Why links are not the column's, as the headings above them tell. */
  readonly reasons: ReadonlyMap<PageLink, LeftOutReason>;
  /** Tells whether an address matches the pattern, if there is one. */
  readonly isMatching?: (url: string) => boolean;
}

/** Returns why links are not articles of the column: the number of their addresses, and an example, for each reason. */
export function leftOutLinks(
  links: readonly PageLink[],
  scripted: readonly string[],
  choice: Choice,
): readonly LeftOut[] {
  const byReason = new Map<LeftOutReason, Map<string, string>>();
  const known = new Set(choice.articles);
  // An address is counted once, for the reason of its first link that has a title.
  for (const link of [...links.filter(({ title }) => title !== ""), ...links]) {
    if (known.has(link.url)) continue;
    known.add(link.url);
    const reason = reasonOf(link, choice);
    byReason.set(reason, (byReason.get(reason) ?? new Map()).set(link.url, link.title || link.url));
  }
  if (scripted.length > 0) byReason.set("script", new Map(scripted.map((text) => [text, text])));
  return [...byReason].map(([reason, found]) => ({
    reason,
    count: found.size,
    example: [...found.values()][0] ?? "",
  }));
}

function reasonOf(link: PageLink, { reasons, isMatching }: Choice): LeftOutReason {
  const { leftOut, title, url, isArticle } = link;
  const stated = reasons.get(link) ?? leftOut;
  if (stated) return stated;
  if (isMatching && !isMatching(url)) return "no match";
  return title === "" ? "no title" : isArticle ? "other list" : "navigation";
}
