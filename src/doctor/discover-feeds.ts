import { setTimeout } from "node:timers/promises";
import { type Opml, parseOpml } from "feedsmith";
import { parse } from "parse5";
import { elementsIn } from "../html/nodes.ts";
import { readContent } from "./feed-document.ts";
import { READERS } from "./readers.ts";
import { type Answer, sendRequest } from "./send-request.ts";
import type { VisitOptions } from "./visit-feed.ts";

/** Prefers what a service of ours answers with the addresses of its feeds. */
const ACCEPT = "application/json, text/html;q=0.9, */*;q=0.8";
const FEED_TYPE = /^application\/(?:(?:rss|atom|rdf)\+xml|feed\+json)\b/i;

/**
 * Returns the addresses of the feeds of a service of ours, of a page that names them, or of an OPML list, each once;
 * the address itself if it leads to no other.
 */
export async function discoverFeeds(address: string, options: VisitOptions): Promise<readonly string[]> {
  const answer = await firstAnswer(address, options);
  if (!answer || readContent(answer).kind === "feed") return [address];
  const text = new TextDecoder().decode(answer.body);
  const listed = feedsInIndex(text);
  if (listed.length > 0) return feedsOfService(listed, answer, options);
  const links = /<opml\b/i.test(text.slice(0, 2000)) ? feedsInOpml(text) : feedsInPage(text);
  const feeds = absolute(links, answer.url);
  return feeds.length > 0 ? feeds : [address];
}

/** Asks as one reader after another, until one is answered. */
async function firstAnswer(address: string, options: VisitOptions): Promise<Answer | undefined> {
  for (const { headers } of READERS) {
    await setTimeout(options.pause);
    const answer = await sendRequest(address, { ...headers, accept: ACCEPT }, options);
    if ("code" in answer) return undefined;
    if (answer.status === 200 && answer.headers["cf-mitigated"] === undefined) return answer;
  }
  return undefined;
}

/** Returns the feeds of the site and its columns, then those of its authors, all at the origin that was asked. */
async function feedsOfService(
  listed: readonly string[],
  { url }: Answer,
  options: VisitOptions,
): Promise<readonly string[]> {
  const { origin } = new URL(url);
  const opml = await firstAnswer(`${origin}/opml.xml`, options);
  const others = opml ? feedsInOpml(new TextDecoder().decode(opml.body)) : [];
  // They may name another origin, which the check of each feed reports.
  return absolute([...listed, ...others], url).map((feed) => feed.replace(new URL(feed).origin, origin));
}

/** Returns the feeds in `/index.json`, `/columns.json` or the document of a column, author or tag. */
function feedsInIndex(text: string): readonly string[] {
  if (!text.trimStart().startsWith("{")) return [];
  try {
    return feedsIn(JSON.parse(text));
  } catch {
    return [];
  }
}

function feedsIn(document: unknown): readonly string[] {
  if (typeof document !== "object" || document === null) return [];
  const own =
    "feeds" in document && typeof document.feeds === "object" ? Object.values(document.feeds ?? {}) : [];
  const columns = "columns" in document && Array.isArray(document.columns) ? document.columns : [];
  return [...own.filter((feed) => typeof feed === "string"), ...columns.flatMap(feedsIn)];
}

function feedsInOpml(text: string): readonly string[] {
  const addressesIn = (outlines: readonly Opml.Outline<string>[] = []): readonly string[] =>
    outlines.flatMap(({ xmlUrl, outlines: inner }) => [
      ...(xmlUrl === undefined ? [] : [xmlUrl]),
      ...addressesIn(inner),
    ]);
  try {
    return addressesIn(parseOpml(text).body?.outlines);
  } catch {
    return [];
  }
}

/** Returns the feeds that a page names for autodiscovery (HTML §4.6.7.1). */
function feedsInPage(text: string): readonly string[] {
  return [...elementsIn(parse(text).childNodes)].flatMap(({ tagName, attrs }) => {
    const value = (name: string) => attrs.find((attribute) => attribute.name === name)?.value ?? "";
    const isFeed = tagName === "link" && /\balternate\b/i.test(value("rel")) && FEED_TYPE.test(value("type"));
    return isFeed && value("href") !== "" ? [value("href")] : [];
  });
}

function absolute(addresses: readonly string[], base: string): string[] {
  const urls = addresses.flatMap((address) => (URL.canParse(address, base) ? [new URL(address, base)] : []));
  return [...new Set(urls.filter(({ protocol }) => /^https?:$/.test(protocol)).map(({ href }) => href))];
}
