import { describe, expect, it, vi } from "vitest";
import type { StoredArticle } from "../../src/domain/article.ts";
import { DRAFT_DATE } from "../../src/domain/draft-date.ts";
import type { Draft } from "../../src/importer/draft.ts";
import { mergeDrafts } from "../../src/importer/merge-drafts.ts";
import { storedArticles } from "../../src/store/json-file/memory-articles.ts";
import { parseArticle, parseStore } from "../../src/store/json-file/parse-store.ts";
import { aSlug } from "../support/a-slug.ts";
import { anArticle, aStore } from "../support/a-store.ts";

const now = new Date("2026-01-01T00:00:00Z");

function aDraft(fields: Partial<Draft> = {}): Draft {
  return { title: "On reading", authors: [], editors: [], tags: [], ...fields };
}

/** Merges a draft with the articles of a store; returns them as they are afterwards. */
async function merge(before: readonly StoredArticle[], draft: Draft, asDrafts = false) {
  const store = storedArticles({ ...parseStore(aStore([])), articles: before });
  const filed = [{ draft, column: aSlug("letters"), from: "a file" }];
  const { articles, outcomes } = await mergeDrafts(store, filed, { now, asDrafts });
  const after = new Map([...before, ...articles].map((article) => [article.id, article]));
  const [outcome] = outcomes;
  return {
    outcome: outcome?.outcome,
    article: after.get(outcome?.id ?? ""),
    after: [...after.values()],
    changed: articles,
  };
}

describe("mergeDrafts()", () => {
  it("gives a new article an id with its date in the site's time zone", async () => {
    const draft = aDraft({ title: "弘扬劳模精神", published: new Date("2020-11-25T17:00:00Z") });

    const { article } = await merge([], draft);

    expect(article).toMatchObject({
      id: "2020-11-26-hong-yang-lao-mo-jing-shen",
      published: new Date("2020-11-25T17:00:00Z"),
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
  ])("updates an article that it finds by %s", async (_, known, fields) => {
    const { outcome, article, after } = await merge([parseArticle(anArticle(known))], aDraft(fields));

    expect([outcome, article?.id, after.length]).toEqual(["updated", "on-reading", 1]);
  });

  it.each([
    ["author", { authors: [{ name: "Li Na" }] }, { authors: [{ name: "Wang" }] }],
    ["date", {}, { published: new Date("2024-01-01T00:00:00Z") }],
    ["address", { url: "https://a.example/1" }, { url: "https://a.example/2" }],
  ])("adds an article with the same title and another %s", async (_, known, fields) => {
    expect((await merge([parseArticle(anArticle(known))], aDraft(fields))).outcome).toBe("added");
  });

  it("changes nothing if a source has nothing new", async () => {
    const article = anArticle({
      authors: [{ name: "Li Na", about: "Reader" }],
      source: { name: "D", url: "https://d.example/" },
    });
    const draft = aDraft({ authors: [{ name: "Li Na" }], source: { name: "D" } });

    const { outcome, changed } = await merge([parseArticle(article)], draft);

    expect({ outcome, changed }).toEqual({ outcome: "unchanged", changed: [] });
  });

  it("updates the date of a changed article, and keeps its id, its column and the fields that the source does not have", async () => {
    const old = parseArticle(anArticle({ tags: ["a"] }));

    const { article } = await merge([old], aDraft({ summary: "Why" }));

    expect(article).toEqual({ ...old, summary: "Why", updated: now });
  });

  it("keeps an article a draft when it is imported again", async () => {
    const draft = aDraft({ title: "Soon", published: new Date("2025-01-01T00:00:00Z") });
    const { after } = await merge([], draft, true);

    expect(after[0]?.published).toEqual(DRAFT_DATE);
    expect((await merge(after, draft)).outcome).toBe("unchanged");
  });

  it("looks up articles in two calls, however many drafts there are", async () => {
    const store = storedArticles(parseStore(aStore([anArticle()])));
    const find = vi.spyOn(store, "find");
    const filed = Array.from({ length: 50 }, (_, index) => ({
      draft: aDraft({ title: `Title ${index}`, sourceId: `id-${index}` }),
      column: aSlug("letters"),
      from: "a file",
    }));

    await mergeDrafts(store, filed, { now, asDrafts: false });

    expect(find).toHaveBeenCalledTimes(2);
  });
});

describe("mergeDrafts() returns of an article that changes", () => {
  const store = storedArticles(parseStore(aStore([])));
  const tomorrow = new Date("2026-01-01T22:30:00Z");
  /** Returns what is to be known of each draft's article. */
  async function notes(drafts: readonly Draft[], asDrafts = false) {
    const filed = drafts.map((draft) => ({ draft, column: aSlug("letters"), from: "a file" }));
    const { outcomes } = await mergeDrafts(store, filed, { now, asDrafts });
    return outcomes.map(({ outcome, scheduled, losses }) => ({ outcome, scheduled, losses }));
  }

  it.each([
    ["a date ahead, until which it is scheduled", tomorrow, false, "2026-01-02T06:30:00+08:00"],
    ["no date that is reached", now, false, undefined],
    ["no date of a draft", tomorrow, true, undefined],
  ])("%s", async (_, published, asDrafts, scheduled) => {
    expect(await notes([aDraft({ published })], asDrafts)).toEqual([{ outcome: "added", scheduled }]);
  });

  it("each loss once, whichever of its drafts have it", async () => {
    const tag = { kind: "tag", text: "a.json" } as const;
    const pictures = { kind: "pictures" } as const;
    const one = aDraft({ url: "https://a.example/1", published: now });

    expect(
      await notes([
        { ...one, summary: "A", losses: [tag, pictures, tag, pictures] },
        { ...one, content: "<p>B</p>", losses: [tag, { kind: "date", text: "?" }] },
        { ...one, losses: [{ kind: "text", text: "C" }] },
      ]),
    ).toEqual([
      { outcome: "added", losses: [tag, { ...pictures, count: 2 }] },
      { outcome: "updated", losses: [{ kind: "date", text: "?" }] },
      { outcome: "unchanged" },
    ]);
  });
});
