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
    ["all but another column", { exclude: slugs("letters") }, true],
    ["all but its column", { exclude: slugs("essays") }, false],
    ["its column, which is excluded", { columns: slugs("essays"), exclude: slugs("essays") }, false],
    ["its second author", { author: "王晓峰" }, true],
    ["part of an author's name", { author: "王" }, false],
    ["an author in other letters", { author: "ann" }, false],
    ["its tag", { tag: "books" }, true],
    ["another tag", { tag: "book" }, false],
    ["since its instant", { since: new Date("2025-01-02T00:00:00Z") }, true],
    ["since a later one", { since: new Date("2025-01-02T00:00:00.001Z") }, false],
    ["until its instant", { until: new Date("2025-01-02T00:00:00Z") }, false],
    ["until a later one", { until: new Date("2025-01-02T00:00:00.001Z") }, true],
    ["its author and another tag", { author: "Ann", tag: "letters" }, false],
  ])("matches %s: %j is %s", (_what, filter, expected) => {
    expect(matchesFilter(filed(article), filter)).toBe(expected);
  });
});
