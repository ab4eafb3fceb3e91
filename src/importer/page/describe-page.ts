import { omitUndefined } from "../../domain/omit-undefined.ts";
import { plainText } from "../../html/markup.ts";
import { UserError } from "../../operator/user-error.ts";
import { webAddress } from "../content/web-address.ts";
import type { ReadContext, SourceDocument } from "../draft.ts";
import { isArticleAddress } from "../listing/listed-address.ts";
import { type PageDocument, pageDom } from "./page-dom.ts";
import { readArticlePage } from "./read-page.ts";

/** What a page is, besides the list that it may have. */
interface PageDescription {
  /** The title of the article, if it is the page of one. */
  readonly article?: string;
  /** The feeds that it names (HTML §4.6.7.1), those that are likely to be of this page first. */
  readonly feeds: readonly string[];
}

const FEED_TYPE = /^application\/(?:(?:rss|atom|rdf)\+xml|feed\+json)\b/i;
/** An article has at least so many characters outside its links, and more than in them. */
const MIN_ARTICLE_LENGTH = 300;

/** Tells whether a page is that of one article, and which feeds it names. */
export async function describePage(document: SourceDocument, context: ReadContext): Promise<PageDescription> {
  const page = pageDom(document.text);
  const { url = "" } = document;
  const isLikely = (URL.canParse(url) && isArticleAddress(url)) || isDeclaredArticle(page);
  return omitUndefined<PageDescription>({
    article: isLikely ? await articleTitle(document, context) : undefined,
    feeds: namedFeeds(page, url),
  });
}

function isDeclaredArticle(page: PageDocument): boolean {
  const type = page.querySelector('meta[property="og:type"]')?.getAttribute("content");
  return type?.trim().toLowerCase() === "article";
}

async function articleTitle(document: SourceDocument, context: ReadContext): Promise<string | undefined> {
  try {
    const [draft] = (await readArticlePage(document, context)).drafts;
    const { title, content = "" } = draft ?? {};
    const links = [...content.matchAll(/<a\b[^>]*>(.*?)<\/a>/gs)].map(([, text]) => text).join("");
    const [all, linked] = [plainText(content).length, plainText(links).length];
    return all - linked >= Math.max(MIN_ARTICLE_LENGTH, linked) ? title : undefined;
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

function namedFeeds(page: PageDocument, url: string): string[] {
  const links = [...page.querySelectorAll("link[rel~=alternate], link[rel~=ALTERNATE]")];
  const feeds = links.flatMap((link) => {
    const isFeed = FEED_TYPE.test(link.getAttribute("type")?.trim() ?? "");
    const address = isFeed ? webAddress(link.getAttribute("href"), url) : undefined;
    const isOfComments = /comments?\b|评论/i.test(`${link.getAttribute("title")} ${address}`);
    return address === undefined || isOfComments ? [] : address;
  });
  const folder = URL.canParse(url) ? new URL(url).pathname.replace(/[^/]*$/, "") : "/";
  const isOfPage = (feed: string) => folder !== "/" && new URL(feed).pathname.startsWith(folder);
  return [...new Set([...feeds.filter(isOfPage), ...feeds])];
}
