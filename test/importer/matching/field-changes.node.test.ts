import { describe, expect, it } from "vitest";
import { DRAFT_DATE } from "../../../src/domain/draft-date.ts";
import { digest } from "../../../src/importer/digest.ts";
import type { ImportStateReader } from "../../../src/importer/import-state.ts";
import { changedFields, fieldChanges, updatedArticle } from "../../../src/importer/matching/field-changes.ts";
import { fieldDigests, type SourceFields } from "../../../src/importer/matching/source-fields.ts";
import { parseArticle } from "../../../src/store/json-file/parse-store.ts";
import { anArticle } from "../../support/a-store.ts";

const FEED = "https://a.example/feed";
const ZONE = "Asia/Shanghai";
const NOW = new Date("2026-01-01T00:00:00Z");

/** Returns the state after an import in which `FEED` had these fields for the article `a`. */
function stateWith(fields: Partial<SourceFields>): ImportStateReader {
  const articles = { a: { updated: NOW.toISOString(), fields: fieldDigests(fields, ZONE) } };
  return { get: (source) => (source === FEED ? { articles } : undefined) };
}

function record(fields: SourceFields, from = FEED) {
  return { id: "a", from, fields, digests: fieldDigests(fields, ZONE) };
}

describe("changedFields()", () => {
  it.each<[string, Partial<SourceFields>, SourceFields, Partial<SourceFields>]>([
    ["all fields of a new article", {}, { title: "T", summary: "S" }, { title: "T", summary: "S" }],
    ["no field that is as before", { title: "T", summary: "S" }, { title: "T", summary: "S" }, {}],
    ["a field with another value", { title: "T" }, { title: "U" }, { title: "U" }],
    ["a field that is new", { title: "T" }, { title: "T", summary: "S" }, { summary: "S" }],
    ["no field that is missing now", { title: "T", summary: "S" }, { title: "T" }, {}],
  ])("returns %s", (_, before, fields, changed) => {
    const update = changedFields(stateWith(before))(record(fields));

    expect(update).toEqual({ changed, digests: fieldDigests(fields, ZONE) });
  });

  it("returns no picture whose address alone is known, as before", () => {
    const state = {
      a: { updated: NOW.toISOString(), fields: { image: digest('"https://i.example/1.png"') } },
    };

    const { changed } = changedFields({ get: () => ({ articles: state }) })(
      record({ title: "T", image: { url: "https://i.example/1.png" } }),
    );

    expect(changed).toEqual({ title: "T" });
  });

  it("lets the first of several sources decide a field", () => {
    const changedFieldsOf = changedFields(stateWith({}));

    const updates = [
      changedFieldsOf(record({ title: "T" }, "a.html")),
      changedFieldsOf(record({ title: "U", summary: "S" }, "b.html")),
    ];

    expect(updates.map(({ changed }) => changed)).toEqual([{ title: "T" }, { summary: "S" }]);
    expect(updates.map(({ digests }) => Object.keys(digests))).toEqual([["title"], ["title", "summary"]]);
  });

  it("lets another source decide a field that the first has not changed", () => {
    const changedFieldsOf = changedFields(stateWith({ title: "T" }));

    const updates = [
      changedFieldsOf(record({ title: "T" })),
      changedFieldsOf(record({ title: "U" }, "b.html")),
    ];

    expect(updates.map(({ changed }) => changed)).toEqual([{}, { title: "U" }]);
  });

  it("lets the first record decide if one document has several of an article", () => {
    const changedFieldsOf = changedFields(stateWith({ title: "T" }));

    const updates = [changedFieldsOf(record({ title: "T" })), changedFieldsOf(record({ title: "U" }))];

    expect(updates.map(({ changed }) => changed)).toEqual([{}, {}]);
    expect(updates.map(({ digests }) => Object.keys(digests))).toEqual([["title"], []]);
  });
});

describe("updatedArticle()", () => {
  it.each<[string, Partial<SourceFields>]>([
    ["nothing", {}],
    ["the values that it has", { title: "On reading" }],
    ["the same instant", { published: new Date("2025-01-02T00:00:00Z") }],
    ["the same address, not escaped", { url: "https://a.example/一" }],
    ["an author without the known role", { authors: [{ name: "Li" }] }],
    ["a source without the known address", { source: { name: "Daily" } }],
    ["a picture without the known size", { image: { url: "https://a.example/%E4%BA%8C.png" } }],
  ])("returns the article itself for %s", (_, changed) => {
    const article = parseArticle(
      anArticle({
        url: "https://a.example/%E4%B8%80",
        authors: [{ name: "Li", about: "Reader" }],
        source: { name: "Daily", url: "https://daily.example/" },
        image: { url: "https://a.example/二.png", width: 3, alt: "A" },
      }),
    );

    expect(updatedArticle(article, changed, NOW)).toBe(article);
  });

  it("sets the changed fields and the date of the change", () => {
    const article = parseArticle(anArticle({ tags: ["a"] }));

    expect(updatedArticle(article, { title: "U", summary: "S" }, NOW)).toEqual({
      ...article,
      title: "U",
      summary: "S",
      updated: NOW,
    });
  });

  it("keeps what is known of an author and adds others", () => {
    const article = parseArticle(anArticle({ authors: [{ name: "Li", about: "Reader" }] }));

    const { authors } = updatedArticle(article, { authors: [{ name: "Wang" }, { name: "Li" }] }, NOW);

    expect(authors).toEqual([{ name: "Wang" }, { name: "Li", about: "Reader" }]);
  });

  it("does not keep the address of another source", () => {
    const article = parseArticle(anArticle({ source: { name: "Daily", url: "https://daily.example/" } }));

    expect(updatedArticle(article, { source: { name: "Weekly" } }, NOW).source).toEqual({ name: "Weekly" });
  });

  it("does not keep the size of another picture", () => {
    const article = parseArticle(anArticle({ image: { url: "https://a.example/1.png", width: 3 } }));
    const image = { url: "https://a.example/2.png", height: 2 };

    expect(updatedArticle(article, { image }, NOW).image).toEqual(image);
  });

  it("does not publish a draft", () => {
    const draft = { ...parseArticle(anArticle()), published: DRAFT_DATE };

    expect(updatedArticle(draft, { published: new Date("2025-01-02T00:00:00Z") }, NOW)).toBe(draft);
  });
});

it("fieldChanges() returns the old and new values of the fields that differ, except id and date of change", () => {
  const before = parseArticle(anArticle({ tags: ["a"] }));
  const after = { ...before, title: "U", summary: "S", published: NOW, updated: NOW };

  expect(fieldChanges(before, after, ZONE)).toEqual([
    { field: "title", before: "On reading", after: "U" },
    { field: "published", before: "2025-01-02T08:00:00+08:00", after: "2026-01-01T08:00:00+08:00" },
    { field: "summary", after: "S" },
  ]);
});

it("fieldChanges() returns an empty text for a field that is removed", () => {
  const before = parseArticle(anArticle({ tags: ["a"] }));

  expect(fieldChanges(before, { ...before, tags: [] }, ZONE)).toEqual([
    { field: "tags", before: ["a"], after: "" },
  ]);
});

it("fieldChanges() returns every field of a new article", () => {
  const changes = fieldChanges(undefined, parseArticle(anArticle()), ZONE);

  expect(changes.map(({ field }) => field)).toEqual(["column", "title", "published"]);
});
