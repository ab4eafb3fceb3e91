import { expect, it } from "vitest";
import type { Draft } from "../../src/importer/draft.ts";
import { storableDrafts } from "../../src/importer/storable-drafts.ts";
import { editDocument } from "../../src/store/json-file/document-edit.ts";
import { aStore } from "../support/a-store.ts";

const NOW = new Date("2026-01-01T00:00:00Z");
const DRAFT: Draft = { title: "One", authors: [], editors: [], tags: [] };

/** Returns what is stored of `draft` that differs from a draft with a title alone. */
async function storable(draft: Partial<Draft>) {
  const { transaction } = editDocument(aStore([]), NOW);
  const [filed] = await storableDrafts(transaction, [{ draft: { ...DRAFT, ...draft }, from: "feed.xml" }]);
  return filed?.draft;
}

it.each<[string, Partial<Draft>, Partial<Draft>]>([
  ["a title with control characters", { title: "\u0001O\u0000ne\uFFFE\u009F" }, { title: "One" }],
  ["a title of several lines", { title: "One\n two" }, { title: "One two" }],
  ["a title with a lone surrogate", { title: "One \uD83D" }, { title: "One" }],
  ["an emoji", { title: "One \u{1F642}" }, { title: "One \u{1F642}" }],
  ["a summary with noncharacters", { summary: "A\uFDD0 b\n\u{1FFFE}c" }, { summary: "A b\nc" }],
  ["a summary of control characters", { summary: "\u0001 \u0002" }, {}],
  ["a tag in two forms", { tags: ["Cafe\u0301", "Caf\u00E9"] }, { tags: ["Caf\u00E9"] }],
  ["a tag of control characters", { tags: ["\u0001", "a\u0002"] }, { tags: ["a"] }],
  [
    "an author in two forms",
    { authors: [{ name: "Jose\u0301" }, { name: "Jos\u00E9", about: "Poet" }] },
    { authors: [{ name: "Jos\u00E9" }] },
  ],
  [
    "two authors of one name",
    { authors: [{ name: "Li" }, { name: "Li" }] },
    { authors: [{ name: "Li" }, { name: "Li" }] },
  ],
  [
    "a role of control characters",
    { authors: [{ name: "Li", about: "\u0001" }] },
    { authors: [{ name: "Li" }] },
  ],
  [
    "a source with control characters",
    { source: { name: "\u0001The Sea" } },
    { source: { name: "The Sea" } },
  ],
  [
    "an entry of the site's own feed, which has any form",
    { sourceId: "tag:review.example,2020:one", tags: ["Cafe\u0301", "Caf\u00E9"], summary: " A\u0080" },
    { sourceId: "tag:review.example,2020:one", tags: ["Cafe\u0301", "Caf\u00E9"], summary: " A\u0080" },
  ],
])("storableDrafts() keeps what a feed can carry of %s", async (_, draft, expected) => {
  expect(await storable(draft)).toStrictEqual({ ...DRAFT, ...expected });
});

it.each<[string, Partial<Draft>, Partial<Draft>]>([
  [
    "tags that cannot be addresses",
    { tags: ["a", "package.json", ".", "..", "..."] },
    {
      tags: ["a", "..."],
      losses: [
        { kind: "tag", text: "package.json" },
        { kind: "tag", text: "." },
        { kind: "tag", text: ".." },
      ],
    },
  ],
  ["a long tag", { tags: ["a".repeat(201)] }, { losses: [{ kind: "tag", text: "a".repeat(201) }] }],
  [
    "people whose names cannot be addresses",
    { authors: [{ name: ".." }, { name: "Li" }], editors: [{ name: "a.json", about: "Desk" }] },
    {
      authors: [{ name: "Li" }],
      losses: [
        { kind: "name", text: ".." },
        { kind: "name", text: "a.json" },
      ],
    },
  ],
  [
    "the address of a person",
    { authors: [{ name: "Li", url: "https://a.example/\u0001" }] },
    { authors: [{ name: "Li" }], losses: [{ kind: "address", text: "https://a.example/\u0001" }] },
  ],
  ["a source", { source: { name: "a.json" } }, { losses: [{ kind: "name", text: "a.json" }] }],
  ["a language", { language: "en-x" }, { losses: [{ kind: "language", text: "en-x" }] }],
  [
    "a date after the year 9999",
    { published: new Date("+012026-01-01T00:00:00Z") },
    { losses: [{ kind: "date", text: "+012026-01-01T08:00:00+08:00" }] },
  ],
  [
    "a tag besides what its reader left out",
    { tags: ["a.json"], losses: [{ kind: "pictures", count: 2 }] },
    {
      losses: [
        { kind: "pictures", count: 2 },
        { kind: "tag", text: "a.json" },
      ],
    },
  ],
])("storableDrafts() leaves out %s that the store's check would refuse, and says so", async (_, draft, expected) => {
  expect(await storable(draft)).toStrictEqual({ ...DRAFT, ...expected });
});

it("storableDrafts() returns drafts that lack nothing without losses, also for a store without columns", async () => {
  const { transaction } = editDocument(aStore([], { columns: [] }), NOW);
  const filed = [{ draft: { ...DRAFT, tags: ["a"] }, from: "feed.xml" }];

  expect(await storableDrafts(transaction, filed)).toStrictEqual(filed);
  expect(await storable({ tags: ["a"] })).not.toHaveProperty("losses");
});
