import { describe, expect, it } from "vitest";
import {
  isCompatible,
  isRevision,
  isSameArticle,
  isSimilar,
} from "../../../src/importer/matching/compare-identities.ts";
import type { Identity } from "../../../src/importer/matching/identity.ts";

const T = "On reading";

describe("isCompatible()", () => {
  it.each([
    ["a", "a", true],
    ["a", "b", false],
    ["a", undefined, true],
    [undefined, "a", true],
    [undefined, undefined, true],
  ])("of %j and %j is %s", (one, other, expected) => {
    expect(isCompatible(one, other)).toBe(expected);
  });
});

describe("isSimilar()", () => {
  it.each<[string, Identity, Identity, boolean]>([
    ["the title", { title: T }, { title: T }, true],
    ["the instant", { title: T, published: 1 }, { title: "U", published: 1 }, true],
    ["the text", { title: T, content: "a" }, { title: "U", content: "a" }, true],
    ["nothing", { title: T, published: 1, content: "a" }, { title: "U", published: 2, content: "b" }, false],
    ["nothing that is known", { title: T }, { title: "U" }, false],
  ])("of two articles with %s in common", (_, one, other, expected) => {
    expect(isSimilar(one, other)).toBe(expected);
  });
});

const a = "https://a.example/1";
const b = "https://a.example/2";

describe("isSameArticle()", () => {
  it.each<[string, Partial<Identity>, Partial<Identity>]>([
    ["the same title alone", {}, {}],
    ["the same text", { content: "x" }, { content: "x" }],
    ["the same instant and different text", { published: 1, content: "x" }, { published: 1, content: "y" }],
    [
      "the same address and different authors",
      { address: a, authors: "Li" },
      { address: a, authors: "Wang" },
    ],
    ["the same id in one document", { from: "f", sourceId: "1" }, { from: "f", sourceId: "1" }],
    [
      "the same unique id in two documents, under different titles",
      { from: "f", sourceId: "urn:1" },
      { title: "U", from: "g", sourceId: "urn:1" },
    ],
    [
      "the same id and address in two documents, under different titles",
      { from: "f", sourceId: "1", address: a },
      { title: "U", from: "g", sourceId: "1", address: a },
    ],
    [
      "a page, and a reference to it by a shorter title",
      { from: "f", address: a, content: "x" },
      { title: "On", from: "g", address: a },
    ],
  ])("is true for %s", (_, one, other) => {
    expect(isSameArticle({ title: T, ...one }, { title: T, ...other })).toBe(true);
    expect(isSameArticle({ title: T, ...other }, { title: T, ...one })).toBe(true);
  });

  it.each<[string, Partial<Identity>, Partial<Identity>]>([
    ["different titles", { content: "x" }, { title: "U", content: "x" }],
    ["different ids", { sourceId: "1", address: a }, { sourceId: "2", address: a }],
    ["different days", { day: "2020-11-26", address: a }, { day: "2020-11-27", address: a }],
    ["different addresses", { address: a }, { address: b }],
    ["different authors", { authors: "Li" }, { authors: "Wang" }],
    ["different texts of unknown date", { content: "x" }, { content: "y" }],
    [
      "the same local id in two documents, under different titles",
      { from: "f", sourceId: "1" },
      { title: "U", from: "g", sourceId: "1" },
    ],
    [
      "two pages with one address and different titles",
      { from: "f", address: a, content: "x" },
      { title: "U", from: "g", address: a, content: "x" },
    ],
  ])("is false for %s", (_, one, other) => {
    expect(isSameArticle({ title: T, ...one }, { title: T, ...other })).toBe(false);
    expect(isSameArticle({ title: T, ...other }, { title: T, ...one })).toBe(false);
  });
});

describe("isRevision()", () => {
  it.each([
    ["<p>劳模精神是时代的精神</p>", "<p>劳模精神是新时代的精神</p>", true],
    ["<p>one two three four</p>", "<p>one two five six</p>", true],
    ["<p>one two three four</p>", "<p>one five six seven</p>", false],
    ["<p>one</p>", "<p>two</p>", false],
    ["", "", false],
  ])("of %j and %j is %s", (one, other, expected) => {
    expect(isRevision({ title: "T", content: one }, { title: "T", content: other })).toBe(expected);
  });

  it("compares the titles of articles without text", () => {
    expect(isRevision({ title: "On reading" }, { title: "On reading books" })).toBe(true);
  });
});
