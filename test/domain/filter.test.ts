import { describe, expect, it } from "vitest";
import { articleOf, newestFirst } from "../../src/domain/article.ts";
import { cursorTo, type Filter, isAfter, matchesFilter } from "../../src/domain/filter.ts";
import { parseSlug, type Slug } from "../../src/domain/slug.ts";
import { anArticle } from "../support/a-store.ts";

const article = articleOf(
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
    ["its author and another tag", { author: "Ann", tag: "letters" }, false],
  ])("answers to %s: %j is %s", (_what, selection, expected) => {
    expect(matchesFilter(article, selection)).toBe(expected);
  });
});

describe("isAfter()", () => {
  const at = (id: string, published: string) => articleOf(anArticle({ id, published }));
  const earlier = at("z", "2025-01-01T00:00:00Z");
  const middle = at("m", "2025-01-02T00:00:00Z");
  const later = at("a", "2025-01-03T00:00:00Z");

  it.each([
    ["an earlier article", earlier, true],
    ["a later article", later, false],
    ["the article itself", middle, false],
    ["a greater id at the same instant", at("n", "2025-01-02T00:00:00Z"), true],
    ["a smaller id at the same instant", at("l", "2025-01-02T00:00:00Z"), false],
  ])("for %s is %s", (_what, other, expected) => {
    expect(isAfter(other, cursorTo(middle))).toBe(expected);
  });

  it("agrees with newestFirst()", () => {
    const ordered = [earlier, later, middle, at("n", "2025-01-02T00:00:00Z")].toSorted(newestFirst);

    const afterFirst = ordered.map(
      (each) => ordered.filter((other) => isAfter(other, cursorTo(each))).length,
    );

    expect(afterFirst).toEqual([3, 2, 1, 0]);
  });
});

it("cursorTo() is the edit where the publication is not known", () => {
  const { published: _unknown, ...record } = anArticle({ id: "a", updated: "2025-01-05T00:00:00Z" });

  expect(cursorTo(articleOf(record))).toEqual({ instant: new Date("2025-01-05T00:00:00Z"), id: "a" });
});
