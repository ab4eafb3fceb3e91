import { describe, expect, it } from "vitest";
import { lastChange, newestFirst, sortInstant } from "../../src/domain/article.ts";
import { parseArticle } from "../../src/store/json-file/parse-store.ts";
import { anArticle } from "../support/a-store.ts";

const EARLY = "2025-01-01T00:00:00Z";
const LATE = "2025-02-01T00:00:00Z";

/** Returns an article with a date of each kind, where it is known. */
function dated(updated: string, published?: string, id = "a") {
  const { published: _default, ...record } = anArticle({ id, updated });
  return parseArticle(published === undefined ? record : { ...record, published });
}

it.each([
  ["the edit", LATE, EARLY, LATE],
  ["the publication where that came later", EARLY, LATE, LATE],
  ["the edit where the publication is not known", EARLY, undefined, EARLY],
])("lastChange() is %s", (_what, updated, published, expected) => {
  expect(lastChange(dated(updated, published))).toEqual(new Date(expected));
});

it.each([
  ["the publication", LATE, EARLY, EARLY],
  ["the edit where the publication is not known", LATE, undefined, LATE],
])("sortInstant() is %s", (_what, updated, published, expected) => {
  expect(sortInstant(dated(updated, published))).toEqual(new Date(expected));
});

describe("newestFirst()", () => {
  it("orders by publication, by edit where there is none, and by id at the same instant", () => {
    const articles = [
      dated(LATE, EARLY, "old-but-edited"),
      dated(LATE, LATE, "b"),
      dated(LATE, undefined, "a"),
      dated("2025-03-01T00:00:00Z", undefined, "newest"),
    ];

    const ordered = articles.toSorted(newestFirst).map(({ id }) => id);

    expect(ordered).toEqual(["newest", "a", "b", "old-but-edited"]);
  });

  it("orders the same from whatever order", () => {
    const articles = ["c", "B", "a", "10", "9"].map((id) => dated(EARLY, EARLY, id));

    const ordered = articles.toSorted(newestFirst);

    expect(articles.toReversed().toSorted(newestFirst)).toEqual(ordered);
    expect(ordered.map(({ id }) => id)).toEqual(["10", "9", "B", "a", "c"]);
  });
});
