import { describe, expect, it } from "vitest";
import { DRAFT_DATE } from "../../src/domain/draft-date.ts";
import type { Draft } from "../../src/importer/draft.ts";
import { mergeDrafts } from "../../src/importer/merge-drafts.ts";
import { anArticle, aStore } from "../support/a-store.ts";

const now = new Date("2026-01-01T00:00:00Z");

function aDraft(fields: Partial<Draft> = {}): Draft {
  return { title: "On reading", authors: [], editors: [], tags: [], ...fields };
}

function merge(store: ReturnType<typeof aStore>, draft: Draft, asDrafts = false) {
  const { store: after, outcomes } = mergeDrafts(store, [{ draft, column: "letters", from: "a file" }], {
    now,
    asDrafts,
  });
  return {
    outcome: outcomes[0]?.outcome,
    article: after.articles.find(({ id }) => id === outcomes[0]?.id),
    after,
  };
}

describe("mergeDrafts()", () => {
  it("gives a new article an id with its date in the site's time zone", () => {
    const draft = aDraft({ title: "弘扬劳模精神", published: new Date("2020-11-25T17:00:00Z") });

    const { article } = merge(aStore([]), draft);

    expect(article).toMatchObject({
      id: "2020-11-26-hong-yang-lao-mo-jing-shen",
      published: "2020-11-26T01:00:00+08:00",
    });
  });

  it.each([
    [
      "its original address",
      { url: "https://a.example/1" },
      { title: "Another title", url: "https://a.example/1" },
    ],
    ["its id", {}, { title: "Another title", sourceId: "tag:review.example,2020:on-reading" }],
    ["its title, if author, date and address are compatible", {}, { summary: "Why" }],
  ])("updates an article that it finds by %s", (_, known, fields) => {
    const { outcome: what, article, after } = merge(aStore([anArticle(known)]), aDraft(fields));

    expect([what, article?.id, after.articles.length]).toEqual(["updated", "on-reading", 1]);
  });

  it.each([
    ["author", { authors: [{ name: "Li Na" }] }, { authors: [{ name: "Wang" }] }],
    ["date", {}, { published: new Date("2024-01-01T00:00:00Z") }],
    ["address", { url: "https://a.example/1" }, { url: "https://a.example/2" }],
  ])("adds an article with the same title and another %s", (_, known, fields) => {
    expect(merge(aStore([anArticle(known)]), aDraft(fields)).outcome).toBe("added");
  });

  it("returns the same store if a source has nothing new", () => {
    const store = aStore([
      anArticle({
        authors: [{ name: "Li Na", about: "Reader" }],
        source: { name: "D", url: "https://d.example/" },
      }),
    ]);

    const { outcome: what, after } = merge(
      store,
      aDraft({ authors: [{ name: "Li Na" }], source: { name: "D" } }),
    );

    expect(what).toBe("unchanged");
    expect(after).toBe(store);
  });

  it("updates the date of a changed article, and keeps its id, its column and the fields that the source does not have", () => {
    const { article } = merge(aStore([anArticle({ tags: ["a"] })]), aDraft({ summary: "Why" }));

    expect(article).toEqual({
      ...anArticle({ tags: ["a"] }),
      summary: "Why",
      updated: "2026-01-01T08:00:00+08:00",
    });
  });

  it("keeps an article a draft when it is imported again", () => {
    const draft = aDraft({ title: "Soon", published: new Date("2025-01-01T00:00:00Z") });
    const { after } = merge(aStore([]), draft, true);

    expect(after.articles[0]?.published).toBe(DRAFT_DATE);
    expect(merge(after, draft).outcome).toBe("unchanged");
  });
});
