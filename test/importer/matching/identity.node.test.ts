import { describe, expect, it } from "vitest";
import { DRAFT_DATE } from "../../../src/domain/draft-date.ts";
import { sourceIdHashIn } from "../../../src/domain/source-id-hash-in.ts";
import {
  identityOf,
  isReference,
  isUniqueId,
  ownId,
  sourceIdHash,
  titleAndDate,
} from "../../../src/importer/matching/identity.ts";
import { fieldDigests, type SourceFields } from "../../../src/importer/matching/source-fields.ts";

describe("identityOf()", () => {
  it.each<[string, Partial<SourceFields>, object]>([
    [
      "the keys of its address and page",
      { url: "http://www.a.example/一/?utm_source=rss#end" },
      { address: "https://a.example/%E4%B8%80#end", page: "https://a.example/%E4%B8%80" },
    ],
    ["no address for a home page", { url: "https://a.example/?utm_source=rss" }, {}],
    [
      "no page for a place on a home page",
      { url: "https://a.example/#1" },
      { address: "https://a.example#1" },
    ],
    [
      "the names of the authors",
      { authors: [{ name: "Li", about: "Reader" }, { name: "Wang" }] },
      { authors: "Li\nWang" },
    ],
    [
      "the instant and the local day of publication",
      { published: new Date("2020-11-25T23:30:00Z") },
      { published: Date.parse("2020-11-25T23:30:00Z"), day: "2020-11-26" },
    ],
    ["no date for a draft", { published: DRAFT_DATE }, {}],
    ["the content", { content: "<p>a</p>" }, { content: "<p>a</p>" }],
  ])("has %s", (_, fields, identity) => {
    expect(identityOf({ title: "T", ...fields }, "Asia/Shanghai")).toEqual({ title: "T", ...identity });
  });
});

describe("isReference()", () => {
  it.each([
    [{ title: "T", address: "https://a.example/1" }, true],
    [{ title: "T", sourceId: "1" }, false],
    [{ title: "T", published: 0 }, false],
    [{ title: "T", content: "<p>a</p>" }, false],
  ])("of %j is %s", (identity, expected) => {
    expect(isReference(identity)).toBe(expected);
  });
});

describe("isUniqueId()", () => {
  it.each([
    ["tag:a.example,2020:1", true],
    ["urn:uuid:1", true],
    ["https://a.example/1", true],
    ["https://a.example/", false],
    ["1", false],
    ["entry 1", false],
    [undefined, false],
  ])("of %j is %s", (id, expected) => {
    expect(isUniqueId(id)).toBe(expected);
  });
});

describe("ownId()", () => {
  it.each([
    ["tag:review.example,2020:on-reading", "on-reading"],
    ["tag:review.example,2020:/posts/1", undefined],
    ["tag:review.example,2020:on-reading-", undefined],
    ["tag:review.example,2020:on-reading.json", undefined],
    ["tag:review.example,2020:a/b", undefined],
    ["tag:review.example,2020:", undefined],
    ["tag:other.example,2020:on-reading", undefined],
    [undefined, undefined],
  ])("of %j is %j", (sourceId, id) => {
    expect(ownId(sourceId, "review.example,2020")).toBe(id);
  });
});

describe("sourceIdHashIn()", () => {
  const hash = sourceIdHash("entry 1");

  it.each([
    [`2020-11-26-one~${hash}`, hash],
    [`2020-11-26-one~${hash}-2`, hash],
    ["2020-11-26-one", undefined],
    ["2020-11-26-one~abc", undefined],
  ])("of %s is %s", (id, expected) => {
    expect(sourceIdHashIn(id)).toBe(expected);
  });
});

it("titleAndDate() is one key for the title and the date, whatever the other fields are", () => {
  const key = (fields: Partial<SourceFields>) => titleAndDate(fieldDigests(fields, "UTC"));
  const article = { title: "T", published: new Date("2020-11-26T00:00:00Z") };

  expect(key({ ...article, summary: "a" })).toBe(key({ ...article, summary: "b" }));
  expect(key({ ...article, title: "U" })).not.toBe(key(article));
  expect(key({ title: "T" })).not.toBe(key(article));
});
