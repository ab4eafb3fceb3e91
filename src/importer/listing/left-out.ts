import { countReasons, type LeftOut, type LeftOutLink, type LeftOutReason } from "./listing.ts";
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

/** Returns why links are not articles of the column; `scripted` are the texts of those that only a script opens. */
export function leftOutLinks(
  links: readonly PageLink[],
  scripted: readonly string[],
  choice: Choice,
): readonly LeftOut[] {
  const known = new Set(choice.articles);
  const leftOut: LeftOutLink[] = [];
  // An address is counted once, for the reason of its first link that has a title.
  for (const link of [...links.filter(({ title }) => title !== ""), ...links]) {
    const { url, title } = link;
    if (!known.has(url)) leftOut.push({ reason: reasonOf(link, choice), url, text: title || url });
    known.add(url);
  }
  return countReasons([
    ...leftOut,
    ...scripted.map((text): LeftOutLink => ({ reason: "script", url: text, text })),
  ]);
}

function reasonOf(link: PageLink, { reasons, isMatching }: Choice): LeftOutReason {
  const { leftOut, title, url, isArticle } = link;
  const stated = reasons.get(link) ?? leftOut;
  if (stated) return stated;
  if (isMatching && !isMatching(url)) return "no match";
  return title === "" ? "no title" : isArticle ? "other list" : "navigation";
}
