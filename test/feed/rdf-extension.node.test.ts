import { parseFeed } from "@rowanmanning/feed-parser";
import { parseAtomFeed, parseRssFeed } from "feedsmith";
import { describe, expect, it } from "vitest";
import shipped from "../../articles.json";
import { atom } from "../../src/feed/atom.ts";
import { rss } from "../../src/feed/rss.ts";
import { excerpt } from "../../src/html/excerpt.ts";
import type { ArticleRecord, StoreDocument } from "../../src/store/json-file/store-document.ts";
import { aChannel } from "../support/a-channel.ts";
import { aFullStore } from "../support/a-full-store.ts";
import { anArticle } from "../support/a-store.ts";
import { textsByPath } from "../support/texts-by-path.ts";

/** Articles that say everything that needs RDF. */
const known = [
  ...aFullStore().articles,
  anArticle({ id: "excerpt", content: "<p>Beginning.</p>", summary: "Beginning." }),
  anArticle({
    id: "again",
    title: "Again",
    summary: "Again",
    published: "2025-01-07T00:00:00.250Z",
    updated: "2025-01-08T00:00:00Z",
    authors: [{ name: "Example Press", about: "A press" }],
    editors: [{ name: "Ed", about: "Desk" }],
  }),
];
const BEGINNING = excerpt(`1 &lt; 2, so say we. ${"Text. ".repeat(400)}`);
const FORMATS = [
  ["rss()", rss, parseRssFeed, "rss/channel/item/"],
  ["atom()", atom, parseAtomFeed, "feed/entry/"],
] as const;

describe.each(FORMATS)("the RDF of %s", (_name, render, parse, entry) => {
  const document = `${entry}rdf:RDF/foaf:Document`;
  const written = (says: Partial<ArticleRecord>) => textsByPath(render(aChannel([anArticle(says)])));

  it("changes nothing of what two parsers see", () => {
    const feed = render(aChannel(known));

    const bare = feed.replace(/\n<rdf:RDF[\s\S]*?<\/rdf:RDF>/g, "");

    expect(feed.split("<rdf:RDF").length - 1).toBe(3);
    expect(bare).not.toContain("rdf:");
    expect(parse(feed)).toEqual(parse(bare));
    expect(JSON.stringify(parseFeed(feed))).toBe(JSON.stringify(parseFeed(bare)));
  });

  it("has no text of its own, nor an element that feeds know by its local name", () => {
    const texts = Object.entries(textsByPath(render(aChannel(known)))).filter(([path]) =>
      path.startsWith(`${entry}rdf:RDF`),
    );
    const elements = texts.filter(([path]) => !path.includes("@"));

    expect(
      elements
        .flatMap(([, held]) => held)
        .join("")
        .trim(),
    ).toBe("");
    expect([...new Set(elements.map(([path]) => path.replace(/^.*:/, "")))].sort()).toEqual([
      "Agent",
      "Document",
      "RDF",
      "Resource",
      "contributor",
      "maker",
      "page",
      "source",
    ]);
  });

  it.each<[string, Partial<ArticleRecord>, string, string[]]>([
    ["an office", { authors: [{ name: "A", about: "O" }] }, "/foaf:maker/foaf:Agent@rdfs:comment", ["O"]],
    [
      "all authors where one has an office",
      { authors: [{ name: "A", about: "O" }, { name: "B" }] },
      "/foaf:maker/foaf:Agent@foaf:name",
      ["A", "B"],
    ],
    [
      "an editor's address",
      { editors: [{ name: "E", url: "https://e.example/" }] },
      "/dcterms:contributor/foaf:Agent/foaf:page@rdf:resource",
      ["https://e.example/"],
    ],
    [
      "the source's address",
      { source: { name: "S", url: "https://s.example/" } },
      "/dcterms:source/rdfs:Resource@rdf:about",
      ["https://s.example/"],
    ],
    [
      "an author who is the publisher",
      { authors: [{ name: "Example Press" }] },
      "/foaf:maker/foaf:Agent@foaf:name",
      ["Example Press"],
    ],
    [
      "parts of a second",
      { published: "2025-01-02T00:00:00.250Z" },
      "@dcterms:issued",
      ["2025-01-02T00:00:00.250Z"],
    ],
    ["a summary that is the title", { title: "T", summary: "T" }, "@dcterms:abstract", ["T"]],
    [
      "a summary that is the content's beginning",
      { content: "<p>B.</p>", summary: "B." },
      "@dcterms:abstract",
      ["B."],
    ],
    [
      "a summary that is the beginning of a long content with markup in it",
      {
        content: `<p class="a">1 < 2, <b>s</b>o <i>s</i>ay we. ${"Text. ".repeat(400)}</p>`,
        summary: BEGINNING,
      },
      "@dcterms:abstract",
      [BEGINNING],
    ],
    ["a summary that ends in white space", { summary: "S\n" }, "@dcterms:abstract", ["S\n"]],
  ])("says %s", (_what, says, path, texts) => {
    const found = written(says);

    expect(found[`${document}@rdf:about`]).toEqual(["tag:review.example,2020:on-reading"]);
    expect(found[`${document}${path}`]).toEqual(texts);
  });

  it.each<[string, Partial<ArticleRecord>]>([
    ["names alone", { authors: [{ name: "A" }], editors: [{ name: "E" }], source: { name: "S" } }],
    ["no author", { authors: [] }],
    ["the publisher among others", { authors: [{ name: "Example Press" }, { name: "B" }] }],
    ["a summary of its own", { content: "<p>Beginning.</p>", summary: "Of its own" }],
    ["a summary of a long content", { content: `<p>${"Text. ".repeat(400)}</p>`, summary: "Of its own" }],
    ["no summary", { content: "<p>Beginning.</p>" }],
    ["an edit after the publication", { updated: "2025-02-01T00:00:00Z" }],
  ])("is not there for %s", (_what, says) => {
    expect(render(aChannel([anArticle(says)]))).not.toContain("rdf:");
  });

  it("is there for one of the shipped articles: the one whose author has an office", () => {
    const feed = render(aChannel((shipped as StoreDocument).articles));

    expect(textsByPath(feed)[`${document}/foaf:maker/foaf:Agent@rdfs:comment`]).toEqual([
      "全总劳动和经济工作部部长",
    ]);
  });
});
