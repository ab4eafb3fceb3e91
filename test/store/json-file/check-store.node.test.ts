import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Finding } from "../../../src/store/invalid-store-error.ts";
import { checkStore } from "../../../src/store/json-file/check-store.ts";
import { aFullStore } from "../../support/a-full-store.ts";
import { anArticle, aStore } from "../../support/a-store.ts";
import { plant, textPointers } from "../../support/plant.ts";
import { ARTICLE_PROBLEMS, STORE_PROBLEMS } from "../../support/planted-problems.ts";

const NOW = new Date("2026-01-01T00:00:00Z");

function findingsOf(document: unknown): readonly Finding[] {
  const checked = checkStore(document, NOW);
  return checked.ok ? [] : checked.findings;
}

const anyText = (part: string): string => expect.stringContaining(part);

describe("checkStore() finds a planted problem, says where it is, whose it is and what to do:", () => {
  it.each(ARTICLE_PROBLEMS)("%s", (_, pointer, planted, message) => {
    const findings = findingsOf(plant(aFullStore(), pointer, planted));

    expect(findings).toContainEqual({ pointer, article: "on-reading", message: anyText(message) });
    expect(new Set(findings.map((finding) => finding.pointer))).toEqual(new Set([pointer]));
  });

  it.each(STORE_PROBLEMS)("%s", (_, pointer, planted, message) => {
    const findings = findingsOf(pointer === "" ? "a string" : plant(aFullStore(), pointer, planted));

    expect(findings).toEqual([{ pointer: expect.any(String), message: anyText(message) }]);
    expect(findings[0]?.pointer).toMatch(new RegExp(`^${pointer}(/(?:slug|from|id))?$`));
  });

  it.each([
    "",
    "on reading",
    "阅读",
    "a/b",
    "-a",
    "a.",
    "a.json",
    "a?b",
    "a\nb",
    "a".repeat(129),
  ])("the malformed id %j", (id) => {
    const findings = findingsOf(plant(aFullStore(), "/articles/0/id", id));

    expect(findings).toEqual([{ pointer: "/articles/0/id", article: id, message: anyText("write") }]);
  });

  it("an id that two articles have", () => {
    const findings = findingsOf(plant(aFullStore(), "/articles/1/id", "on-reading"));

    const message = 'found "on-reading", as in /articles/0; write another';
    expect(findings).toEqual([{ pointer: "/articles/1/id", article: "on-reading", message }]);
  });

  it("a guid that two articles have", () => {
    const findings = findingsOf(plant(aFullStore(), "/articles/1/guid", "读书 7"));

    const message =
      'found "读书 7", as in /articles/0; take it out of the one that readers do not know by it';
    expect(findings).toEqual([{ pointer: "/articles/1/guid", article: "on-writing", message }]);
  });

  it.each(
    textPointers(aFullStore()),
  )("a control character, a noncharacter or half a pair at %s", (pointer) => {
    const found = ["\u0000", "\u001B", "\uFFFE", "\uFFFF", "\uD83D", "\uDE00"].map((character) =>
      findingsOf(plant(aFullStore(), pointer, `a${character}b`)),
    );

    for (const findings of found) {
      expect(findings).toContainEqual(
        expect.objectContaining({
          pointer,
          message: anyText("control character or half a surrogate pair"),
        }),
      );
    }
  });
});

it("checkStore() checks of an unchanged article only what depends on the rest of the store", () => {
  const store = aFullStore();
  const [whole, teaser] = store.articles;
  const unsafe = { ...whole, content: "<script>x()</script>", column: "poems" };

  const checked = checkStore(
    { ...store, articles: [unsafe, { ...teaser, title: "" }] },
    NOW,
    new Set([unsafe]),
  );

  const pointers = checked.ok ? [] : checked.findings.map(({ pointer }) => pointer);
  expect(new Set(pointers)).toEqual(new Set(["/articles/0/column", "/articles/1/title"]));
});

it("checkStore() reports every problem at once", () => {
  const planted: readonly [pointer: string, value: unknown][] = [
    ["/updated", "yesterday"],
    ["/site/hub", 4],
    ["/columns/1/slug", "Letters"],
    ["/articles/0/title", 5],
    ["/articles/0/content", '<p onclick="x()">a</p>'],
    ["/articles/1/id", "on-reading"],
    ["/articles/1/summary", "\u0001"],
    ["/articles/1/updated", "2026-02-01T00:00:00Z"],
    ["/articles/1/added", "2026-02-02T00:00:00Z"],
  ];

  const document = planted.reduce<object>((store, [at, value]) => plant(store, at, value), aFullStore());
  const found = new Set(findingsOf(document).map(({ pointer }) => pointer));

  const ofColumn = ["/articles/1/column", "/feeds/0/filter/columns/0", "/feeds/0/filter/notColumns/0"];
  expect(found).toEqual(new Set([...planted.map(([pointer]) => pointer), ...ofColumn]));
});

it.each([
  ["/feeds/0/slug", "For partners", "write lower-case letters and digits"],
  ["/feeds/1/slug", "partner", 'found "partner", as in /feeds/0; write another'],
  ["/feeds/0/title", "For\nus", "write the title on one line"],
  ["/feeds/0/limit", 0, "write a whole number from 1 to 100"],
  ["/feeds/0/limit", 101, "write a whole number from 1 to 100"],
  ["/feeds/0/limit", 2.5, "write a whole number from 1 to 100"],
  ["/feeds/0/content", "none", "write full or summary"],
  ["/feeds/0/filter/tag", ["books"], "found an unknown field"],
  ["/feeds/0/filter/within", {}, "found an unknown field"],
  ["/feeds/0/filter/columns/1", "none", 'found "none"; write the slug of a column that the store has'],
  ["/feeds/0/filter/notColumns/0", "none", 'found "none"; write the slug of a column that the store has'],
  ["/feeds/0/filter/columns", [], "write at least one, or leave the field out"],
  ["/feeds/0/filter/tags", Array.from({ length: 51 }, (_, index) => `t${index}`), "write at most 50"],
  ["/feeds/0/filter/authors/0", " Ann", "without white space before it"],
  ["/feeds/0/filter/since", "2025-02-30", "write a date such as 2024-01-31"],
  ["/feeds/0/filter/since", "last year", "write a date such as 2024-01-31"],
  ["/feeds/0/filter/until", "2025-01-01T08:00:00", "write a date such as 2024-01-31"],
  ["/feeds/0/filter/until", "2024-12-31", "not after its since, so that no article matches"],
  ["/feeds/0/filter/until", "2025-01-01T00:00:00+08:00", "not after its since, so that no article matches"],
  ["/removedFeeds/0", "partner", 'found "partner", which /feeds has again; take it out'],
  ["/redirects/0/to", "/feeds/former-partner/rss.xml", "where the service has nothing"],
  ["/redirects/0/from", "/feeds/partner/feed", "which the service answers itself"],
])("checkStore() reports %s that is %j", (pointer, value, message) => {
  const findings = findingsOf(plant(aFullStore(), pointer, value));

  expect(findings.map((finding) => finding.pointer)).toEqual([pointer]);
  expect(findings[0]?.message).toContain(message);
});

it.each([
  ["/feeds/0/filter/until", "2025-01-01"],
  ["/feeds/0/filter/authors/0", "Somebody new"],
  ["/feeds/0/filter", {}],
  ["/redirects/0/to", "/feeds/partner/rss.xml"],
  ["/redirects/0/from", "/feeds/former-partner/rss.xml"],
])("checkStore() admits %s that is %j", (pointer, value) => {
  expect(findingsOf(plant(aFullStore(), pointer, value))).toEqual([]);
});

it.each([
  ["that says everything", aFullStore()],
  ["without articles", aStore([])],
  ["with an embargoed article", aStore([anArticle({ published: "2027-01-01T00:00:00Z" })])],
  [
    "changed at this very instant",
    aStore([anArticle({ updated: NOW.toISOString() })], { updated: NOW.toISOString() }),
  ],
  ["with an article that is changed when it is published", aStore([anArticle()])],
])("checkStore() admits a store %s", (_, store) => {
  const checked = checkStore(store, NOW);

  expect(checked).toEqual({ ok: true, store });
});

it("checkStore() never throws, and never takes random values for a store", () => {
  fc.assert(
    fc.property(fc.anything(), (value) => !checkStore(value, NOW).ok),
    { numRuns: 2000 },
  );
});

it("checkStore() names an id that is an object and cannot be turned into text", () => {
  const store = plant(aFullStore(), "/articles/0/id", { toString: null });

  expect(findingsOf(store).map(({ pointer }) => pointer)).toContain("/articles/0/id");
});

it("checkStore() never throws, and admits nothing else where text belongs", () => {
  const pointers = fc.constantFrom(...textPointers(aFullStore()));
  const values = fc.jsonValue().filter((value) => typeof value !== "string");

  fc.assert(
    fc.property(
      pointers,
      values,
      (pointer, value) => findingsOf(plant(aFullStore(), pointer, value)).length > 0,
    ),
    { numRuns: 500 },
  );
});
