import { describe, expect, it } from "vitest";
import { parseSlug } from "../../src/domain/slug.ts";
import type { ArticleStore } from "../../src/store/article-store.ts";
import type { StoreDocument } from "../../src/store/json-file/store-document.ts";
import { anArticle, aStore } from "../support/a-store.ts";

const after = new Date("2026-01-01T00:00:00Z");
/** When the articles of the tests are published, where they do not say. */
const PUBLISHED = new Date("2025-01-02T00:00:00Z");
const essays = [parseSlug("essays")].filter((slug) => slug !== undefined);

/** What every store promises, whatever keeps its articles; `open` returns a store of a document. */
export function storeContract(name: string, open: (document: StoreDocument) => Promise<ArticleStore>): void {
  describe(name, () => {
    const listed = async (document: StoreDocument, now = after) => {
      const edition = await (await open(document)).edition(now);
      const { articles } = await edition.list({}, { limit: 100 });
      return articles.map(({ id }) => id);
    };

    it("list() orders by publication, by the last edit where that is unknown, ties by id", async () => {
      const { published: _, ...undated } = anArticle({ id: "undated", updated: "2025-03-01T00:00:00Z" });
      const document = aStore([
        anArticle({ id: "b", published: "2025-02-01T00:00:00Z", updated: "2025-05-01T00:00:00Z" }),
        anArticle({ id: "a", published: "2025-02-01T00:00:00Z", updated: "2025-02-01T00:00:00Z" }),
        undated,
        anArticle({ id: "newest", published: "2025-04-01T00:00:00Z", updated: "2025-04-01T00:00:00Z" }),
      ]);

      expect(await listed(document)).toEqual(["newest", "undated", "a", "b"]);
    });

    it("list() gives every article once, page by page, among equal instants too", async () => {
      const ids = ["a", "b", "c", "d", "e"];
      const edition = await (await open(aStore(ids.map((id) => anArticle({ id }))))).edition(after);

      const first = await edition.list({}, { limit: 2 });
      const second = await edition.list({}, { limit: 2, ...(first.next && { after: first.next }) });
      const third = await edition.list({}, { limit: 2, ...(second.next && { after: second.next }) });

      const pages = [first, second, third].map(({ articles }) => articles.map(({ id }) => id));
      expect(pages).toEqual([["a", "b"], ["c", "d"], ["e"]]);
      expect(third.next).toBeUndefined();
    });

    it("list() goes back as it came, page by page, and says where there is more", async () => {
      const ids = ["a", "b", "c", "d", "e"];
      const edition = await (await open(aStore(ids.map((id) => anArticle({ id }))))).edition(after);
      const last = await edition.list({}, { limit: 2, after: { instant: PUBLISHED, id: "d" } });

      const middle = await edition.list({}, { limit: 2, ...(last.previous && { before: last.previous }) });
      const first = await edition.list({}, { limit: 3, ...(middle.previous && { before: middle.previous }) });

      const pages = [last, middle, first].map(({ articles }) => articles.map(({ id }) => id));
      expect(pages).toEqual([["e"], ["c", "d"], ["a", "b"]]);
      expect([last.next, middle.next, first.previous]).toEqual([
        undefined,
        { instant: PUBLISHED, id: "d" },
        undefined,
      ]);
    });

    it("list() before and after a position that no article has any more leaves out nothing", async () => {
      const edition = await (await open(aStore(["a", "c"].map((id) => anArticle({ id }))))).edition(after);
      const gone = { instant: PUBLISHED, id: "b" };

      const [newer, older] = await Promise.all([
        edition.list({}, { limit: 9, before: gone }),
        edition.list({}, { limit: 9, after: gone }),
      ]);

      expect([newer, older].map(({ articles }) => articles.map(({ id }) => id))).toEqual([["a"], ["c"]]);
    });

    it("authors() and tags() name everybody and everything visible once, newest first, with their count", async () => {
      const document = aStore([
        anArticle({
          id: "old",
          published: "2020-01-01T00:00:00Z",
          authors: [{ name: "Bo" }, { name: "Ann" }],
        }),
        anArticle({ authors: [{ name: "Ann" }], tags: ["craft"] }),
        anArticle({ id: "waiting", published: "2027-01-01T00:00:00Z", authors: [{ name: "Eve" }] }),
      ]);
      const edition = await (await open(document)).edition(after);

      expect(await edition.authors()).toEqual([
        { name: "Ann", count: 2 },
        { name: "Bo", count: 1 },
      ]);
      expect(await edition.tags()).toEqual([{ name: "craft", count: 1 }]);
    });

    it("tally() counts a selection and says its newest instant", async () => {
      const document = aStore([anArticle(), anArticle({ id: "letter", column: "letters" })]);
      const edition = await (await open(document)).edition(after);

      expect(await edition.tally({ columns: essays })).toEqual({
        count: 1,
        newest: new Date("2025-01-02T00:00:00Z"),
      });
      expect(await edition.tally({ tag: "none" })).toEqual({ count: 0 });
    });

    it("an article is visible from the instant of its publication, and the version says so", async () => {
      const instant = new Date("2025-07-01T00:00:00Z");
      const waiting = anArticle({
        id: "waiting",
        published: instant.toISOString(),
        updated: "2025-05-01T00:00:00Z",
      });
      const store = await open(aStore([waiting]));

      const before = await store.edition(new Date(instant.getTime() - 1));
      const at = await store.edition(instant);

      expect(await before.article("waiting")).toBeUndefined();
      expect(before.nextChange).toEqual(instant);
      expect(await at.article("waiting")).toMatchObject({ id: "waiting" });
      expect([at.lastChange, at.nextChange]).toEqual([instant, undefined]);
      expect(at.version).not.toBe(before.version);
    });

    it("editions of one version hold the same, even for a clock that is behind the store", async () => {
      const store = await open(
        aStore([anArticle({ published: "2025-05-31T00:00:00Z", updated: "2025-05-31T00:00:00Z" })]),
      );

      const early = await store.edition(new Date("2025-01-01T00:00:00Z"));
      const late = await store.edition(after);

      expect(early.version).toBe(late.version);
      expect(await early.tally({})).toEqual(await late.tally({}));
    });
  });
}
