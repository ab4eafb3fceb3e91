import { describe, expect, it } from "vitest";
import { DRAFT_DATE } from "../../../src/domain/draft-date.ts";
import type { ImportStateReader } from "../../../src/importer/import-state.ts";
import { changedFields, fieldChanges, updatedRecord } from "../../../src/importer/matching/field-changes.ts";
import { fieldDigests, type SourceFields } from "../../../src/importer/matching/source-fields.ts";
import { anArticle } from "../../support/a-store.ts";

const FEED = "https://a.example/feed";
const NOW = "2026-01-01T08:00:00+08:00";

/** Returns the state after an import in which `FEED` had these fields for the article `a`. */
function stateWith(fields: object): ImportStateReader {
  const articles = { a: { updated: NOW, fields: fieldDigests(fields) } };
  return { get: (source) => (source === FEED ? { articles } : undefined) };
}

function record(fields: SourceFields, from = FEED) {
  return { id: "a", from, fields, digests: fieldDigests(fields) };
}

describe("changedFields()", () => {
  it.each<[string, object, SourceFields, Partial<SourceFields>]>([
    ["all fields of a new article", {}, { title: "T", summary: "S" }, { title: "T", summary: "S" }],
    ["no field that is as before", { title: "T", summary: "S" }, { title: "T", summary: "S" }, {}],
    ["a field with another value", { title: "T" }, { title: "U" }, { title: "U" }],
    ["a field that is new", { title: "T" }, { title: "T", summary: "S" }, { summary: "S" }],
    ["no field that is missing now", { title: "T", summary: "S" }, { title: "T" }, {}],
  ])("returns %s", (_, before, fields, changed) => {
    const update = changedFields(stateWith(before))(record(fields));

    expect(update).toEqual({ changed, digests: fieldDigests(fields) });
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

describe("updatedRecord()", () => {
  it.each([
    ["nothing", {}],
    ["the values that it has", { title: "On reading" }],
    ["the same instant with another offset", { published: "2025-01-02T00:00:00Z" }],
    ["the same address, not escaped", { url: "https://a.example/一" }],
    ["an author without the known role", { authors: [{ name: "Li" }] }],
    ["a source without the known address", { source: { name: "Daily" } }],
  ])("returns the article itself for %s", (_, changed) => {
    const article = anArticle({
      url: "https://a.example/%E4%B8%80",
      authors: [{ name: "Li", about: "Reader" }],
      source: { name: "Daily", url: "https://daily.example/" },
    });

    expect(updatedRecord(article, changed, NOW)).toBe(article);
  });

  it("sets the changed fields and the date of the change", () => {
    const article = anArticle({ tags: ["a"] });

    expect(updatedRecord(article, { title: "U", summary: "S" }, NOW)).toEqual({
      ...article,
      title: "U",
      summary: "S",
      updated: NOW,
    });
  });

  it("keeps what is known of an author and adds others", () => {
    const article = anArticle({ authors: [{ name: "Li", about: "Reader" }] });

    const { authors } = updatedRecord(article, { authors: [{ name: "Wang" }, { name: "Li" }] }, NOW);

    expect(authors).toEqual([{ name: "Wang" }, { name: "Li", about: "Reader" }]);
  });

  it("does not keep the address of another source", () => {
    const article = anArticle({ source: { name: "Daily", url: "https://daily.example/" } });

    expect(updatedRecord(article, { source: { name: "Weekly" } }, NOW).source).toEqual({ name: "Weekly" });
  });

  it("does not publish a draft", () => {
    const draft = anArticle({ published: DRAFT_DATE });

    expect(updatedRecord(draft, { published: "2025-01-02T00:00:00Z" }, NOW)).toBe(draft);
  });
});

it("fieldChanges() returns the old and new values of the fields that differ, except id and date of change", () => {
  const before = anArticle({ tags: ["a"] });
  const after = anArticle({ tags: ["a"], title: "U", summary: "S", updated: NOW });

  expect(fieldChanges(before, after)).toEqual([
    { field: "title", before: "On reading", after: "U" },
    { field: "summary", after: "S" },
  ]);
});

it("fieldChanges() returns every field of a new article", () => {
  expect(fieldChanges(undefined, anArticle()).map(({ field }) => field)).toEqual([
    "title",
    "column",
    "published",
  ]);
});
