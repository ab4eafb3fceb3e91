import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import shipped from "../../../articles.json";
import { exportFeed } from "../../../src/cli/commands/export/export-feed.ts";
import { requireColumn } from "../../../src/cli/commands/look-ups.ts";
import { omitUndefined } from "../../../src/domain/omit-undefined.ts";
import { toUri } from "../../../src/domain/uri.ts";
import { FEED_FORMAT_NAMES, type FeedFormat } from "../../../src/feed/feed-format.ts";
import { excerptOf } from "../../../src/html/excerpt.ts";
import { sanitise } from "../../../src/importer/content/sanitise.ts";
import type { Draft } from "../../../src/importer/draft.ts";
import { readFeed } from "../../../src/importer/feed/read-feed.ts";
import { mergeDrafts } from "../../../src/importer/merge-drafts.ts";
import { checkStore } from "../../../src/store/json-file/check-store.ts";
import { storedArticles } from "../../../src/store/json-file/memory-articles.ts";
import { parseArticle, parseStore } from "../../../src/store/json-file/parse-store.ts";
import type { ArticleRecord, StoreDocument } from "../../../src/store/json-file/store-document.ts";
import { aFullStore } from "../../support/a-full-store.ts";
import { aSnapshot } from "../../support/a-snapshot.ts";
import { anArticle, aStore } from "../../support/a-store.ts";
import { escapeHtml, randomArticle, carried as xmlText } from "../../support/random-article.ts";

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
  anArticle({ id: "j", authors: [{ name: "Example Press" }], title: "Again", summary: "Again" }),
  anArticle({ id: "k", authors: [{ name: "ann@review.example", about: "Desk" }, { name: "Li" }] }),
  anArticle({ id: "l", content: "<p>The beginning.</p>", summary: "The beginning." }),
  anArticle({ id: "m", content: "x".repeat(200), summary: "x".repeat(200), source: { name: "tv:one" } }),
  anArticle({ id: "known-as-iri", title: "Known as IRI", guid: "https://review.example/?p=1&q=文" }),
  anArticle({
    id: "known-as-text",
    title: "Known as text",
    guid: "<7> &amp; 八",
    url: "https://a.example/7",
  }),
  anArticle({
    id: "known-by-link",
    title: "Known by link",
    guid: "https://feeds.example/articles/known-by-link",
    authors: [{ name: "Example Press" }, { name: "ann@review.example" }],
  }),
  anArticle({
    id: "r",
    published: undefined,
    added: "2025-01-02T00:00:00.001Z",
    updated: "2025-01-03T00:00:00Z",
  }),
  anArticle({ id: "o", tags: ["books", "Essays", "Letters"] }),
  anArticle({ id: "p", column: "letters", tags: ["Letters"] }),
  anArticle({ id: "q", column: "letters", tags: ["Essays"] }),
  anArticle({ id: "n", updated: "2025-01-02T00:00:00.125Z", language: "EN", summary: " \n Spaced\t\n" }),
]);
const STORES = [
  ["shipped", shipped as StoreDocument],
  ["full", aFullStore()],
  ["awkward", awkward],
  ["empty", aStore([])],
] as const;
const CASES = STORES.flatMap(([name, store]) => FEED_FORMAT_NAMES.map((format) => ({ name, store, format })));

describe.each(CASES)("the $format feed of the $name store", ({ store, format }) => {
  it("has every article, without what the format cannot carry", async () => {
    const text = await exportFeed(format, await aSnapshot(store, NOW), { origin: ORIGIN });

    expect(await imported(text, store)).toEqual(
      store.articles.map((record) => expectedDraft(carried(record, format, store), store)).sort(byId),
    );
  });

  it.each(parseStore(store).columns)("of the column $slug has its articles", async (column) => {
    const text = await exportFeed(format, await aSnapshot(store, NOW), { origin: ORIGIN, column });
    const articles = store.articles.filter((record) => record.column === column.slug);

    expect(await imported(text, store)).toEqual(
      articles.map((record) => expectedDraft(carried(record, format, store), store)).sort(byId),
    );
  });
});

async function imported(text: string, { site }: StoreDocument): Promise<Draft[]> {
  const context = { timeZone: "UTC", language: site.language, authority: site.authority, related: false };
  const { drafts } = await readFeed({ name: "feed", text }, context);
  return [...drafts].sort(byId);
}

function byId(a: Draft, b: Draft): number {
  return (a.sourceId ?? "") < (b.sourceId ?? "") ? -1 : 1;
}

/**
 * Returns what a feed in this format carries of an article. JSON Feed carries everything. RSS and Atom do not carry
 * - the role of an author or editor, and the address of the source;
 * - a summary that repeats the title or the beginning of the content, which stand in for a missing summary;
 * - white space at the ends of a summary;
 * - when an article of unknown publication came into the store;
 * and besides
 * - RSS: the address of an author or editor, and fractions of a second of the publication date;
 * - Atom: an author who is the publisher, which stands in for a missing author, and the description of the picture
 *   of an article without content.
 */
function carried(record: ArticleRecord, format: FeedFormat, { site }: StoreDocument): ArticleRecord {
  if (format === "json") return record;
  const { authors, editors, source, published, added: _added, summary, image, ...rest } = record;
  const carriedPeople = (people: ArticleRecord["authors"]) =>
    people?.map(({ name, url }) => (format === "atom" && url !== undefined ? { name, url } : { name }));
  const { name, url } = site.publisher;
  const isPublisher =
    format === "atom" && isDeepStrictEqual(carriedPeople(authors), carriedPeople([{ name, url }]));
  const { title, content } = record;
  const standIn = (content !== undefined && excerptOf(content)) || title;
  const trimmed = summary?.trim();
  return omitUndefined<ArticleRecord>({
    ...rest,
    authors: isPublisher ? undefined : carriedPeople(authors),
    editors: carriedPeople(editors),
    source: source && { name: source.name },
    published: published && format === "rss" ? withoutFraction(published) : published,
    summary: trimmed === standIn.trim() ? undefined : trimmed,
    image: format === "atom" && content === undefined ? withoutAlt(image) : image,
  });
}

function withoutAlt(image: ArticleRecord["image"]): ArticleRecord["image"] {
  if (typeof image !== "object") return image;
  const { alt: _, ...rest } = image;
  return rest;
}

function withoutFraction(instant: string): string {
  return new Date(Math.floor(Date.parse(instant) / 1000) * 1000).toISOString();
}

/** Returns an article as a draft. */
function expectedDraft(record: ArticleRecord, { site, columns }: StoreDocument): Draft {
  const { id, column, published, updated, added, content, image, ...rest } = record;
  const columnTitle = columns.find(({ slug }) => slug === column)?.title;
  return {
    authors: [],
    editors: [],
    tags: [],
    ...rest,
    sourceId: `tag:${site.authority}:${id}`,
    updated: new Date(updated),
    ...(published && { published: new Date(published) }),
    ...(added && { added: new Date(added) }),
    ...(image && { image: typeof image === "string" ? { url: image } : image }),
    // The only relative address in these stores.
    ...(content && { content: content.replace('href="more"', 'href="https://review.example/2025/more"') }),
    ...(columnTitle && { columnTitle }),
  } as Draft;
}

const RUNS = 25;
const ARTICLES = 20;

describe.each(FEED_FORMAT_NAMES)("the %s feed of a random store", (format) => {
  it(`restores ${RUNS * ARTICLES} articles in an empty store, without what the format cannot carry`, {
    timeout: 120_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(randomStore, async (store) => {
        const text = await exportFeed(format, await aSnapshot(store, NOW), { origin: ORIGIN });
        const { columns } = parseStore(store);
        const filed = (await imported(text, store)).map((draft) => ({
          draft,
          column: requireColumn(columns, draft.columnTitle ?? "").slug,
          from: "feed",
        }));

        const empty = storedArticles({ ...parseStore(store), articles: [] });
        const { articles } = await mergeDrafts(empty, filed, { now: NOW, asDrafts: false });

        expect(checkStore(store, NOW)).not.toHaveProperty("findings");
        expect(articles.toSorted(byArticleId)).toEqual(
          store.articles.map((record) => parseArticle(carried(record, format, store))).sort(byArticleId),
        );
      }),
      { numRuns: RUNS, seed: 1, endOnFailure: true },
    );
  });
});

function byArticleId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : 1;
}

/** A text that the store accepts as a name or a title. */
const name = randomArticle.map(({ title }) => {
  const printed = Array.from(xmlText(title))
    .slice(0, 90)
    .join("")
    .replace(/\p{Cc}+/gu, " ");
  return printed.trim().replace(/^\.{0,2}$|\.json$/s, "Name");
});
/** A text that the store accepts as prose, also with white space at its ends. */
const prose = randomArticle.map(({ summary }) => xmlText(summary)).filter((text) => text.trim() !== "");
/** HTML that the importer's sanitiser does not change. */
const content = randomArticle.map(
  ({ summary }) => sanitise(`<p>${escapeHtml(xmlText(summary))}</p>`).html || "<hr>",
);
const address = fc.webUrl({ withQueryParameters: true, withFragments: true }).map((url) => toUri(url));
/** The id under which readers know an article: an address, a number, or any text. */
const guid = fc
  .oneof(
    address,
    fc.uuid().map((id) => `urn:uuid:${id}`),
    fc.nat().map(String),
    prose,
  )
  .map((id) => id.trim());
const instant = fc
  .date({ min: new Date("1990-01-01"), max: new Date("2025-05-01"), noInvalidDate: true })
  .map((date) => date.toISOString());
const person = fc.record(
  {
    name: fc.oneof(name, fc.constantFrom("Example Press", "ann@review.example")),
    about: prose,
    url: address,
  },
  { requiredKeys: ["name"] },
);

const image = fc.record(
  {
    url: address,
    width: fc.integer({ min: 1, max: 100_000 }),
    height: fc.integer({ min: 1, max: 100_000 }),
    type: fc.constantFrom("image/jpeg", "image/svg+xml", "image/X-Other"),
    alt: name,
  },
  { requiredKeys: ["url"] },
);

const article = fc
  .record(
    {
      guid,
      title: name,
      column: fc.constantFrom("essays", "letters"),
      authors: fc.array(person, { maxLength: 2 }),
      editors: fc.array(person, { maxLength: 2 }),
      source: fc.record(
        { name: fc.oneof(name, fc.constantFrom("tv:one")), url: address },
        { requiredKeys: ["name"] },
      ),
      url: address,
      published: instant,
      updated: instant,
      added: instant,
      summary: prose,
      content,
      tags: fc.uniqueArray(fc.oneof(name, fc.constantFrom("Essays", "Letters")), {
        maxLength: 3,
        selector: (tag) => tag.toLowerCase(),
      }),
      language: fc.constantFrom("en-GB", "zh-CN", "EN"),
      image: fc.oneof(address, image),
    },
    { requiredKeys: ["title", "column", "updated"] },
  )
  .chain((fields) =>
    // Also summaries that repeat the title or the content.
    fc
      .constantFrom(fields.summary, fields.title, fields.content && excerptOf(fields.content))
      .map((summary) => ({ ...fields, summary: summary || undefined, ...orderedDates(fields) })),
  );

/** An edit is no earlier than the publication, and later than when an article of unknown publication came in. */
function orderedDates({
  published,
  updated,
  added,
}: {
  published?: string;
  updated: string;
  added?: string;
}) {
  return {
    added: published === undefined && added !== undefined && added < updated ? added : undefined,
    ...(published !== undefined && published > updated && { published: updated, updated: published }),
  };
}

// Two articles with the same title are merged if author, day and address are compatible, so titles are unique.
const randomStore = fc
  .uniqueArray(article, { minLength: ARTICLES, maxLength: ARTICLES, selector: ({ title }) => title })
  .map((articles) => aStore(articles.map((fields, index) => omitUndefined({ id: `a${index}`, ...fields }))))
  .filter(({ articles }) => {
    const guids = articles.flatMap((record) => record.guid ?? []);
    return new Set(guids).size === guids.length;
  });
