import { describe, expect, it } from "vitest";
import type { StoredArticle } from "../../src/domain/article.ts";
import type { NamedFeed } from "../../src/domain/named-feed.ts";
import type { RemovedArticle } from "../../src/domain/removed-article.ts";
import { UserError } from "../../src/operator/user-error.ts";
import type {
  ArticleKeys,
  ArticleWriter,
  RemovedArticleKeys,
  StoredArticles,
} from "../../src/store/article-writer.ts";
import { InvalidStoreError } from "../../src/store/invalid-store-error.ts";
import type { StoreDocument } from "../../src/store/json-file/store-document.ts";
import { aSlug } from "../support/a-slug.ts";
import { anArticle, aStore } from "../support/a-store.ts";

/** The instant of every transaction of the contract. */
const NOW = new Date("2026-01-01T00:00:00Z");

/** Opens a store that holds `document`; its transactions take their instant from `now`. */
export type OpenWriter = (document: StoreDocument, now: () => Date) => Promise<ArticleWriter>;

/** Articles that every key finds some of. */
const SHELF = [
  anArticle({
    id: "plain",
    guid: "http://a.example/?p=1",
    title: "Weather",
    url: "http://www.a.example/图/",
  }),
  anArticle({
    id: "2025-01-02-weather~0123456789ab",
    title: "Weather",
    published: "2025-01-02T16:30:00Z",
    updated: "2025-01-02T16:30:00Z",
  }),
  anArticle({ id: "2025-01-02-weather~0123456789ab-2", title: "Storm", url: "https://a.example/%E5%9B%BE" }),
  anArticle({ id: "draft", title: "Weather", published: "9999-12-31T08:00:00+08:00" }),
  anArticle({ id: "scheduled", title: "Weather", published: "2027-01-01T00:00:00Z", column: "letters" }),
  undated(anArticle({ id: "undated", title: "Weather", authors: [{ name: "Li Na" }], tags: ["rain"] })),
];
const PLAIN = "plain";
const HASHED = ["2025-01-02-weather~0123456789ab", "2025-01-02-weather~0123456789ab-2"];

/** What every store promises to those who write it, whatever keeps its articles. */
export function articleWriterContract(name: string, open: OpenWriter): void {
  const opened = (document: StoreDocument) => open(document, () => NOW);
  const shelf = () => opened(aStore(SHELF));

  describe(`${name}: look-ups`, () => {
    const found = async (keys: ArticleKeys) =>
      (await shelf()).read(async (articles) => idsOf(await articles.find(keys)));

    it.each<[string, ArticleKeys, readonly string[]]>([
      ["no key", {}, []],
      ["ids, in the order of the store", { ids: ["undated", "none", PLAIN] }, [PLAIN, "undated"]],
      ["an id that objects inherit", { ids: ["constructor"] }, []],
      [
        "an address, however it is written",
        { addresses: ["https://a.example/%E5%9B%BE"] },
        [PLAIN, "2025-01-02-weather~0123456789ab-2"],
      ],
      ["an id of readers, however it is written", { guids: ["https://a.example?p=1"] }, [PLAIN]],
      ["an id of readers that none has", { guids: ["http://a.example/?p=1", "p=1"] }, []],
      ["the hash of a source's id", { sourceIdHashes: ["0123456789ab"] }, HASHED],
      ["a hash that none has", { sourceIdHashes: ["ba9876543210"] }, []],
      [
        "a title",
        { titles: [{ title: "Weather" }] },
        [PLAIN, "2025-01-02-weather~0123456789ab", "draft", "scheduled", "undated"],
      ],
      [
        "a title and a day on the site's calendar, and those whose day is not known",
        { titles: [{ title: "Weather", day: "2025-01-03" }] },
        ["2025-01-02-weather~0123456789ab", "draft", "undated"],
      ],
      ["a title in lower case", { titles: [{ title: "weather" }] }, []],
      [
        "all kinds of keys together, each article once",
        {
          ids: ["scheduled", PLAIN],
          addresses: ["https://a.example/%E5%9B%BE"],
          sourceIdHashes: ["0123456789ab"],
          titles: [{ title: "Storm" }, { title: "Weather", day: "2027-01-01" }],
        },
        [PLAIN, ...HASHED, "draft", "scheduled", "undated"],
      ],
    ])("find() by %s", async (_, keys, ids) => {
      expect(await found(keys)).toEqual(ids);
    });

    it("find() takes 10,000 keys of each kind", async () => {
      const many = Array.from({ length: 10_000 }, (_, index) => `none-${index}`);

      expect(
        await found({
          ids: [...many, PLAIN],
          guids: many,
          addresses: many.map((id) => `https://a.example/${id}`),
          sourceIdHashes: many,
          titles: [...many.map((title) => ({ title })), { title: "Storm", day: "2025-01-02" }],
        }),
      ).toEqual([PLAIN, "2025-01-02-weather~0123456789ab-2"]);
    });

    it.each<[string, RemovedArticleKeys, readonly string[]]>([
      ["no key", {}, []],
      [
        "ids, in the order of their removal",
        { ids: ["c~0123456789ab", "none", "a"] },
        ["a", "c~0123456789ab"],
      ],
      ["an address, however it is written", { addresses: ["https://a.example/%E5%9B%BE"] }, ["a", "b"]],
      ["an id of readers, however it is written", { guids: ["https://a.example?p=1"] }, ["b"]],
      ["the hash of a source's id", { sourceIdHashes: ["0123456789ab"] }, ["c~0123456789ab"]],
      [
        "all kinds of keys together, each article once",
        { ids: ["a"], addresses: ["https://a.example/%E5%9B%BE"], sourceIdHashes: ["0123456789ab"] },
        ["a", "b", "c~0123456789ab"],
      ],
      ["a title", { titles: [{ title: "B" }, { title: "D" }] }, ["b"]],
      ["keys of articles that are there", { ids: [PLAIN], guids: ["urn:1"] }, []],
    ])("findRemoved() by %s", async (_, keys, ids) => {
      const writer = await opened(
        aStore([anArticle({ id: PLAIN, guid: "urn:1" })], {
          removed: [
            { id: "a", title: "A", url: "http://www.a.example/图/" },
            { id: "b", title: "B", url: "https://a.example/图", guid: "http://a.example/?p=1" },
            { id: "c~0123456789ab", title: "C", unpublished: true },
          ],
        }),
      );

      const found = await writer.read((articles) => articles.findRemoved(keys));

      expect(found.map(({ id }) => id)).toEqual(ids);
    });

    it("get() returns the article as it was written, or nothing", async () => {
      const writer = await opened(aStore([anArticle({ content: "<p>A &amp; B</p>", tags: ["a"] })]));

      const both = await writer.read(async (articles) => [
        await articles.get("on-reading"),
        await articles.get("none"),
      ]);

      expect(both).toEqual([
        {
          id: "on-reading",
          title: "On reading",
          column: "essays",
          authors: [],
          editors: [],
          tags: ["a"],
          published: new Date("2025-01-02T00:00:00Z"),
          updated: new Date("2025-01-02T00:00:00Z"),
          content: "<p>A &amp; B</p>",
        },
        undefined,
      ]);
    });

    it("count() counts what matches a filter, drafts and scheduled articles included", async () => {
      const counts = await (await shelf()).read((articles) =>
        Promise.all([
          articles.count({}),
          articles.count({ columns: [aSlug("letters")] }),
          articles.count({ notColumns: [aSlug("letters")] }),
          articles.count({ authors: ["Li Na"] }),
          articles.count({ tags: ["rain"], columns: [aSlug("letters")] }),
        ]),
      );

      expect(counts).toEqual([6, 1, 5, 1, 0]);
    });

    it("all() yields every article, in the order of the store", async () => {
      const writer = await shelf();

      expect(await writer.read(async (articles) => idsOf(await everyArticle(articles)))).toEqual(
        SHELF.map(({ id }) => id),
      );
    });

    it("allWithoutTexts() yields the same, and says which have a text, in a transaction too", async () => {
      const writer = await opened(
        aStore([
          anArticle({ id: "whole", content: "<p>Text</p>", summary: "Summary", tags: ["rain"] }),
          anArticle({ id: "short" }),
          anArticle({ id: "gone", content: "<p>Text</p>" }),
        ]),
      );
      const textless = async (articles: StoredArticles) => {
        const found: unknown[] = [];
        for await (const article of articles.allWithoutTexts()) found.push(article);
        return found;
      };
      const expected = async (articles: StoredArticles) =>
        (await everyArticle(articles)).map(({ content, ...article }) => ({
          ...article,
          hasText: content !== undefined,
        }));

      const [before, all] = await writer.read(async (articles) => [
        await textless(articles),
        await expected(articles),
      ]);
      const { result: within } = await writer.transaction(async (transaction) => {
        const whole = await transaction.get("whole");
        if (whole) await transaction.put({ ...whole, id: "added" });
        await transaction.remove("gone");
        return [await textless(transaction), await expected(transaction)] as const;
      });

      expect(before).toEqual(all);
      expect(before).toHaveLength(3);
      expect(within[0]).toEqual(within[1]);
      expect(within[0]).toHaveLength(3);
    });

    it("the facts of a store are those of its document", async () => {
      const { site, columns } = aStore([]);

      const facts = await (await shelf()).read(async (articles) => ({
        site: articles.site,
        columns: articles.columns,
        updated: articles.updated,
      }));

      expect(facts).toEqual({ site, columns, updated: new Date("2025-06-01T00:00:00Z") });
    });
  });

  describe(`${name}: transactions`, () => {
    const one = () => opened(aStore([anArticle(), anArticle({ id: "other", title: "Other" })]));
    const NOTHING = { added: [], updated: [], removed: [] };
    const NONE = { authors: [], tags: [] };

    it("put() adds an article, changes one, and tells which", async () => {
      const writer = await one();

      const committed = await writer.transaction(async (transaction) => {
        const other = await required(transaction, "other");
        await transaction.put({ ...other, title: "Another", tags: ["a"], updated: transaction.now });
        await transaction.put({ ...other, id: "new", updated: transaction.now });
        return "done";
      });

      expect(committed).toEqual({
        result: "done",
        changed: true,
        articles: { added: ["new"], updated: ["other"], removed: [] },
        ended: NONE,
      });
      expect(await contentOf(writer)).toMatchObject([
        { id: "on-reading", title: "On reading" },
        { id: "other", title: "Another", tags: ["a"], updated: NOW },
        { id: "new", title: "Other", updated: NOW },
      ]);
    });

    it("a change sets the date of the store", async () => {
      const writer = await one();

      await writer.transaction((transaction) => transaction.remove("other"));

      expect(await writer.read(async ({ updated }) => updated)).toEqual(NOW);
    });

    it("put() of an article as it is changes nothing, not even the date of the store", async () => {
      const writer = await one();

      const { changed, articles } = await writer.transaction(async (transaction) => {
        const article = await required(transaction, "other");
        await transaction.put({ ...article, title: "For a moment" });
        await transaction.put({ ...article, updated: new Date(article.updated) });
      });

      expect({ changed, articles }).toEqual({ changed: false, articles: NOTHING });
      expect(await writer.read(async ({ updated }) => updated)).toEqual(new Date("2025-06-01T00:00:00Z"));
    });

    it("put() drops the fields that an article no longer has", async () => {
      const full = anArticle({
        summary: "S",
        authors: [{ name: "A", about: "B" }],
        tags: ["a"],
        language: "de",
      });
      const writer = await opened(aStore([full]));

      await writer.transaction(async (transaction) => {
        const { summary: _, language: __, ...rest } = await required(transaction, "on-reading");
        await transaction.put({ ...rest, authors: [{ name: "A" }], tags: [] });
      });

      const [article] = await contentOf(writer);
      expect(article).not.toHaveProperty("summary");
      expect(article).not.toHaveProperty("language");
      expect(article).toMatchObject({ authors: [{ name: "A" }], tags: [] });
      expect(article?.authors[0]).not.toHaveProperty("about");
    });

    it("put() keeps every field and any text", async () => {
      const writer = await opened(aStore([]));
      const article = aWholeArticle();

      await writer.transaction((transaction) => transaction.put(article));

      expect(await contentOf(writer)).toEqual([article]);
    });

    it("put() records once when an article of unknown publication came in, by which it keeps its place", async () => {
      const former = "2025-03-01T00:00:00Z";
      const writer = await opened(
        aStore([
          anArticle({ id: "old", published: undefined, updated: former }),
          anArticle({ id: "dated", published: former, updated: former }),
          anArticle({ id: "untouched", published: undefined }),
        ]),
      );
      const edit = (tags: readonly string[]) =>
        writer.transaction(async (transaction) => {
          await transaction.put({ ...(await required(transaction, "old")), tags, updated: transaction.now });
          const { published: _, ...dated } = await required(transaction, "dated");
          await transaction.put({ ...dated, tags, updated: transaction.now });
        });

      await writer.transaction((transaction) => transaction.put(anotherArticle("new", new Date(former))));
      await edit(["first"]);
      await edit(["second"]);

      expect((await contentOf(writer)).map(({ id, added }) => [id, added])).toEqual([
        ["old", new Date(former)],
        ["dated", new Date(former)],
        ["untouched", undefined],
        ["new", new Date(former)],
      ]);
    });

    it("put() records nothing of an article whose publication is known, and keeps what is recorded", async () => {
      const added = new Date("2025-01-02T00:00:00Z");
      const writer = await opened(aStore([anArticle()]));

      await writer.transaction(async (transaction) => {
        const { published: _, ...article } = await required(transaction, "on-reading");
        await transaction.put({ ...article, id: "kept", added, updated: transaction.now });
        await transaction.put({ ...article, id: "dated", published: added, updated: transaction.now });
      });

      expect((await contentOf(writer)).map((article) => article.added)).toEqual([
        undefined,
        added,
        undefined,
      ]);
    });

    it("keeps the names of authors and tags whose last article is gone, until they come back", async () => {
      const writer = await opened(
        aStore([
          anArticle({ id: "a", authors: [{ name: "Li Na" }, { name: "Wang" }], tags: ["books", "rain"] }),
          anArticle({ id: "b", authors: [{ name: "Wang" }], tags: ["rain"] }),
        ]),
      );
      const former = () => writer.read(async (articles) => articles.former);

      const { ended } = await writer.transaction((transaction) => transaction.remove("a"));
      const first = await former();
      const renamed = await writer.transaction(async (transaction) => {
        const b = await required(transaction, "b");
        await transaction.put({ ...b, authors: [{ name: "Li Na" }], tags: [], updated: transaction.now });
      });
      const second = await former();

      expect(ended).toEqual({ authors: ["Li Na"], tags: ["books"] });
      expect(first).toEqual(ended);
      expect(renamed.ended).toEqual({ authors: ["Wang"], tags: ["rain"] });
      expect(second).toEqual({ authors: ["Wang"], tags: ["books", "rain"] });
    });

    it("keeps no name that was never published, and the names of articles that are published later again", async () => {
      const later = "2027-01-01T00:00:00Z";
      const writer = await opened(
        aStore([
          anArticle({ id: "draft", published: "9999-12-31T00:00:00Z", tags: ["secret"] }),
          anArticle({ id: "scheduled", published: later, tags: ["soon"] }),
          anArticle({ id: "old", tags: ["soon", "late"] }),
        ]),
      );

      const { ended } = await writer.transaction(async (transaction) => {
        await transaction.remove("draft");
        const old = await required(transaction, "old");
        await transaction.put({ ...old, published: new Date(later), updated: transaction.now });
      });

      expect(ended).toEqual({ authors: [], tags: ["soon", "late"] });
    });

    it("a dry run tells which names would have no article any more, and keeps none", async () => {
      const writer = await opened(aStore([anArticle({ tags: ["books"] })]));

      const { ended } = await writer.transaction((transaction) => transaction.remove("on-reading"), {
        dryRun: true,
      });

      expect(ended).toEqual({ authors: [], tags: ["books"] });
      expect(await writer.read(async ({ former }) => former)).toEqual(NONE);
    });

    it("remove() removes an article; an id that none has changes nothing", async () => {
      const writer = await one();

      const removed = await writer.transaction((transaction) => transaction.remove("other"));
      const again = await writer.transaction((transaction) => transaction.remove("other"));

      expect(removed).toMatchObject({ changed: true, articles: { ...NOTHING, removed: ["other"] } });
      expect(again).toMatchObject({ changed: false, articles: NOTHING });
      expect(idsOf(await contentOf(writer))).toEqual(["on-reading"]);
    });

    it("remove() keeps of a published article what readers and imports are to be told, in order", async () => {
      const writer = await shelf();

      await writer.transaction(async (transaction) => {
        for (const id of ["undated", PLAIN, HASHED[0] ?? ""]) await transaction.remove(id);
      });
      await writer.transaction((transaction) => transaction.remove(HASHED[1] ?? ""));

      const published = new Date("2025-01-02T00:00:00Z");
      expect(await removedFrom(writer)).toEqual([
        { id: "undated", title: "Weather" },
        {
          id: PLAIN,
          guid: "http://a.example/?p=1",
          title: "Weather",
          url: "http://www.a.example/图/",
          published,
        },
        { id: HASHED[0], title: "Weather", published: new Date("2025-01-02T16:30:00Z") },
        { id: HASHED[1], title: "Storm", url: "https://a.example/%E5%9B%BE", published },
      ]);
    });

    it("remove() keeps of what was never published only what an import would bring back", async () => {
      const later = "2027-01-01T00:00:00Z";
      const writer = await opened(
        aStore([
          anArticle({ id: "written", published: "9999-12-31T00:00:00Z" }),
          anArticle({ id: "imported", published: later, url: "https://a.example/1" }),
          anArticle({ id: "known", published: later, guid: "7" }),
          anArticle({ id: "hashed~0123456789ab", published: later }),
          anArticle({ id: "declined", published: "9999-12-31T00:00:00Z", url: "https://a.example/2" }),
        ]),
      );

      await writer.transaction(async (transaction) => {
        for await (const { id } of transaction.all()) await transaction.remove(id);
      });

      const kept = { title: "On reading", published: new Date(later), unpublished: true };
      expect(await removedFrom(writer)).toEqual([
        { ...kept, id: "imported", url: "https://a.example/1" },
        { ...kept, id: "known", guid: "7" },
        { ...kept, id: "hashed~0123456789ab" },
        { id: "declined", title: "On reading", url: "https://a.example/2", unpublished: true },
      ]);
    });

    it("put() brings a removed article back, which is not a removed one any more", async () => {
      const writer = await one();
      const [, other] = await contentOf(writer);
      await writer.transaction((transaction) => transaction.remove("other"));

      const { articles } = await writer.transaction(async (transaction) => {
        if (other) await transaction.put({ ...other, updated: transaction.now });
      });

      expect(articles).toEqual({ ...NOTHING, added: ["other"] });
      expect(await removedFrom(writer)).toEqual([]);
      expect(idsOf(await contentOf(writer))).toEqual(["on-reading", "other"]);
    });

    it("a removed article that is put and removed in one transaction stays removed", async () => {
      const writer = await one();
      const [, other] = await contentOf(writer);
      await writer.transaction((transaction) => transaction.remove("other"));

      const { changed } = await writer.transaction(async (transaction) => {
        if (other) await transaction.put(other);
        await transaction.remove("other");
      });

      expect(changed).toBe(false);
      expect(await removedFrom(writer)).toMatchObject([{ id: "other", title: "Other" }]);
    });

    it("a dry run removes nothing, and keeps nothing as removed", async () => {
      const writer = await one();

      await writer.transaction((transaction) => transaction.remove("other"), { dryRun: true });

      expect(await removedFrom(writer)).toEqual([]);
    });

    it.each([
      ["the guid", "urn:gone"],
      ["as its guid the entry id", "tag:review.example,2020:gone"],
    ])("refuses another article that gets %s of a removed one", async (_, guid) => {
      const removed = [{ id: "gone", guid: "urn:gone", title: "Gone" }];
      const writer = await opened(aStore([], { removed }));

      const writing = writer.transaction((transaction) =>
        transaction.put({ ...anotherArticle("new", transaction.now), guid }),
      );

      await expect(writing).rejects.toThrow(InvalidStoreError);
      expect(await removedFrom(writer)).toEqual(removed);
    });

    it("look-ups of removed articles see the changes made before them", async () => {
      const writer = await shelf();

      await writer.transaction(async (transaction) => {
        const addresses = ["https://a.example/%E5%9B%BE"];
        const before = await transaction.findRemoved({ addresses });
        await transaction.remove(PLAIN);
        const after = await transaction.findRemoved({ addresses });

        expect([before, after].map((articles) => articles.map(({ id }) => id))).toEqual([[], [PLAIN]]);
      });
    });

    it("what is added and removed in one transaction is no change", async () => {
      const writer = await one();

      const committed = await writer.transaction(async (transaction) => {
        await transaction.put({ ...(await required(transaction, "other")), id: "new" });
        await transaction.remove("new");
      });

      expect(committed).toMatchObject({ changed: false, articles: NOTHING });
    });

    it("look-ups see the changes made before them", async () => {
      const writer = await shelf();
      const titles = [{ title: "Rain" }];

      await writer.transaction(async (transaction) => {
        await transaction.find({
          titles,
          addresses: ["https://a.example/1"],
          sourceIdHashes: ["ffffffffffff"],
        });
        const draft = await required(transaction, "draft");
        await transaction.put({ ...draft, title: "Rain", url: "https://a.example/1" });
        await transaction.put({ ...draft, id: "rain~ffffffffffff", title: "Rain" });
        await transaction.remove("undated");

        const found = [
          await transaction.find({ titles }),
          await transaction.find({ titles: [{ title: "Weather", day: "2025-01-03" }] }),
          await transaction.find({ addresses: ["https://a.example/1"] }),
          await transaction.find({ sourceIdHashes: ["ffffffffffff"] }),
          await transaction.find({ ids: ["undated", "draft"] }),
        ];
        expect(found.map(idsOf)).toEqual([
          ["draft", "rain~ffffffffffff"],
          ["2025-01-02-weather~0123456789ab"],
          ["draft"],
          ["rain~ffffffffffff"],
          ["draft"],
        ]);
        expect(await transaction.get("undated")).toBeUndefined();
        expect(await transaction.count({})).toBe(6);
        expect(idsOf(await everyArticle(transaction))).toContain("rain~ffffffffffff");
      });
    });

    it("putSite() and putColumns() change the site and the columns, and nothing else", async () => {
      const writer = await one();

      const committed = await writer.transaction(async (transaction) => {
        await transaction.putSite({ ...transaction.site, title: "Another Review", rights: "©" });
        const [first, ...rest] = transaction.columns;
        await transaction.putColumns([...rest, ...(first ? [{ ...first, title: "Long essays" }] : [])]);
        return [transaction.site.title, transaction.columns.map(({ title }) => title)];
      });

      expect(committed).toEqual({
        result: ["Another Review", ["Letters", "Long essays"]],
        changed: true,
        articles: NOTHING,
        ended: NONE,
      });
      const { site, columns } = await writer.read(async (articles) => articles);
      expect(site).toEqual({ ...aStore([]).site, title: "Another Review", rights: "©" });
      expect(columns).toEqual([
        { slug: "letters", title: "Letters", description: "Letters to the editor" },
        { slug: "essays", title: "Long essays" },
      ]);
    });

    it("putRedirects() replaces the redirects, and nothing else", async () => {
      const [old, added] = [
        { from: "/?feed=rss2", to: "/rss.xml" },
        { from: "/feed.php", to: "/atom.xml" },
      ];
      const writer = await opened(aStore(SHELF, { redirects: [old] }));

      const { changed, articles } = await writer.transaction((transaction) =>
        transaction.putRedirects([...transaction.redirects, added]),
      );

      expect(changed).toBe(true);
      expect(articles).toEqual({ added: [], updated: [], removed: [] });
      expect(await writer.read(async ({ redirects }) => redirects)).toEqual([old, added]);
    });

    it("putRedirects() with what the store has changes nothing, also where it has none", async () => {
      const writer = await opened(aStore([]));

      const { changed } = await writer.transaction((transaction) =>
        transaction.putRedirects([...transaction.redirects]),
      );

      expect(changed).toBe(false);
    });

    it("putRedirects() is refused where a redirect would hide what is served", async () => {
      const writer = await opened(aStore([]));

      const transaction = writer.transaction((tx) =>
        tx.putRedirects([{ from: "/rss.xml", to: "/atom.xml" }]),
      );

      await expect(transaction).rejects.toThrow(InvalidStoreError);
      expect(await writer.read(async ({ redirects }) => redirects)).toEqual([]);
    });

    describe("putFeeds()", () => {
      const partner: NamedFeed = {
        slug: aSlug("partner"),
        title: "For our partner",
        filter: { tags: ["rain"] },
      };
      const choice: NamedFeed = {
        slug: aSlug("choice"),
        title: "Our choice",
        description: "Of the week",
        filter: {
          columns: [aSlug("letters")],
          notAuthors: ["Ann", "Bo"],
          since: new Date("2025-01-01T16:00:00Z"),
          until: new Date("2025-01-02T00:00:00.500Z"),
        },
        limit: 3,
        content: "summary",
      };

      it("replaces the named feeds, whatever they state, and nothing else", async () => {
        const writer = await one();

        const committed = await writer.transaction(async (transaction) => {
          await transaction.putFeeds([partner, choice]);
          return transaction.feeds;
        });

        expect(committed).toEqual({
          result: [partner, choice],
          changed: true,
          articles: NOTHING,
          ended: NONE,
        });
        const { feeds, removedFeeds } = await writer.read(async (articles) => articles);
        expect({ feeds, removedFeeds }).toEqual({ feeds: [partner, choice], removedFeeds: [] });
      });

      it("keeps the slugs of those that are gone by it, until they come back", async () => {
        const writer = await one();
        const put = (...feeds: NamedFeed[]) =>
          writer.transaction(async (transaction) => {
            await transaction.putFeeds(feeds);
            return transaction.removedFeeds;
          });

        await put(partner, choice);
        const { result: within } = await put(choice);
        await put();
        const both = await writer.read(async ({ removedFeeds }) => removedFeeds);
        await put(partner);

        expect([within, both]).toEqual([["partner"], ["partner", "choice"]]);
        expect(await writer.read(async ({ removedFeeds }) => removedFeeds)).toEqual(["choice"]);
      });

      it("with what the store has changes nothing, also where it has none", async () => {
        const [none, some] = [await one(), await one()];
        await some.transaction((transaction) => transaction.putFeeds([partner]));

        const changes = await Promise.all(
          [none, some].map((writer) =>
            writer.transaction((transaction) => transaction.putFeeds([...transaction.feeds])),
          ),
        );

        expect(changes.map(({ changed }) => changed)).toEqual([false, false]);
      });

      it("is refused where a feed selects by a column that the store has not", async () => {
        const writer = await one();
        const feed = { ...partner, filter: { notColumns: [aSlug("none")] } };

        const transaction = writer.transaction((tx) => tx.putFeeds([feed]));

        await expect(transaction).rejects.toThrow("/feeds/0/filter/notColumns/0");
        expect(await writer.read(async ({ feeds }) => feeds)).toEqual([]);
      });
    });

    it("putSite() and putColumns() with what the store has change nothing", async () => {
      const { changed } = await (await one()).transaction(async (transaction) => {
        await transaction.putSite({ ...transaction.site });
        await transaction.putColumns(transaction.columns.map((column) => ({ ...column })));
      });

      expect(changed).toBe(false);
    });

    it("a change sets the date of an article that was published after its last edit", async () => {
      const published = "2025-07-01T00:00:00Z";
      const ended = anArticle({ published, updated: "2025-05-01T00:00:00Z" });
      const writer = await opened(aStore([ended, anArticle({ id: "other" })]));

      const { articles } = await writer.transaction((transaction) => transaction.remove("other"));

      expect(await contentOf(writer)).toMatchObject([{ updated: new Date(published) }]);
      expect(articles).toEqual({ ...NOTHING, removed: ["other"] });
    });

    it("the instant of a transaction is that of the clock once other writers have ended", async () => {
      let clock = 0;
      const writer = await open(aStore([]), () => new Date(NOW.getTime() + 1000 * clock++));
      const add = (id: string) =>
        writer.transaction(async (transaction) => {
          await transaction.put(anotherArticle(id, transaction.now));
          return transaction.now;
        });

      const instants = (await Promise.all(["a", "b", "c"].map(add))).map(({ result }) => result.getTime());

      const order = idsOf(await contentOf(writer)).map((id) => instants["abc".indexOf(id)] ?? 0);
      expect(order).toHaveLength(3);
      expect(order).toEqual(order.toSorted((a, b) => a - b));
    });
  });

  describe(`${name}: all or nothing`, () => {
    const one = () => opened(aStore([anArticle()]));

    it("a transaction changes nothing where its work throws", async () => {
      const writer = await one();

      const transaction = writer.transaction(async (tx) => {
        await tx.put(anotherArticle("new", tx.now));
        throw new UserError("no");
      });

      await expect(transaction).rejects.toThrow(new UserError("no"));
      expect(idsOf(await contentOf(writer))).toEqual(["on-reading"]);
    });

    it.each<[string, Partial<StoredArticle>, string]>([
      ["a title on two lines", { title: "On\nreading" }, "title"],
      ["a column that is not there", { column: aSlug("poems") }, "column"],
      ["unsafe markup", { content: "<script>x()</script>" }, "content"],
      ["a control character", { summary: "\u0001" }, "summary"],
      ["a date in the future", { updated: new Date("2026-01-01T00:00:01Z") }, "updated"],
    ])("a transaction changes nothing where an article would have %s", async (_, says, field) => {
      const writer = await one();

      const transaction = writer.transaction(async (tx) => {
        await tx.put(anotherArticle("good", tx.now));
        await tx.put({ ...anotherArticle("bad", tx.now), ...says });
      });

      const error = await transaction.catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(InvalidStoreError);
      const findings = error instanceof InvalidStoreError ? error.findings : [];
      expect(
        new Set(findings.map(({ article, pointer }) => [article, pointer.split("/").at(-1)].join())),
      ).toEqual(new Set([`bad,${field}`]));
      expect(idsOf(await contentOf(writer))).toEqual(["on-reading"]);
    });

    it("a transaction changes nothing where a column is removed that has articles", async () => {
      const writer = await one();

      const transaction = writer.transaction((tx) => tx.putColumns([]));

      await expect(transaction).rejects.toThrow(InvalidStoreError);
      expect(await writer.read(async ({ columns }) => columns.length)).toBe(2);
    });

    it("a dry run changes nothing, and tells what would have changed", async () => {
      const writer = await one();
      const work = async (transaction: Parameters<Parameters<ArticleWriter["transaction"]>[0]>[0]) => {
        await transaction.put(anotherArticle("new", transaction.now));
        return transaction.count({});
      };

      const committed = await writer.transaction(work, { dryRun: true });

      expect(committed).toEqual({
        result: 2,
        changed: true,
        articles: { added: ["new"], updated: [], removed: [] },
        ended: { authors: [], tags: [] },
      });
      expect(idsOf(await contentOf(writer))).toEqual(["on-reading"]);
    });

    it("a dry run is checked too", async () => {
      const transaction = (await one()).transaction(
        (tx) => tx.put({ ...anotherArticle("bad", tx.now), title: "" }),
        { dryRun: true },
      );

      await expect(transaction).rejects.toThrow(InvalidStoreError);
    });

    it("check() reports what the check would find in articles, and changes nothing", async () => {
      const writer = await one();

      const { result, changed } = await writer.transaction((tx) =>
        tx.check([
          anotherArticle("good", tx.now),
          { ...anotherArticle("bad", tx.now), title: "On\nreading", tags: ["a", "b.json"] },
          { ...anotherArticle("elsewhere", tx.now), column: aSlug("poems") },
        ]),
      );

      expect(result).toEqual([
        {
          pointer: "/title",
          article: "bad",
          message: expect.stringContaining("write the title on one line"),
        },
        { pointer: "/tags/1", article: "bad", message: expect.any(String) },
        { pointer: "/column", article: "elsewhere", message: expect.stringContaining('found "poems"') },
      ]);
      expect(changed).toBe(false);
    });

    it("writers follow each other: no change is lost", async () => {
      const writer = await one();
      const ids = ["a", "b", "c", "d", "e", "f"];

      const counts = await Promise.all(
        ids.map((id) =>
          writer.transaction(async (transaction) => {
            const before = await transaction.count({});
            await transaction.put(anotherArticle(id, transaction.now));
            return before;
          }),
        ),
      );

      expect(counts.map(({ result }) => result).sort()).toEqual([1, 2, 3, 4, 5, 6]);
      expect(idsOf(await contentOf(writer)).sort()).toEqual([...ids, "on-reading"]);
    });

    it("a writer that fails lets the next one begin", async () => {
      const writer = await one();
      const failing = writer.transaction(async () => {
        throw new Error("no");
      });

      const [failed, next] = await Promise.allSettled([
        failing,
        writer.transaction((transaction) => transaction.put(anotherArticle("new", transaction.now))),
      ]);

      expect([failed.status, next.status]).toEqual(["rejected", "fulfilled"]);
    });
  });
}

function undated({ published: _, ...rest }: ReturnType<typeof anArticle>): ReturnType<typeof anArticle> {
  return rest;
}

function anotherArticle(id: string, updated: Date): StoredArticle {
  return {
    id,
    title: `Title of ${id}`,
    column: aSlug("essays"),
    authors: [],
    editors: [],
    tags: [],
    updated,
  };
}

function aWholeArticle(): StoredArticle {
  const text = "“R&D” <1>\t\u00A0\u2028 \u{10FFFF} 劳动 שלום";
  return {
    id: "Whole.Article_1~a",
    guid: "读书 <R&D> 0012",
    title: text.trim(),
    column: aSlug("letters"),
    authors: [{ name: "王 小/明", about: text, url: "https://authors.example/王" }, { name: "Li Na" }],
    editors: [{ name: "Zhao Min" }],
    source: { name: "Example Daily", url: "https://daily.example/" },
    url: "https://review.example/2025/on-reading?a=b#c",
    published: new Date("2025-01-02T03:04:05.678Z"),
    updated: new Date("2025-02-03T04:05:06.789Z"),
    summary: `${text}\r\n${text}`,
    content: '<p>We <em>read</em>\r\n<a href="more">more</a> &amp; "more".</p>',
    tags: ["books", "阅读"],
    language: "en-GB",
    image: {
      url: "https://review.example/reading.png",
      width: 1200,
      height: 800,
      type: "image/png",
      alt: text,
    },
  };
}

function idsOf(articles: readonly StoredArticle[]): string[] {
  return articles.map(({ id }) => id);
}

async function required(articles: StoredArticles, id: string): Promise<StoredArticle> {
  const article = await articles.get(id);
  if (!article) throw new Error(`There is no article ${id}`);
  return article;
}

async function everyArticle(articles: StoredArticles): Promise<StoredArticle[]> {
  const every: StoredArticle[] = [];
  for await (const article of articles.all()) every.push(article);
  return every;
}

function removedFrom(writer: ArticleWriter): Promise<RemovedArticle[]> {
  return writer.read(async (articles) => {
    const every: RemovedArticle[] = [];
    for await (const article of articles.allRemoved()) every.push(article);
    return every;
  });
}

function contentOf(writer: ArticleWriter): Promise<StoredArticle[]> {
  return writer.read(everyArticle);
}
