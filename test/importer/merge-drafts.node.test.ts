import { describe, expect, it } from "vitest";
import { DRAFT_DATE } from "../../src/domain/draft-date.ts";
import type { Draft } from "../../src/importer/draft.ts";
import { mergeDrafts } from "../../src/importer/merge-drafts.ts";
import { anArticle, aStore } from "../support/a-store.ts";

const now = new Date("2026-01-01T00:00:00Z");

function aDraft(says: Partial<Draft> = {}): Draft {
  return { title: "On reading", authors: [], editors: [], tags: [], ...says };
}

function outcome(store: ReturnType<typeof aStore>, draft: Draft, embargo = false) {
  const { store: after, outcomes } = mergeDrafts(store, [{ draft, column: "letters", from: "a file" }], {
    now,
    embargo,
  });
  return {
    outcome: outcomes[0]?.outcome,
    article: after.articles.find(({ id }) => id === outcomes[0]?.id),
    after,
  };
}

describe("mergeDrafts()", () => {
  it("adds a new article with the date of its publication on the site's calendar in its id", () => {
    const draft = aDraft({ title: "弘扬劳模精神", published: new Date("2020-11-25T17:00:00Z") });

    const { article } = outcome(aStore([]), draft);

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
    ["its title, where no author or date speaks against it", {}, { summary: "Why" }],
  ])("recognises an article by %s", (_, known, says) => {
    const { outcome: what, article, after } = outcome(aStore([anArticle(known)]), aDraft(says));

    expect([what, article?.id, after.articles.length]).toEqual(["updated", "on-reading", 1]);
  });

  it.each([
    ["author", { authors: [{ name: "Li Na" }] }, { authors: [{ name: "Wang" }] }],
    ["date", {}, { published: new Date("2024-01-01T00:00:00Z") }],
    ["address", { url: "https://a.example/1" }, { url: "https://a.example/2" }],
  ])("takes an article of the same title and another %s for another", (_, known, says) => {
    expect(outcome(aStore([anArticle(known)]), aDraft(says)).outcome).toBe("added");
  });

  it("leaves the store identical when a source says nothing new", () => {
    const store = aStore([
      anArticle({
        authors: [{ name: "Li Na", about: "Reader" }],
        source: { name: "D", url: "https://d.example/" },
      }),
    ]);

    const { outcome: what, after } = outcome(
      store,
      aDraft({ authors: [{ name: "Li Na" }], source: { name: "D" } }),
    );

    expect(what).toBe("unchanged");
    expect(after).toBe(store);
  });

  it("moves the date of what changed, and keeps its column, its id and what the source does not say", () => {
    const { article } = outcome(aStore([anArticle({ tags: ["a"] })]), aDraft({ summary: "Why" }));

    expect(article).toEqual({
      ...anArticle({ tags: ["a"] }),
      summary: "Why",
      updated: "2026-01-01T08:00:00+08:00",
    });
  });

  it("an article that waits goes on waiting when it is imported again", () => {
    const draft = aDraft({ title: "Soon", published: new Date("2025-01-01T00:00:00Z") });
    const { after } = outcome(aStore([]), draft, true);

    expect(after.articles[0]?.published).toBe(DRAFT_DATE);
    expect(outcome(after, draft).outcome).toBe("unchanged");
  });
});
