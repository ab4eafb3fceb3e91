import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Cursor } from "../../src/domain/cursor.ts";
import type { Filter } from "../../src/domain/filter.ts";
import { parseSlug } from "../../src/domain/slug.ts";
import { parseWords, type Words } from "../../src/domain/words.ts";
import type { ArticleRecord, StoreDocument } from "../../src/store/json-file/store-document.ts";
import {
  type ArticleStore,
  type HeadPage,
  MAX_CHANGES_OF_COLUMN,
  MAX_COUNT,
  MAX_FOUND,
  MAX_LIMIT,
  MAX_NAMES,
  MAX_SKIP,
  type PageRequest,
  SITEMAP_PART_SIZE,
  type Snapshot,
} from "../../src/store/snapshot.ts";
import { anArticle, aStore } from "../support/a-store.ts";

/** For tests of so many articles that it takes some stores long to be filled. */
const FILLING_MS = 30_000;

/** An instant after everything in the stores of these tests but what is scheduled. */
const NOW = new Date("2026-01-01T00:00:00Z");
const SCHEDULED = "2027-01-01T00:00:00Z";
/** The instant by which several articles of the varied store are ordered. */
const DAY_OF_TIES = new Date("2025-01-02T00:00:00Z");

const slug = (text: string) => {
  const parsed = parseSlug(text);
  if (parsed === undefined) throw new Error(`"${text}" is not a slug`);
  return parsed;
};
const [ESSAYS, LETTERS] = [slug("essays"), slug("letters")];

/** What every store promises of reading, whatever keeps its articles; `open` returns a store of a document. */
export function snapshotContract(
  name: string,
  open: (document: StoreDocument) => Promise<ArticleStore>,
): void {
  const snapshotOf = async (document: StoreDocument, now = NOW) => (await open(document)).snapshot(now);

  describe(name, () => {
    describe("list()", () => {
      it("orders by publication, by the last edit where that is unknown, ties by id", async () => {
        const { published: _, ...undated } = anArticle({ id: "undated", updated: "2025-03-01T00:00:00Z" });
        const snapshot = await snapshotOf(
          aStore([
            anArticle({ id: "b", published: "2025-02-01T00:00:00Z", updated: "2025-05-01T00:00:00Z" }),
            anArticle({ id: "a", published: "2025-02-01T00:00:00Z", updated: "2025-02-01T00:00:00Z" }),
            undated,
            anArticle({ id: "newest", published: "2025-04-01T00:00:00Z", updated: "2025-04-01T00:00:00Z" }),
          ]),
        );

        const { heads } = await snapshot.list({}, { limit: 9 });

        expect(heads.map(({ id }) => id)).toEqual(["newest", "undated", "a", "b"]);
      });

      it("orders an article of unknown publication by when it came in, however late its last edit", async () => {
        const edited = { published: undefined, updated: "2025-05-01T00:00:00Z" };
        const snapshot = await snapshotOf(
          aStore([
            anArticle({ ...edited, id: "a", added: "2025-01-01T00:00:00Z" }),
            anArticle({ ...edited, id: "b", added: "2025-03-01T00:00:00Z" }),
            anArticle({ id: "c", published: "2025-02-01T00:00:00Z", updated: "2025-02-01T00:00:00Z" }),
          ]),
        );

        const first = await snapshot.list({}, { limit: 1 });
        const rest = await snapshot.list({}, first.next ? { limit: 2, after: first.next } : { limit: 9 });

        expect([first, rest].flatMap(({ heads }) => heads.map(({ id }) => id))).toEqual(["b", "c", "a"]);
        expect(first.next).toEqual({ instant: new Date("2025-03-01T00:00:00Z"), id: "b" });
      });

      it.each(
        filters(),
      )("returns each article that matches %j once, page by page, in both directions", async (filter) => {
        const document = aVariedStore();
        const snapshot = await snapshotOf(document);
        const expected = matching(document.articles, filter);

        const forward = await pages(snapshot, filter, "next");
        const backward = await pages(snapshot, filter, "previous");

        expect(forward.flat()).toEqual(expected);
        expect(backward.toReversed().flat()).toEqual(expected);
      });

      it.each([
        [0, 1],
        [1, 1],
        [2, 2],
        [3, 2],
        [MAX_LIMIT - 1, MAX_LIMIT],
        [MAX_LIMIT, MAX_LIMIT],
        [MAX_LIMIT + 1, MAX_LIMIT],
      ])("of %i articles returns at most a limit of %i, and a position where there are more", async (count, limit) => {
        const snapshot = await snapshotOf(aStore(articlesNumbered(count)));

        const page = await snapshot.list({}, { limit });

        expect(page.heads).toHaveLength(Math.min(count, limit));
        expect(page.next !== undefined).toBe(count > limit);
        expect(page.previous).toBeUndefined();
        expect(page.isSecond).toBe(false);
      });

      it("refuses a limit above the maximum", async () => {
        const snapshot = await snapshotOf(aStore([]));

        await expect(snapshot.list({}, { limit: MAX_LIMIT + 1 })).rejects.toThrow(RangeError);
      });

      it.each([
        { hours: 2, limit: 1, count: 3 },
        { hours: 2, limit: 5, count: 5 },
        { hours: 0, limit: 1, count: 1 },
        { hours: 500, limit: 1, count: MAX_LIMIT },
      ])("with articles every hour, holds $count where $limit and those within $hours hours are asked for", async ({
        hours,
        limit,
        count,
      }) => {
        const snapshot = await snapshotOf(aStore(articlesNumbered(MAX_LIMIT + 5)));

        const page = await snapshot.list({}, { limit, withinMs: hours * 3_600_000 });

        expect(page.heads).toHaveLength(count);
        expect(page.next).toEqual({ instant: page.heads.at(-1)?.published, id: page.heads.at(-1)?.id });
      });

      it("within a time before the newest that matches the filter, of nothing holds nothing", async () => {
        const snapshot = await snapshotOf(aStore([anArticle({ column: "letters" })]));

        const page = await snapshot.list({ columns: [ESSAYS] }, { limit: 1, withinMs: 3_600_000 });

        expect(page.heads).toEqual([]);
      });

      it("returns the page of a number, and the position after which it begins", async () => {
        const snapshot = await snapshotOf(aStore(articlesNumbered(5)));
        const pageOf = async (number: number) => {
          const { heads, after, next, previous } = await snapshot.list({}, { limit: 2, number });
          return [heads.map(({ id }) => id), after?.id, next?.id, previous?.id];
        };

        const found = [await pageOf(1), await pageOf(2), await pageOf(3), await pageOf(4)];

        expect(found).toEqual([
          [["n0004", "n0003"], undefined, "n0003", undefined],
          [["n0002", "n0001"], "n0003", "n0001", "n0002"],
          [["n0000"], "n0001", undefined, "n0000"],
          [[], undefined, undefined, undefined],
        ]);
      });

      it("counts pages from a first page that is larger, where many articles are within a time", async () => {
        const snapshot = await snapshotOf(aStore(articlesNumbered(9)));
        const sizes = { limit: 2, withinMs: 4 * 3_600_000 };

        const pages = await Promise.all(
          [1, 2, 3, 4].map((number) => snapshot.list({}, { ...sizes, number })),
        );

        expect(pages.map(({ heads }) => heads.map(({ id }) => id))).toEqual([
          ["n0008", "n0007", "n0006", "n0005", "n0004"],
          ["n0003", "n0002"],
          ["n0001", "n0000"],
          [],
        ]);
        expect(pages[1]?.after).toEqual(pages[0]?.next);
      });

      it("returns the same page by its number as by its position, of every filter", async () => {
        const snapshot = await snapshotOf(aVariedStore());
        const limit = 3;

        for (const filter of someFilters()) {
          let request: PageRequest = { limit };
          for (let number = 1; number <= 4; number++) {
            const { after, ...page } = await snapshot.list(filter, { limit, number });
            const byPosition: HeadPage = await snapshot.list(filter, request);
            expect(page).toEqual(byPosition);
            expect(after).toEqual(request.after);
            if (!byPosition.next) break;
            request = { limit, after: byPosition.next };
          }
        }
      });

      it("refuses a number with more articles before it than the maximum", async () => {
        const snapshot = await snapshotOf(aStore([]));
        const last = MAX_SKIP / MAX_LIMIT + 1;

        await snapshot.list({}, { limit: MAX_LIMIT, number: last });
        await expect(snapshot.list({}, { limit: MAX_LIMIT, number: last + 1 })).rejects.toThrow(RangeError);
      });

      it("tells when the page last changed, not before the publication of what is on it", async () => {
        const snapshot = await snapshotOf(
          aStore([anArticle({ published: "2025-06-01T00:00:00Z", updated: "2025-06-01T00:00:00Z" })]),
        );

        const { lastModified } = await snapshot.list({}, { limit: 1 });

        expect(lastModified.getTime()).toBeGreaterThanOrEqual(Date.parse("2025-06-01T00:00:00Z"));
        expect(lastModified.getMilliseconds()).toBe(0);
      });

      it("tells nothing of an article that is published later, before whose position a page is asked for", async () => {
        const snapshot = await snapshotOf(
          aStore([anArticle(), anArticle({ id: "later", published: SCHEDULED })]),
        );

        const before = { instant: new Date(SCHEDULED), id: "later" };
        const page = await snapshot.list({}, { limit: 1, before });

        expect(page).toMatchObject({ heads: [], isSecond: false });
        expect(page.lastModified.getTime()).toBeLessThanOrEqual(snapshot.lastModified.getTime());
      });

      it("tells which page is the second", async () => {
        const snapshot = await snapshotOf(aStore(articlesNumbered(7)));
        const found: boolean[] = [];

        for (let request: PageRequest | undefined = { limit: 2 }; request; ) {
          const page: Awaited<ReturnType<Snapshot["list"]>> = await snapshot.list({}, request);
          found.push(page.isSecond);
          request = page.next && { limit: 2, after: page.next };
        }

        expect(found).toEqual([false, true, false, false]);
      });

      it("before and after a position whose article is gone leaves out nothing", async () => {
        const snapshot = await snapshotOf(aStore(["a", "c"].map((id) => anArticle({ id }))));
        const gone = { instant: new Date("2025-01-02T00:00:00Z"), id: "b" };

        const [newer, older] = await Promise.all([
          snapshot.list({}, { limit: 9, before: gone }),
          snapshot.list({}, { limit: 9, after: gone }),
        ]);

        expect([newer, older].map(({ heads }) => heads.map(({ id }) => id))).toEqual([["a"], ["c"]]);
      });

      it("beyond the last article is empty, with no position", async () => {
        const snapshot = await snapshotOf(aStore([anArticle()]));

        const page = await snapshot.list({}, { limit: 1, after: { instant: new Date(0), id: "a" } });

        expect(page).toMatchObject({ heads: [], isSecond: false });
        expect([page.next, page.previous]).toEqual([undefined, undefined]);
      });

      it("returns heads, without bodies", async () => {
        const snapshot = await snapshotOf(aStore([anArticle({ content: "<p>Text</p>" })]));

        const { heads } = await snapshot.list({}, { limit: 1 });

        expect(heads[0]).toMatchObject({ hasBody: true, excerpt: "Text" });
        expect(heads[0]).not.toHaveProperty("body");
      });
    });

    describe("words and dates", () => {
      const document = aSearchableStore();

      it.each(
        searches().flatMap((filter) =>
          (["newest", "relevance"] as const).map((order) => ({ filter, order })),
        ),
      )("$filter.words.text $filter.since $filter.until $filter.columns by $order: each match once, page by page, in both directions", async ({
        filter,
        order,
      }) => {
        const snapshot = await snapshotOf(document);
        const expected = searched(document.articles, filter, order);

        const forward = await pages(snapshot, filter, "next", order);
        const backward = await pages(snapshot, filter, "previous", order);

        expect(forward.flat()).toEqual(expected);
        expect(backward.toReversed().flat()).toEqual(expected);
      });

      it("are counted as they are listed up to a maximum, with the newest", async () => {
        const snapshot = await snapshotOf(document);

        const summaries = await snapshot.summaries(searches(), 2);

        const expected = searches().map((filter) => searched(document.articles, filter, "newest"));
        expect(summaries.map(({ count, isMore = false }) => [count, isMore])).toEqual(
          expected.map(({ length }) => [Math.min(length, MAX_FOUND), length > MAX_FOUND]),
        );
        expect(summaries.map(({ newest }) => newest.map(({ id }) => id))).toEqual(
          expected.map((ids) => ids.slice(0, 2)),
        );
        expect(new Set(summaries.map(({ count }) => count > 0))).toEqual(new Set([true, false]));
      });

      it("find the text that HTML shows, and not its markup", async () => {
        const content =
          "<p>国<b>际</b> Workers&#x2019; <a href='https://strong.example/'>AT&amp;T</a></p><p>新<br>闻</p>";
        const snapshot = await snapshotOf(aStore([anArticle({ content })]));

        const found = await Promise.all(
          ["國際", "work", "at-t", "strong", "href", "amp", "新闻", "新"].map((query) =>
            hasAny(snapshot, { words: wordsOf(query) }),
          ),
        );

        expect(found).toEqual([true, true, true, false, false, false, false, true]);
      });

      it("find nothing in an article before its publication", async () => {
        const store = await open(aStore([anArticle({ title: "预告", published: SCHEDULED })]));
        const filter = { words: wordsOf("预告") };

        const found = await Promise.all(
          [NOW, new Date(SCHEDULED)].map(async (now) => hasAny(await store.snapshot(now), filter)),
        );

        expect(found).toEqual([false, true]);
      });

      it("are all to match, those of what the filter is within as well", async () => {
        const snapshot = await snapshotOf(
          aStore([
            anArticle({ id: "both", title: "工会新闻" }),
            anArticle({ id: "one", title: "工会" }),
            anArticle({ id: "other", title: "新闻" }),
          ]),
        );

        const { heads } = await snapshot.list(
          { words: wordsOf("新闻"), within: { words: wordsOf("工会") } },
          { limit: 10 },
        );

        expect(heads.map(({ id }) => id)).toEqual(["both"]);
      });

      it("since an instant includes it, and until one does not", async () => {
        const instant = new Date("2025-01-02T00:00:00Z");
        const snapshot = await snapshotOf(
          aStore([anArticle({ published: instant.toISOString(), updated: "2025-02-01T00:00:00Z" })]),
        );
        const next = new Date(instant.getTime() + 1);

        const found = await Promise.all(
          [{ since: instant }, { since: next }, { until: instant }, { until: next }].map((filter) =>
            hasAny(snapshot, filter),
          ),
        );

        expect(found).toEqual([true, false, false, true]);
      });

      it("keep the position of a list while articles come and go, by relevance too", async () => {
        const titled = (id: string, title: string, day: string) =>
          anArticle({
            id,
            title,
            summary: "工会",
            published: `2025-01-${day}T00:00:00Z`,
            updated: "2025-02-01T00:00:00Z",
          });
        const filter = { words: wordsOf("工会") };
        const articles = [titled("a", "工会", "01"), titled("b", "其他", "03"), titled("c", "其他", "02")];
        const before = await snapshotOf(aStore(articles));
        const after = await snapshotOf(aStore([titled("new", "工会", "04"), ...articles]));

        const first = await before.list(filter, { limit: 2, order: "relevance" });
        const second =
          first.next && (await after.list(filter, { limit: 2, order: "relevance", after: first.next }));

        expect(first.heads.map(({ id }) => id)).toEqual(["a", "b"]);
        expect(second?.heads.map(({ id }) => id)).toEqual(["c"]);
      });

      it("mark() returns a text with what matches apart", async () => {
        const snapshot = await snapshotOf(aStore([]));

        expect(snapshot.mark("國際新聞", wordsOf("新闻 -体育"))).toEqual([
          { text: "國際", isMatch: false },
          { text: "新聞", isMatch: true },
        ]);
      });
    });

    it("absentNames() returns the authors and tags without articles, and whether they had some", async () => {
      const snapshot = await snapshotOf(
        aStore(
          [
            anArticle({ authors: [{ name: "Ann" }, { name: "Bo" }], tags: ["books"] }),
            anArticle({ id: "later", published: SCHEDULED, authors: [{ name: "Eve" }], tags: ["soon"] }),
          ],
          { formerAuthors: ["Li Na"], formerTags: ["rain", "books"] },
        ),
      );

      expect(await snapshot.absentNames({})).toEqual([]);
      expect(await snapshot.absentNames({ authors: ["Bo", "Ann"], tags: ["books"] })).toEqual([]);
      expect(
        await snapshot.absentNames({
          authors: ["Li Na", "Bo", "rain", "Eve"],
          tags: ["Li Na", "rain", "soon"],
        }),
      ).toEqual([
        { kind: "author", name: "Li Na", isFormer: true },
        { kind: "author", name: "rain", isFormer: false },
        { kind: "author", name: "Eve", isFormer: false },
        { kind: "tag", name: "Li Na", isFormer: false },
        { kind: "tag", name: "rain", isFormer: true },
        { kind: "tag", name: "soon", isFormer: false },
      ]);
    });

    it("isRemoved() tells published articles that were removed, which are found no more", async () => {
      const snapshot = await snapshotOf(
        aStore([anArticle()], {
          removed: [
            { id: "gone", title: "Gone" },
            { id: "unseen", title: "Unseen", url: "https://a.example/1", unpublished: true },
          ],
        }),
      );

      const ids = ["gone", "unseen", "on-reading", "none", "constructor"];
      const removed = await Promise.all(ids.map((id) => snapshot.isRemoved(id)));

      expect(removed).toEqual([true, false, false, false, false]);
      expect(await snapshot.article("gone")).toBeUndefined();
    });

    it("has the named feeds in their order, with their filters, and the slugs of those that were removed", async () => {
      const snapshot = await snapshotOf(
        aStore([], {
          feeds: [
            {
              slug: "partner",
              title: "For our partner",
              description: "What they print",
              filter: {
                columns: ["letters", "essays", "letters"],
                authors: ["王晓峰", "Ann"],
                tags: ["b", "a"],
                notColumns: ["letters"],
                notAuthors: ["Bo"],
                notTags: ["c"],
                since: "2025-01-02",
                until: "2025-01-03",
              },
              limit: 5,
              content: "summary",
            },
            { slug: "all", title: "All", filter: { until: "2025-01-03T00:00:00+01:00" } },
          ],
          removedFeeds: ["former"],
        }),
      );

      expect(snapshot.feeds).toEqual([
        {
          slug: "partner",
          title: "For our partner",
          description: "What they print",
          filter: {
            columns: ["essays", "letters"],
            authors: ["Ann", "王晓峰"],
            tags: ["a", "b"],
            notColumns: ["letters"],
            notAuthors: ["Bo"],
            notTags: ["c"],
            since: new Date("2025-01-01T16:00:00Z"),
            until: new Date("2025-01-03T16:00:00Z"),
          },
          limit: 5,
          content: "summary",
        },
        { slug: "all", title: "All", filter: { until: new Date("2025-01-02T23:00:00Z") } },
      ]);
      expect(snapshot.removedFeeds).toEqual(["former"]);
    });

    describe("article() and listWhole()", () => {
      it("return whole articles, with every form of their body", async () => {
        const content = '<h1>A</h1><p>One <a href="two">two</a></p>';
        const document = aStore([anArticle({ content, url: "https://review.example/2025/on-reading" })]);
        const snapshot = await snapshotOf(document);

        const found = await snapshot.article("on-reading");

        expect(found?.body?.html).toBe(
          '<h1>A</h1><p>One <a href="https://review.example/2025/two">two</a></p>',
        );
        expect(found?.body?.text).toBe("A\n\nOne two");
        expect(found?.body?.pageHtml).toContain("<h2>A</h2>");
        const { heads } = await snapshot.listWhole({}, { limit: 1 });
        expect(heads.map(({ body }) => ({ ...body }))).toEqual([{ ...found?.body }]);
      });

      it("have no body where only a summary is known", async () => {
        const snapshot = await snapshotOf(aStore([anArticle({ summary: "Short" })]));

        expect(await snapshot.article("on-reading")).not.toHaveProperty("body");
      });

      it(
        "return every text exactly as it was written, whatever characters it holds",
        async () => {
          const text = fc.string({ unit: "grapheme", minLength: 1, maxLength: 200 });
          const readable = text.filter(
            (one) => /\S/.test(one) && !/[\0-\x08\x0B-\x1F\x7F-\x9F<&\r\uFFFE\uFFFF]/u.test(one),
          );
          await fc.assert(
            fc.asyncProperty(fc.array(readable, { minLength: 1, maxLength: 5 }), async (texts) => {
              const articles = texts.map((one, index) =>
                anArticle({ id: `a${index}`, content: `<p>${one}</p>` }),
              );
              const snapshot = await snapshotOf(aStore(articles));

              const found = await snapshot.listWhole({}, { limit: MAX_LIMIT });

              expect(found.heads.map(({ body }) => body?.html)).toEqual(
                articles.map(({ content }) => content),
              );
            }),
            { numRuns: 20, seed: 1 },
          );
        },
        FILLING_MS,
      );

      it("return nothing where there is no such article", async () => {
        const snapshot = await snapshotOf(aStore([anArticle()]));

        expect(await snapshot.article("none")).toBeUndefined();
        expect(await snapshot.prevNext("none")).toEqual({});
        expect(await snapshot.articleLastModified("none")).toEqual(snapshot.lastModified);
      });

      it("list the same articles as without bodies, of every filter and page", async () => {
        const snapshot = await snapshotOf(aVariedStore());

        for (const filter of someFilters()) {
          const page = await snapshot.list(filter, { limit: 5, number: 2 });
          const { heads, ...whole } = await snapshot.listWhole(filter, { limit: 5, number: 2 });
          expect({ ...whole, heads: heads.map(({ body: _, ...head }) => head) }).toEqual(page);
        }
      });
    });

    describe("summaries()", () => {
      it("count what matches every filter, with the newest, in one call", async () => {
        const document = aVariedStore();
        const snapshot = await snapshotOf(document);

        const summaries = await snapshot.summaries(filters(), 3);

        const expected = filters().map((filter) => matching(document.articles, filter));
        expect(summaries.map(({ count }) => count)).toEqual(expected.map(({ length }) => length));
        expect(summaries.map(({ newest }) => newest.map(({ id }) => id))).toEqual(
          expected.map((ids) => ids.slice(0, 3)),
        );
      });

      it(
        "count up to a maximum what matches several conditions, and tell whether there is more",
        async () => {
          const authors = [{ name: "Ann" }];
          const articles = articlesNumbered(MAX_COUNT + 1).map((article) => ({ ...article, authors }));
          const snapshot = await snapshotOf(aStore(articles));

          const [column, both, since] = await snapshot.summaries([
            { columns: [ESSAYS] },
            { columns: [ESSAYS], authors: ["Ann"] },
            { columns: [ESSAYS], since: new Date(Date.UTC(2020, 0, 1, 1)) },
          ]);

          expect(column).toMatchObject({ count: MAX_COUNT + 1 });
          expect(column).not.toHaveProperty("isMore");
          expect(both).toMatchObject({ count: MAX_COUNT, isMore: true });
          expect(since).toMatchObject({ count: MAX_COUNT });
          expect(since).not.toHaveProperty("isMore");
        },
        FILLING_MS,
      );

      it("tell the instant of the newest article, where there is one", async () => {
        const snapshot = await snapshotOf(
          aStore([anArticle(), anArticle({ id: "letter", column: "letters" })]),
        );

        expect(await snapshot.summaries([{ columns: [ESSAYS] }, { tags: ["none"] }])).toEqual([
          { count: 1, newest: [], newestInstant: new Date("2025-01-02T00:00:00Z") },
          { count: 0, newest: [] },
        ]);
      });
    });

    it("prevNext() returns the articles before and after in the same column, among ties too", async () => {
      const snapshot = await snapshotOf(
        aStore([
          anArticle({ id: "a" }),
          anArticle({ id: "b" }),
          anArticle({ id: "c" }),
          anArticle({ id: "bb", column: "letters" }),
        ]),
      );
      const idsAround = async (id: string) => {
        const { newer, older } = await snapshot.prevNext(id);
        return [newer?.id, older?.id];
      };

      expect(await idsAround("a")).toEqual([undefined, "b"]);
      expect(await idsAround("b")).toEqual(["a", "c"]);
      expect(await idsAround("c")).toEqual(["b", undefined]);
      expect(await idsAround("bb")).toEqual([undefined, undefined]);
    });

    describe("authors() and tags()", () => {
      const document = aStore([
        anArticle({
          id: "old",
          published: "2020-01-01T00:00:00Z",
          authors: [{ name: "Bo" }, { name: "Ann" }],
        }),
        anArticle({ authors: [{ name: "Ann" }], tags: ["craft"] }),
        anArticle({ id: "scheduled", published: SCHEDULED, authors: [{ name: "Eve" }] }),
      ]);

      it("list every visible name once, newest first, with its count", async () => {
        const snapshot = await snapshotOf(document);

        expect(await snapshot.authors(MAX_NAMES)).toEqual([
          { name: "Ann", count: 2 },
          { name: "Bo", count: 1 },
        ]);
        expect(await snapshot.tags(MAX_NAMES)).toEqual([{ name: "craft", count: 1 }]);
      });

      it("order names whose newest articles are the same by themselves", async () => {
        const names = ["b", "Ann", "王晓峰", "a"];
        const snapshot = await snapshotOf(
          aStore([anArticle({ authors: names.map((name) => ({ name })), tags: names })]),
        );

        const [authors, tags, first] = await Promise.all([
          snapshot.authors(9),
          snapshot.tags(9),
          Promise.all([1, 2, 3].map((limit) => snapshot.authors(limit))),
        ]);

        expect(authors.map(({ name }) => name)).toEqual(["Ann", "a", "b", "王晓峰"]);
        expect(first).toEqual([1, 2, 3].map((limit) => authors.slice(0, limit)));
        expect(tags).toEqual(authors);
      });

      it("return as many names as are asked for, and refuse a limit above the maximum", async () => {
        const snapshot = await snapshotOf(document);

        expect(await snapshot.authors(1)).toEqual([{ name: "Ann", count: 2 }]);
        await expect(snapshot.tags(MAX_NAMES + 1)).rejects.toThrow(RangeError);
      });
    });

    describe("sitemap() and sitemapPart()", () => {
      it("list everything at once where that is enough, lists first, then articles newest first", async () => {
        const articles = [
          anArticle({ id: "b", tags: ["t"] }),
          anArticle({ id: "a", authors: [{ name: "Ann" }] }),
        ];
        const snapshot = await snapshotOf(aStore(articles, { feeds: [{ slug: "all", title: "All" }] }));
        const changed = new Date("2025-01-02T00:00:00Z");

        const lists = [
          { kind: "home", lastChange: snapshot.lastChange },
          { kind: "column", slug: "essays", lastChange: changed },
          { kind: "column", slug: "letters", lastChange: undefined },
          { kind: "feed", slug: "all" },
          { kind: "author", name: "Ann", lastChange: changed },
          { kind: "tag", name: "t", lastChange: changed },
        ];
        const listed = [
          { kind: "article", id: "a", lastChange: changed },
          { kind: "article", id: "b", lastChange: changed },
        ];
        expect(await snapshot.sitemap()).toEqual({ pages: [...lists, ...listed] });
        expect(await snapshot.sitemapPart("lists")).toEqual(lists);
        expect(await snapshot.sitemapPart("2025-01")).toEqual(listed);
      });

      it(
        "list many articles by month, and those of a month with too many by day",
        async () => {
          const day = (count: number, date: string) =>
            Array.from({ length: count }, (_, index) =>
              anArticle({ id: `${date.replaceAll(":", "-")}-${index}`, published: date, updated: date }),
            );
          const dates = ["2025-03-31T23:59:59.999Z", "2025-04-01T00:00:00Z", "2025-04-30T12:00:00Z"];
          const [march, first, last] = dates.map((date, index) =>
            day([3, SITEMAP_PART_SIZE, 1][index] ?? 0, date),
          );
          const snapshot = await snapshotOf(
            aStore([
              ...(march ?? []),
              ...(first ?? []),
              ...(last ?? []),
              anArticle({ id: "later", published: SCHEDULED }),
            ]),
          );

          const { parts = [] } = await snapshot.sitemap();
          const pages = await Promise.all(parts.map(({ name }) => snapshot.sitemapPart(name)));

          expect(parts).toEqual([
            { name: "lists", lastChange: snapshot.lastChange },
            { name: "2025-04-30", lastChange: new Date(dates[2] ?? "") },
            { name: "2025-04-01", lastChange: new Date(dates[1] ?? "") },
            { name: "2025-03", lastChange: new Date(dates[0] ?? "") },
          ]);
          expect(pages.map((part) => part?.length)).toEqual([3, 1, SITEMAP_PART_SIZE, 3]);
          expect(pages[3]?.[0]).toMatchObject({ kind: "article", id: "2025-03-31T23-59-59.999Z-0" });
          const absent = [
            "2025-04",
            "2025-03-31",
            "2025-05",
            "2025-04-02",
            "2027-01",
            "2025",
            "constructor",
            "",
          ];
          expect(await Promise.all(absent.map((name) => snapshot.sitemapPart(name)))).toEqual(
            absent.map(() => undefined),
          );
        },
        FILLING_MS,
      );

      it(
        "give of a part the last change in it, by an edit too, and of a column that of its newest articles",
        async () => {
          const edited = (id: string, updated: string) =>
            anArticle({ id, published: "2025-02-01T00:00:00Z", updated });
          const snapshot = await snapshotOf(
            aStore([
              ...articlesNumbered(SITEMAP_PART_SIZE),
              ...Array.from({ length: MAX_CHANGES_OF_COLUMN - 1 }, (_, index) =>
                edited(`c${index}`, "2025-02-01T00:00:00Z"),
              ),
              edited("a", "2025-03-05T00:00:00Z"),
              anArticle({
                id: "later",
                published: "2026-02-01T00:00:00Z",
                updated: "2025-05-01T00:00:00Z",
                authors: [{ name: "Eve" }],
              }),
            ]),
          );

          const { parts = [] } = await snapshot.sitemap();
          const lists = await snapshot.sitemapPart("lists");

          expect(parts.find(({ name }) => name === "2025-02")?.lastChange).toEqual(
            new Date("2025-03-05T00:00:00Z"),
          );
          expect(lists?.filter(({ kind }) => kind === "author")).toEqual([]);
          expect(lists?.find((page) => page.kind === "column" && page.slug === "essays")?.lastChange).toEqual(
            new Date("2025-03-05T00:00:00Z"),
          );
        },
        FILLING_MS,
      );
    });

    describe("snapshot()", () => {
      it("shows an article from the instant of its publication, and has another version then", async () => {
        const instant = new Date("2025-07-01T00:00:00Z");
        const scheduled = anArticle({
          id: "scheduled",
          published: instant.toISOString(),
          updated: "2025-05-01T00:00:00Z",
        });
        const store = await open(aStore([scheduled]));

        const before = await store.snapshot(new Date(instant.getTime() - 1));
        const at = await store.snapshot(instant);

        expect(await before.article("scheduled")).toBeUndefined();
        expect(await before.summaries([{}])).toEqual([{ count: 0, newest: [] }]);
        expect(before.nextChange).toEqual(instant);
        expect(await at.article("scheduled")).toMatchObject({ id: "scheduled" });
        expect([at.lastChange, at.nextChange]).toEqual([instant, undefined]);
        expect(at.version).not.toBe(before.version);
        expect(await before.article("scheduled")).toBeUndefined();
      });

      it("holds the same under the same version, even for a clock that is behind the store", async () => {
        const store = await open(
          aStore([anArticle({ published: "2025-05-31T00:00:00Z", updated: "2025-05-31T00:00:00Z" })]),
        );

        const early = await store.snapshot(new Date("2025-01-01T00:00:00Z"));
        const late = await store.snapshot(NOW);

        expect(early.version).toBe(late.version);
        expect(await early.summaries([{}])).toEqual(await late.summaries([{}]));
      });

      it("of a store without articles answers every query", async () => {
        const snapshot = await snapshotOf(aStore([]));

        expect(await snapshot.list({}, { limit: 1 })).toMatchObject({ heads: [], isSecond: false });
        expect(await snapshot.summaries([{}])).toEqual([{ count: 0, newest: [] }]);
        expect(await snapshot.authors(1)).toEqual([]);
        expect(await snapshot.sitemapPart("lists")).toHaveLength(3);
      });
    });
  });
}

/** Returns filters by each field, by none, and by several together. */
function filters(): Filter[] {
  const included = combined([
    { columns: [undefined, [], [ESSAYS], [LETTERS], [ESSAYS, LETTERS]] },
    { authors: [undefined, [], ["Ann"], ["王晓峰"], ["nobody"], ["王晓峰", "nobody"]] },
    { tags: [undefined, ["a"], ["阅读"], ["阅读", "none"]] },
  ]);
  const excluded = combined([
    { notColumns: [undefined, [], [LETTERS]] },
    { notAuthors: [undefined, ["Ann"], ["王晓峰", "nobody"]] },
    { notTags: [undefined, ["阅读"], ["a", "none"]] },
  ]);
  return [
    ...included,
    ...excluded,
    ...combined([
      { since: [undefined, DAY_OF_TIES, new Date("2025-02-01T00:00:00Z")] },
      { until: [undefined, DAY_OF_TIES, new Date("2025-01-02T00:00:00.001Z"), new Date(SCHEDULED)] },
      { tags: [undefined, ["a"]] },
    ]),
    ...excluded.map((filter) => ({ columns: [ESSAYS], authors: ["Ann"], ...filter })),
    // Of several authors and tags, those that match both filters.
    ...combined([
      { columns: [undefined, [ESSAYS]] },
      { authors: [undefined, ["Ann"], ["王晓峰"]] },
      { tags: [undefined, ["a"], ["阅读", "none"]] },
      {
        within: [
          {},
          { columns: [LETTERS], authors: ["王晓峰"] },
          { authors: ["王晓峰", "nobody"], tags: ["阅读"] },
          { notTags: ["阅读"], since: DAY_OF_TIES, until: new Date("2025-02-01T00:00:00Z") },
          { notAuthors: ["Ann"], within: { tags: ["a"] } },
        ],
      },
    ]),
  ];
}

/** Returns some of these, of each kind. */
function someFilters(): Filter[] {
  return filters().filter((_, index) => index % 7 === 0);
}

/** Returns every combination of a value of each field. */
function combined(
  fields: readonly { readonly [Field in keyof Filter]: readonly (Filter[Field] | undefined)[] }[],
): Filter[] {
  return fields.reduce<Filter[]>(
    (filters, field) =>
      Object.entries(field).flatMap(([name, values]) =>
        filters.flatMap((filter) =>
          values.map((value) => (value === undefined ? filter : { ...filter, [name]: value })),
        ),
      ),
    [{}],
  );
}

/** Returns a store in which columns, authors, tags, ties and scheduled articles meet in every combination. */
function aVariedStore(): StoreDocument {
  const authors = [[], [{ name: "Ann" }], [{ name: "王晓峰" }, { name: "Ann" }]];
  const tags = [[], ["a"], ["阅读", "a"]];
  const dates = ["2025-01-02T00:00:00Z", "2025-01-02T00:00:00Z", "2025-02-01T00:00:00Z", SCHEDULED];
  const articles = ["essays", "letters"].flatMap((column) =>
    authors.flatMap((some, author) =>
      tags.flatMap((named, tag) =>
        dates.map((published, date) =>
          anArticle({
            id: `${column.charAt(0)}${author}${tag}${date}`,
            column,
            authors: some,
            tags: named,
            published,
            updated: "2025-02-01T00:00:00Z",
          }),
        ),
      ),
    ),
  );
  return aStore(articles);
}

const TOKENS = ["工会", "國際", "国际", "新聞"];
const SIMPLIFIED: Readonly<Record<string, string>> = { 國: "国", 際: "际", 聞: "闻" };

/** Returns a store in which words meet in every combination of a title, a summary and a body. */
function aSearchableStore(): StoreDocument {
  const articles = TOKENS.flatMap((title, a) =>
    TOKENS.flatMap((summary, b) =>
      TOKENS.map((text, c) =>
        anArticle({
          id: `s${a}${b}${c}`,
          column: (a + b + c) % 2 === 0 ? "essays" : "letters",
          title: `${title}之题`,
          ...(b > 0 && { summary }),
          authors: b === 1 ? [{ name: "李明" }] : [],
          tags: c === 2 ? ["工资"] : [],
          content: `<p>关于<em>${text}</em>的报道</p>`,
          published: new Date(Date.UTC(2025, 0, 1 + ((a * 7 + b * 3 + c) % 20))).toISOString(),
          updated: "2025-02-01T00:00:00Z",
        }),
      ),
    ),
  );
  return aStore(articles);
}

type Search = Filter & { readonly words: Words };

function searches(): Search[] {
  const queries = [
    "工会",
    "国际",
    "國際 新闻",
    "会",
    "李明 工资",
    "工会 -国际",
    "-新聞",
    "没有",
    '"关于工会"',
    "题关",
  ];
  const others: Filter[] = [
    {},
    { columns: [ESSAYS], since: new Date("2025-01-05T00:00:00Z"), until: new Date("2025-01-15T00:00:00Z") },
  ];
  return queries.flatMap((query) => others.map((other) => ({ ...other, words: wordsOf(query) })));
}

/** Tells whether any article matches `filter`. */
async function hasAny(snapshot: Snapshot, filter: Filter): Promise<boolean> {
  const [summary] = await snapshot.summaries([filter]);
  return (summary?.count ?? 0) > 0;
}

function wordsOf(query: string): Words {
  const words = parseWords(query);
  if (!words) throw new Error(`There is nothing to look for in "${query}"`);
  return words;
}

/** Returns the ids that a search for Chinese words has to return, from the records alone. */
function searched(
  records: readonly ArticleRecord[],
  filter: Search,
  order: "newest" | "relevance",
): string[] {
  const simplified = (text: string) => Array.from(text, (one) => SIMPLIFIED[one] ?? one).join("");
  const tierOf = ({ title, summary = "", authors = [], tags = [], content = "" }: ArticleRecord) => {
    const head = [summary, ...authors.map(({ name }) => name), ...tags];
    const tiers = [[title], head, [content.replace(/<[^>]*>/g, "")]];
    const found = filter.words.terms.map(({ text, isExcluded }) => {
      const tier = tiers.findIndex((fields) =>
        fields.some((field) => simplified(field).includes(simplified(text))),
      );
      return isExcluded ? (tier === -1 ? 0 : -1) : tier;
    });
    return found.includes(-1) ? -1 : Math.max(...found);
  };
  const { words: _words, since, until, ...filing } = filter;
  const tiers = new Map(records.map((record) => [record.id, tierOf(record)]));
  const ids = matching(
    records.filter(({ id, published = "" }) => {
      const isIn = (!since || new Date(published) >= since) && (!until || new Date(published) < until);
      return isIn && tiers.get(id) !== -1;
    }),
    filing,
  );
  return order === "newest" ? ids : ids.sort((a, b) => (tiers.get(a) ?? 0) - (tiers.get(b) ?? 0));
}

function articlesNumbered(count: number): ArticleRecord[] {
  return Array.from({ length: count }, (_, index) =>
    anArticle({
      id: `n${String(index).padStart(4, "0")}`,
      published: new Date(Date.UTC(2020, 0, 1) + index * 3_600_000).toISOString(),
      updated: "2025-05-01T00:00:00Z",
    }),
  );
}

/** Returns the ids that a list has to return, from the records alone. */
function matching(records: readonly ArticleRecord[], filter: Filter): string[] {
  return records
    .filter((record) => (record.published ?? "") < NOW.toISOString() && matches(record, filter))
    .sort((a, b) => (b.published ?? "").localeCompare(a.published ?? "") || (a.id < b.id ? -1 : 1))
    .map(({ id }) => id);
}

function matches(record: ArticleRecord, filter: Filter): boolean {
  const { published = "", column, authors = [], tags = [] } = record;
  const names = authors.map(({ name }) => name);
  const has = (wanted: readonly string[] | undefined, those: readonly string[]) =>
    wanted?.some((one) => those.includes(one));
  return (
    has(filter.columns, [column]) !== false &&
    has(filter.authors, names) !== false &&
    has(filter.tags, tags) !== false &&
    !has(filter.notColumns, [column]) &&
    !has(filter.notAuthors, names) &&
    !has(filter.notTags, tags) &&
    Date.parse(published) >= (filter.since?.getTime() ?? Number.NEGATIVE_INFINITY) &&
    Date.parse(published) < (filter.until?.getTime() ?? Number.POSITIVE_INFINITY) &&
    (filter.within === undefined || matches(record, filter.within))
  );
}

/** Returns the ids on each page of a list, from its first page on or from its last page back. */
async function pages(
  snapshot: Snapshot,
  filter: Filter,
  direction: "next" | "previous",
  order: "newest" | "relevance" = "newest",
): Promise<string[][]> {
  const options = { limit: 5, order };
  const beyond: Cursor = { instant: new Date(0), id: "~", tier: 2 };
  const found: string[][] = [];
  let request: PageRequest | undefined = direction === "next" ? options : { ...options, before: beyond };
  while (request) {
    const page: Awaited<ReturnType<Snapshot["list"]>> = await snapshot.list(filter, request);
    found.push(page.heads.map(({ id }) => id));
    const cursor = page[direction];
    request =
      cursor && (direction === "next" ? { ...options, after: cursor } : { ...options, before: cursor });
  }
  return found;
}
