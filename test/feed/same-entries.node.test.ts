import { parseFeed } from "@rowanmanning/feed-parser";
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from "feedsmith";
import { describe, expect, it } from "vitest";
import shipped from "../../articles.json";
import type { ArticleRecord, StoreDocument } from "../../src/store/json-file/store-document.ts";
import { aFullStore } from "../support/a-full-store.ts";
import { anArticle, aStore } from "../support/a-store.ts";
import { escapeHtml } from "../support/random-article.ts";
import { ORIGIN, serve } from "../support/serve.ts";
import { fromAtom, fromJson, fromRss, fromXml, type ToldEntry } from "../support/told-entries.ts";

const full = aFullStore();
/** The guid in that store. */
const NO_IRI = "读书 7";
const awkward = aStore([
  anArticle({ id: "b", title: "R&D <b> & “quotes”", summary: "1 < 2 & 3 > 2", tags: ["a & <b>", "阅读"] }),
  anArticle({
    id: "a",
    title: "Same instant as b, so first by id",
    summary: "Tie",
    authors: [{ name: "O’Brien & Sons" }],
  }),
  anArticle({ id: "later", published: "2025-03-01T00:00:00Z", summary: "Published after its last edit" }),
  anArticle({
    id: "c",
    content: '<p>Fish &amp; chips, <a href="https://review.example/?a=1&amp;b=2">2 &lt; 3</a></p>',
    summary: "Food",
  }),
]);
const STORES = [
  ["shipped", shipped as StoreDocument],
  ["full", full],
  ["awkward", awkward],
  ["empty", aStore([])],
] as const;
const CASES = STORES.flatMap(([name, store]) =>
  (["", "?content=summary"] as const).map((query) => ({ name, store, query })),
);

describe.each(CASES)("the $name store, asked with “$query”", ({ store, query }) => {
  const get = serve(store);
  const text = async (path: string) => (await get(`${path}${query}`)).text();
  const expected = entriesOf(store, query === "");

  it("rss() tells every entry, to both parsers", async () => {
    const inRss = expected.map((entry) => ({ ...entry, summary: htmlSummary(entry) }));

    const document = await text("/rss.xml");

    expect(fromRss(document)).toEqual(inRss);
    expect(fromXml(document)).toEqual(inRss.map(({ modified: _untold, ...entry }) => entry));
  });

  it("atom() tells every entry, to both parsers; the publisher stands for an unknown author", async () => {
    const publisher = store.site.publisher.name;
    const inAtom = expected.map((entry) => ({
      ...entry,
      authors: entry.authors.length > 0 ? entry.authors : [publisher],
      id: entry.id === NO_IRI ? `tag:${store.site.authority}:on-reading` : entry.id,
    }));

    const document = await text("/atom.xml");

    expect(fromAtom(document)).toEqual(inAtom);
    expect(fromXml(document)).toEqual(inAtom.map(({ modified: _notAsked, ...entry }) => entry));
  });

  it("jsonFeed() tells every entry", async () => {
    const document = await text("/feed.json");

    expect(fromJson(document)).toEqual(expected);
  });

  it("jsonFeed() says the summary as text too where there is no content", async () => {
    const { items = [] } = parseJsonFeed(await text("/feed.json"));

    const teasers = items.filter(({ content_html }) => content_html === undefined);

    expect(teasers.map((item) => item.content_text)).toEqual(
      teasers.map((item) => item.summary ?? item.title),
    );
  });

  it("every format tells the same of the channel", async () => {
    const [rss, atom, json] = [await text("/rss.xml"), await text("/atom.xml"), await text("/feed.json")];
    const { title, description, language } = store.site;
    const self = (file: string) => `${ORIGIN}/${file}${query}`;

    expect(parseFeed(rss)).toMatchObject({
      title,
      description,
      language,
      url: `${ORIGIN}/`,
      self: self("rss.xml"),
    });
    expect(parseFeed(atom)).toMatchObject({
      title,
      description,
      language,
      url: `${ORIGIN}/`,
      self: self("atom.xml"),
    });
    expect(parseJsonFeed(json)).toMatchObject({
      title,
      description,
      language,
      home_page_url: `${ORIGIN}/`,
      feed_url: self("feed.json"),
    });
    expect(new Date(parseRssFeed(rss).lastBuildDate ?? "")).toEqual(
      new Date(parseAtomFeed(atom).updated ?? ""),
    );
  });
});

it("an address with & is read whole by every parser", async () => {
  const get = serve(full);

  const documents = await Promise.all(
    ["rss.xml", "atom.xml"].map(async (file) => (await get(`/${file}?limit=1&content=summary`)).text()),
  );

  expect(documents.map((document) => parseFeed(document).self)).toEqual([
    `${ORIGIN}/rss.xml?limit=1&content=summary`,
    `${ORIGIN}/atom.xml?limit=1&content=summary`,
  ]);
});

function entriesOf({ site, columns, articles }: StoreDocument, isFull: boolean): ToldEntry[] {
  const columnTitle = (slug: string) => columns.find((column) => column.slug === slug)?.title;
  return articles.toSorted(newestFirst).map((record) => ({
    id: record.guid ?? `tag:${site.authority}:${record.id}`,
    title: record.title,
    url: `${ORIGIN}/articles/${record.id}`,
    published: record.published === undefined ? undefined : new Date(record.published).toISOString(),
    modified: new Date(Math.max(instant(record.published), instant(record.updated))).toISOString(),
    authors: (record.authors ?? []).map(({ name }) => name),
    categories: [columnTitle(record.column), ...(record.tags ?? [])],
    summary: record.summary ?? (isFull || record.content === undefined ? undefined : expect.any(String)),
    content: isFull ? resolved(record.content) : undefined,
  }));
}

function newestFirst(a: ArticleRecord, b: ArticleRecord): number {
  const distance = instant(b.published ?? b.updated) - instant(a.published ?? a.updated);
  return distance || (a.id < b.id ? -1 : 1);
}

function instant(date: string | undefined): number {
  return date === undefined ? 0 : Date.parse(date);
}

/** The only relative address in these stores. */
function resolved(content: string | undefined): string | undefined {
  return content?.replace('href="more"', 'href="https://review.example/2025/more"');
}

/** RSS descriptions are HTML, and the content's beginning stands in for one that is not known. */
function htmlSummary({ summary, content }: ToldEntry): string | undefined {
  if (summary === undefined) return content === undefined ? undefined : expect.any(String);
  return typeof summary === "string" ? escapeHtml(summary) : summary;
}
