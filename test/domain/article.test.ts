import { expect, it } from "vitest";
import { lastChange, sortInstant } from "../../src/domain/article.ts";
import { parseArticle } from "../../src/store/json-file/parse-store.ts";
import { anArticle } from "../support/a-store.ts";

const EARLY = "2025-01-01T00:00:00Z";
const LATE = "2025-02-01T00:00:00Z";

/** Returns an article with a date of each kind, where it is known. */
function dated(updated: string, published?: string, added?: string) {
  return parseArticle(anArticle({ updated, published, added }));
}

it.each([
  ["the edit", LATE, EARLY, LATE],
  ["the publication where that came later", EARLY, LATE, LATE],
  ["the edit where the publication is not known", EARLY, undefined, EARLY],
])("lastChange() is %s", (_what, updated, published, expected) => {
  expect(lastChange(dated(updated, published))).toEqual(new Date(expected));
});

it.each([
  ["the publication", LATE, EARLY, LATE, EARLY],
  ["when it came into the store where the publication is not known", LATE, undefined, EARLY, EARLY],
  ["the edit where neither is known", LATE, undefined, undefined, LATE],
])("sortInstant() is %s", (_what, updated, published, added, expected) => {
  expect(sortInstant(dated(updated, published, added))).toEqual(new Date(expected));
});
