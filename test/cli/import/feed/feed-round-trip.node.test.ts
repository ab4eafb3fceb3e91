import { describe, expect, it } from "vitest";
import shipped from "../../../../articles.json";
import { exportFeed } from "../../../../src/cli/export/export-feed.ts";
import type { Draft } from "../../../../src/cli/import/draft.ts";
import { feedDocument } from "../../../../src/cli/import/feed/feed-document.ts";
import type { Person } from "../../../../src/domain/article.ts";
import type { ArticleRecord, StoreDocument } from "../../../../src/domain/store-document.ts";
import { FEED_FORMAT_NAMES, type FeedFormat } from "../../../../src/feed/feed-format.ts";
import { aFullStore } from "../../../support/a-full-store.ts";
import { anArticle, aStore } from "../../../support/a-store.ts";

const ORIGIN = "https://feeds.example";
const NOW = new Date("2027-01-01T00:00:00Z");

const awkward = aStore([
  anArticle({
    id: "a",
    title: "R&D <b> & &amp; “quotes”",
    summary: "1 < 2 &amp; 3 > 2\n\nLine",
    tags: ["a & <b>"],
  }),
  anArticle({ id: "b", content: `<p>${"A long beginning of a text. ".repeat(20)}</p>` }),
  anArticle({ id: "c", content: '<p><img src="https://review.example/a.png" alt=""></p>' }),
  anArticle({ id: "d", published: "2025-03-01T00:00:00.250Z", updated: "2025-03-02T00:00:00Z" }),
  anArticle({ id: "e", column: "letters", authors: [{ name: "O’Brien & <Sons>" }, { name: "Li" }] }),
  anArticle({ id: "i", authors: [{ name: "Example Press" }, { name: "Li" }] }),
  anArticle({
    id: "f",
    content: "<p>Fish &amp; chips</p>\n<ul><li>a</li><li>b</li></ul>",
    summary: "On food",
  }),
  anArticle({
    id: "g",
    source: { name: "A & B" },
    editors: [{ name: "Ed", about: "Desk", url: "https://ed.example/" }],
  }),
  anArticle({
    id: "h",
    content: '<pre>a\n  b</pre><p>See <a href="https://x.example/?a=1&amp;b=2">x</a></p>',
  }),
]);
const STORES = [
  ["shipped", shipped as StoreDocument],
  ["full", aFullStore()],
  ["awkward", awkward],
  ["empty", aStore([])],
] as const;
const CASES = STORES.flatMap(([name, store]) => FEED_FORMAT_NAMES.map((format) => ({ name, store, format })));

describe.each(CASES)("the $format feed of the $name store", ({ store, format }) => {
  it("gives every article back", async () => {
    const text = await exportFeed(format, store, { origin: ORIGIN, now: NOW });

    expect(await imported(text, store)).toEqual(
      store.articles.map((record) => told(record, store, format)).sort(byId),
    );
  });

  it.each(
    store.columns.map(({ slug }) => slug),
  )("of its column %s gives that column's articles back", async (column) => {
    const text = await exportFeed(format, store, { origin: ORIGIN, now: NOW, column });
    const articles = store.articles.filter((record) => record.column === column);

    expect(await imported(text, store)).toEqual(
      articles.map((record) => told(record, store, format)).sort(byId),
    );
  });
});

async function imported(text: string, { site }: StoreDocument): Promise<Draft[]> {
  const context = { timeZone: "UTC", language: site.language, authority: site.authority, related: false };
  const { drafts } = await feedDocument({ name: "feed", text }, context);
  return [...drafts].sort(byId);
}

function byId(a: Draft, b: Draft): number {
  return (a.sourceId ?? "") < (b.sourceId ?? "") ? -1 : 1;
}

/** A person as the store writes it. */
type Said = NonNullable<ArticleRecord["authors"]>[number];

/** What an article is as a draft, as far as `format` carries it: see docs/decisions/0009. */
function told(record: ArticleRecord, { site, columns }: StoreDocument, format: FeedFormat): Draft {
  const {
    id,
    column,
    authors = [],
    editors = [],
    tags = [],
    published,
    updated,
    source,
    content,
    ...rest
  } = record;
  const columnTitle = columns.find(({ slug }) => slug === column)?.title;
  return {
    ...rest,
    sourceId: `tag:${site.authority}:${id}`,
    authors: authors.map((person) => carried(person, format)),
    editors: editors.map((person) => carried(person, format)),
    tags,
    updated: new Date(updated),
    // RSS gives no parts of a second.
    ...(published && { published: new Date(format === "rss" ? published.replace(/\.\d+/, "") : published) }),
    ...(source && { source: format === "json" ? source : { name: source.name } }),
    // The only relative address in these stores.
    ...(content && { content: content.replace('href="more"', 'href="https://review.example/2025/more"') }),
    ...(columnTitle && { columnTitle }),
  } as Draft;
}

function carried({ name, about, url }: Said, format: FeedFormat): Person {
  return {
    name,
    ...(about !== undefined && format === "json" && { about }),
    ...(url !== undefined && format !== "rss" && { url }),
  };
}
