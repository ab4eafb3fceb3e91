import { describe, expect, it } from "vitest";
import type { Draft } from "../../../src/importer/draft.ts";
import type { SourceState } from "../../../src/importer/import-state.ts";
import { type Identity, sourceIdHash } from "../../../src/importer/matching/identity.ts";
import type { UnchangedSource } from "../../../src/importer/matching/import-history.ts";
import { matchArticles, unambiguousKeys } from "../../../src/importer/matching/match-articles.ts";
import { fieldDigests, type SourceFields } from "../../../src/importer/matching/source-fields.ts";
import { storedArticles } from "../../../src/store/json-file/memory-articles.ts";
import { parseStore } from "../../../src/store/json-file/parse-store.ts";
import type { ArticleRecord, StoreDocument } from "../../../src/store/json-file/store-document.ts";
import { anArticle, aStore } from "../../support/a-store.ts";

const FEED = "https://a.example/feed";
const PAGE = "https://a.example/1";
const [MORNING, EVENING] = ["2025-01-02T08:00:00+08:00", "2025-01-02T20:00:00+08:00"];

interface Given {
  /** The articles of the store; their ids are a, b, c. */
  readonly stored: readonly Partial<ArticleRecord>[];
  readonly removed?: NonNullable<StoreDocument["removed"]>;
  readonly drafts: readonly (Partial<Draft> & { readonly from?: string; readonly isWholeFile?: boolean })[];
  /** The state of the source {@linkcode FEED}. */
  readonly state?: SourceState;
  readonly unchanged?: readonly UnchangedSource[];
}

/** Returns the id of the article that each draft matches, or `undefined` for a new article. */
async function matches({
  stored,
  removed = [],
  drafts,
  state,
  unchanged = [],
}: Given): Promise<(string | undefined)[]> {
  const records = stored.map((fields, index) => anArticle({ id: "abc".charAt(index), ...fields }));
  const store = storedArticles(parseStore(aStore(records, { removed: [...removed] })));
  const filed = drafts.map(({ from = FEED, isWholeFile = false, ...fields }) => ({
    draft: { title: "On reading", authors: [], editors: [], tags: [], ...fields },
    from,
    isWholeFile,
  }));
  const states = { get: (name: string) => (name === FEED ? state : undefined) };

  const matcher = await matchArticles(store, filed, { state: states, unchanged });

  const ids = matcher.drafts.map(({ identity, index }) => {
    const { article, removed } = matcher.known.find(identity) ?? {};
    if (article) matcher.known.add(article, identity);
    if (removed) matcher.known.leaveOut(removed, identity);
    return { index, id: (article ?? removed)?.id };
  });
  return ids.sort((one, other) => one.index - other.index).map(({ id }) => id);
}

/** Returns the state of a source in which articles had these fields in the last import. */
function stateOf(
  articles: Readonly<Record<string, { sourceId?: string; fields?: Partial<SourceFields> }>>,
): SourceState {
  const states = Object.entries(articles).map(([id, { fields = {}, ...rest }]) => [
    id,
    { ...rest, updated: MORNING, fields: fieldDigests(fields, "Asia/Shanghai") },
  ]);
  return { articles: Object.fromEntries(states) };
}

const GONE = { id: "gone", title: "On reading" };

describe("matchArticles() finds a removed article", () => {
  it.each<[string, Omit<Given, "stored"> & { readonly stored?: Given["stored"] }]>([
    [
      "by its address, however it is written, under a new title",
      {
        removed: [{ ...GONE, url: "http://www.a.example/1/" }],
        drafts: [{ title: "New title", url: `${PAGE}?utm_source=feed` }],
      },
    ],
    [
      "by the id under which readers know it",
      { removed: [{ ...GONE, guid: "urn:7" }], drafts: [{ title: "New title", guid: "urn:7" }] },
    ],
    [
      "by an id that is unique in its feed only, and its title",
      { removed: [{ ...GONE, guid: "7" }], drafts: [{ guid: "7", sourceId: "7" }] },
    ],
    [
      "by the hash of its source's id",
      {
        removed: [{ ...GONE, id: `gone~${sourceIdHash("urn:7")}` }],
        drafts: [{ title: "New title", sourceId: "urn:7" }],
      },
    ],
    [
      "by the id of its entry in our own feeds",
      { removed: [GONE], drafts: [{ title: "New title", sourceId: "tag:review.example,2020:gone" }] },
    ],
    [
      "by its address, and not another article by its title",
      { stored: [{ title: "On reading" }], removed: [{ ...GONE, url: PAGE }], drafts: [{ url: PAGE }] },
    ],
  ])("%s", async (_, given) => {
    const [id] = await matches({ stored: [], ...given });

    expect(id).toMatch(/^gone/);
  });

  it.each<[string, Omit<Given, "stored"> & { readonly stored?: Given["stored"] }, string | undefined]>([
    ["an article that is there, by its address", { stored: [{ url: PAGE }], drafts: [{ url: PAGE }] }, "a"],
    ["no article with the same title only", { drafts: [{}] }, undefined],
    [
      "no article with another id at its address",
      { drafts: [{ title: "Other", url: PAGE, guid: "urn:8" }] },
      undefined,
    ],
    ["no article with its number in another feed", { drafts: [{ title: "Other", guid: "7" }] }, undefined],
  ])("and else %s", async (_, given, id) => {
    const removed = [
      { ...GONE, url: PAGE, guid: "urn:7" },
      { id: "number", title: "Number", guid: "7" },
    ];

    expect(await matches({ stored: [], removed, ...given })).toEqual([id]);
  });

  it("for one of two different articles at its address", async () => {
    const drafts = [
      { title: "On reading", url: PAGE, content: "one", from: "x" },
      { title: "On writing", url: PAGE, content: "two", from: "y" },
    ];

    const ids = await matches({ stored: [], removed: [{ ...GONE, url: PAGE }], drafts });

    // Two articles share the address, so it tells nothing.
    expect(ids).toEqual([undefined, undefined]);
  });
});

describe("matchArticles() finds an article", () => {
  it.each<[string, Given]>([
    ["by its address", { stored: [{ url: PAGE }], drafts: [{ title: "New title", url: PAGE }] }],
    [
      "by the id of an entry of our own feed",
      { stored: [{}], drafts: [{ title: "New title", sourceId: "tag:review.example,2020:a" }] },
    ],
    [
      "by the hash of its source's id",
      {
        stored: [{ id: `a~${sourceIdHash("urn:1")}`, title: "Old" }],
        drafts: [{ title: "New title", sourceId: "urn:1" }],
      },
    ],
    [
      "by the id in the source's last import",
      {
        stored: [{}],
        drafts: [{ title: "New title", sourceId: "urn:1" }],
        state: stateOf({ a: { sourceId: "urn:1" } }),
      },
    ],
    [
      "by an id that is unique in its source only, if the title is the same",
      {
        stored: [{}],
        drafts: [{ published: new Date(EVENING), sourceId: "1" }],
        state: stateOf({ a: { sourceId: "1" } }),
      },
    ],
    ["by its title", { stored: [{}], drafts: [{}] }],
    ["by its title and day", { stored: [{}], drafts: [{ published: new Date(EVENING) }] }],
    [
      "by its title, if the store has no date",
      { stored: [{ published: undefined }], drafts: [{ published: new Date(EVENING) }] },
    ],
    [
      "by the title that the source had in the last import",
      {
        stored: [{ title: "Corrected title" }],
        drafts: [{}],
        state: stateOf({ a: { fields: { title: "On reading" } } }),
      },
    ],
    [
      "by its file, if the text is a revision",
      {
        stored: [{ title: "Old", content: "<p>one two three</p>" }],
        drafts: [{ title: "New", content: "<p>one two four</p>", isWholeFile: true }],
        state: stateOf({ a: { fields: { title: "Old" } } }),
      },
    ],
  ])("%s", async (_, given) => {
    expect(await matches(given)).toEqual([expect.stringMatching(/^a/)]);
  });
});

describe("matchArticles() finds no article", () => {
  it.each<[string, Given]>([
    ["with another title", { stored: [{}], drafts: [{ title: "On writing" }] }],
    ["with another day", { stored: [{}], drafts: [{ published: new Date("2025-01-03T00:00:00+08:00") }] }],
    [
      "with other authors",
      { stored: [{ authors: [{ name: "Li" }] }], drafts: [{ authors: [{ name: "Wang" }] }] },
    ],
    ["with another address", { stored: [{ url: PAGE }], drafts: [{ url: `${PAGE}2` }] }],
    [
      "by the home page of a site",
      { stored: [{ url: "https://a.example/" }], drafts: [{ title: "New", url: "https://a.example/" }] },
    ],
    [
      "by an address that two articles have",
      { stored: [{ url: PAGE }, { title: "On writing", url: PAGE }], drafts: [{ title: "New", url: PAGE }] },
    ],
    [
      "whose id in this source is another",
      {
        stored: [{ content: "<p>a</p>" }],
        drafts: [{ sourceId: "2", content: "<p>b</p>" }],
        state: stateOf({ a: { sourceId: "1" } }),
      },
    ],
    [
      "by an id that is unique in its source only, if nothing else is the same",
      {
        stored: [{}],
        drafts: [{ title: "New", sourceId: "1" }],
        state: stateOf({ a: { sourceId: "1" } }),
      },
    ],
    [
      "by its file, if the date in the file is another",
      {
        stored: [{ title: "Old", content: "<p>one two three</p>" }],
        drafts: [
          { title: "New", content: "<p>one two four</p>", published: new Date(EVENING), isWholeFile: true },
        ],
        state: stateOf({ a: { fields: { title: "Old", published: new Date(MORNING) } } }),
      },
    ],
    [
      "by its file, if that held two articles",
      {
        stored: [{ title: "Old", content: "<p>one two three</p>" }, { title: "Other" }],
        drafts: [{ title: "New", content: "<p>one two four</p>", isWholeFile: true }],
        state: stateOf({ a: { fields: { title: "Old" } }, b: { fields: { title: "Other" } } }),
      },
    ],
    [
      "by its file, if the text is another",
      {
        stored: [{ title: "Old", content: "<p>one two three</p>" }],
        drafts: [{ title: "New", content: "<p>four five six</p>", isWholeFile: true }],
        state: stateOf({ a: { fields: { title: "Old" } } }),
      },
    ],
  ])("%s", async (_, given) => {
    expect(await matches(given)).toEqual([undefined]);
  });
});

describe("matchArticles() of several drafts", () => {
  it("prefers the article with the same instant and text to others of one title", async () => {
    const stored = [{ published: EVENING }, {}];

    expect(await matches({ stored, drafts: [{ published: new Date(MORNING) }] })).toEqual(["b"]);
  });

  it("matches an article with one of two different drafts only", async () => {
    const drafts = [{ content: "<p>a</p>" }, { content: "<p>b</p>" }];

    expect(await matches({ stored: [{}], drafts })).toEqual(["a", undefined]);
  });

  it("matches an article with two drafts of one article", async () => {
    const drafts = [{ url: PAGE, from: "page.html", content: "<p>a</p>" }, { url: PAGE }];

    expect(await matches({ stored: [{ url: PAGE }], drafts })).toEqual(["a", "a"]);
  });

  it("matches references last, so that they follow the article that has their address", async () => {
    const drafts = [
      { title: "Reading", url: PAGE },
      { url: PAGE, from: "page.html", content: "<p>a</p>" },
    ];

    expect(await matches({ stored: [{}], drafts })).toEqual([undefined, "a"]);
  });

  it("does not match an article that an unchanged source has with a different draft", async () => {
    const state = stateOf({ a: { sourceId: "urn:1", fields: { title: "On reading" } } });
    const unchanged = [{ from: FEED, ids: ["a"] }];
    const drafts = [{ from: "other.xml", sourceId: "urn:2" }];

    expect(await matches({ stored: [{}], drafts, state, unchanged })).toEqual([undefined]);
  });
});

describe("unambiguousKeys()", () => {
  const stored: Identity = { title: "Stored", address: PAGE, published: 1 };

  it.each<[string, Identity[], Identity[]]>([
    ["an address that two stored articles have", [stored, { ...stored, title: "Other" }], []],
    [
      "an address that two articles of the import have",
      [],
      [
        { title: "A", address: PAGE, content: "a" },
        { title: "B", address: PAGE, content: "b" },
      ],
    ],
    [
      "an id that a source gives two articles",
      [],
      [
        { title: "A", from: FEED, sourceId: "1", content: "a" },
        { title: "B", from: FEED, sourceId: "1", content: "b" },
      ],
    ],
  ])("removes %s", (_, inStore, imported) => {
    const [one] = [...inStore, ...imported];
    if (!one) throw new Error("No identity is given");
    const { address: _address, sourceId: _sourceId, ...rest } = one;

    expect(unambiguousKeys(inStore, imported)(one)).toEqual(rest);
  });

  it.each<[string, Identity[], Identity[]]>([
    ["a unique address", [stored], []],
    [
      "an address under which a page refers to a stored article by another title",
      [stored],
      [
        { title: "Short", address: PAGE, from: "a" },
        { title: "Other", address: PAGE, from: "b" },
      ],
    ],
    [
      "one id in two sources",
      [],
      [
        { title: "A", from: "a", sourceId: "1", content: "a" },
        { title: "B", from: "b", sourceId: "1", content: "b" },
      ],
    ],
  ])("keeps %s", (_, inStore, imported) => {
    const [one] = [...inStore, ...imported];
    if (!one) throw new Error("No identity is given");

    expect(unambiguousKeys(inStore, imported)(one)).toEqual(one);
  });
});
