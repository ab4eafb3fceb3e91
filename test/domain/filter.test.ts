import { describe, expect, it } from "vitest";
import { type Filter, filed, matchesFilter } from "../../src/domain/filter.ts";
import { parseSlug, type Slug } from "../../src/domain/slug.ts";
import { parseArticle } from "../../src/store/json-file/parse-store.ts";
import { anArticle } from "../support/a-store.ts";

const article = parseArticle(
  anArticle({ column: "essays", authors: [{ name: "Ann" }, { name: "王晓峰" }], tags: ["books"] }),
);

function slugs(...texts: string[]): Slug[] {
  return texts.flatMap((text) => parseSlug(text) ?? []);
}

describe("matchesFilter()", () => {
  it.each<[string, Filter, boolean]>([
    ["everything", {}, true],
    ["its column", { columns: slugs("essays") }, true],
    ["several columns with its own", { columns: slugs("letters", "essays") }, true],
    ["another column", { columns: slugs("letters") }, false],
    ["no column", { columns: [] }, false],
    ["all but another column", { notColumns: slugs("letters") }, true],
    ["all but its column", { notColumns: slugs("essays") }, false],
    ["its column, which is excluded", { columns: slugs("essays"), notColumns: slugs("essays") }, false],
    ["its second author", { authors: ["王晓峰"] }, true],
    ["part of an author's name", { authors: ["王"] }, false],
    ["an author in other letters", { authors: ["ann"] }, false],
    ["another author or one of its own", { authors: ["Bob", "Ann"] }, true],
    ["no author", { authors: [] }, false],
    ["all but its second author", { notAuthors: ["Bob", "王晓峰"] }, false],
    ["all but another author", { notAuthors: ["Bob"] }, true],
    ["its tag, which is excluded", { tags: ["books"], notTags: ["books"] }, false],
    ["all but another tag", { notTags: ["book"] }, true],
    ["one of two tags", { tags: ["rain", "books"] }, true],
    ["what is ordered by its instant or later", { since: new Date("2025-01-02T00:00:00Z") }, true],
    ["what is ordered later", { since: new Date("2025-01-02T00:00:00.001Z") }, false],
    ["what is ordered earlier", { until: new Date("2025-01-02T00:00:00Z") }, false],
    ["what is ordered earlier than a later instant", { until: new Date("2025-01-02T00:00:00.001Z") }, true],
    ["its tag", { tags: ["books"] }, true],
    ["another tag", { tags: ["book"] }, false],
    ["its author and another tag", { authors: ["Ann"], tags: ["letters"] }, false],
  ])("matches %s: %j is %s", (_what, filter, expected) => {
    expect(matchesFilter(filed(article), filter)).toBe(expected);
  });
});
