import { describe, expect, it } from "vitest";
import shipped from "../../articles.json";
import type { StoreDocument } from "../../src/store/json-file/store-document.ts";
import { aFullStore } from "../support/a-full-store.ts";
import { anArticle, aStore } from "../support/a-store.ts";
import { ATOM_RULES, type FeedRules, KNOWN_NAMESPACES, RSS_RULES } from "../support/feed-rules.ts";
import { ORIGIN, serve } from "../support/serve.ts";
import { inDocument } from "../support/xpath.ts";

const full = aFullStore();
const rich: StoreDocument = {
  ...full,
  site: { ...full.site, title: "R&D <Review>", rights: "© R&D", description: "Q&A, 1 < 2" },
  articles: [
    ...full.articles,
    anArticle({
      id: "markup",
      title: "List<String> & S&P500 &amp; &lt;b>",
      updated: "2025-01-03T00:00:00Z",
      authors: [{ name: "O’Brien & <Sons>" }],
      tags: ["R&D", "a<b>c", "读 书"],
      summary: "1 < 2 && </b>",
    }),
    anArticle({
      id: "addresses",
      updated: "2025-01-04T00:00:00Z",
      url: "https://review.example/论文/1?q=读&a=1",
      image: "https://review.example/图 1.jpg",
      content: '<p><a href="/书">Book</a> <img src="a b.png" alt=""></p><blockquote cite="x">Q</blockquote>',
    }),
    anArticle({
      id: "known-as-iri",
      guid: "https://old.example/文/1?a=1&b=2",
      updated: "2025-01-04T01:00:00Z",
    }),
    anArticle({ id: "known-as-number", guid: "0012", updated: "2025-01-04T02:00:00Z" }),
    anArticle({ id: "known-as-text", guid: "<R&D> 1", updated: "2025-01-04T03:00:00Z" }),
    anArticle({
      id: "known-by-link",
      guid: `${ORIGIN}/articles/known-by-link`,
      updated: "2025-01-04T04:00:00Z",
    }),
    anArticle({ id: "title-only", updated: "2025-01-05T00:00:00Z" }),
    anArticle({
      id: "picture-only",
      updated: "2025-01-06T00:00:00Z",
      content: '<p><img src="https://review.example/a.png" alt=""></p>',
    }),
    anArticle({
      id: "everything",
      title: "Again",
      summary: "Again",
      published: "2025-01-07T00:00:00.250Z",
      updated: "2025-01-08T00:00:00Z",
      authors: [{ name: "Example Press", about: 'A "press" & <more>\n' }],
      editors: [{ name: "Ed", url: "https://review.example/编辑" }],
      source: { name: "Example & Daily", url: "https://daily.example/?a=1&b=2" },
    }),
  ],
};
const odd = aStore([
  anArticle({
    summary: "Text",
    url: "https://review.example/a|b?c={d}",
    image: "https://review.example/[1].png",
  }),
]);

const PLACES = ["", "/columns/essays", "/columns/essays+letters", "/tags/books", "/authors/Li%20Na"];
const QUERIES = ["", "?content=summary", "?limit=1&content=summary"];
const CASES = [
  ...feedsOf("shipped", shipped as StoreDocument, [
    "",
    "/columns/gongyun-qianyan",
    "/columns/shuping-shuxun",
    "/columns/gongyun-qianyan+zhuanjia-xuezhe",
    `/authors/${encodeURIComponent("王晓峰")}`,
  ]),
  ...feedsOf("rich", rich, PLACES),
  ...feedsOf("odd addresses", odd, [""]),
  ...feedsOf("empty", aStore([]), ["", "/columns/letters"]),
];

describe.each(CASES)("$name store, $place with “$query”", ({ store, place, query }) => {
  const document = async (file: string) => (await serve(store)(`${place}/${file}${query}`)).text();

  it("the RSS breaks no rule of the validator", async () => {
    const rss = await document("rss.xml");

    expect(violations(rss, RSS_RULES)).toEqual([]);
    expect(selfOf(rss)).toEqual([`${ORIGIN}${place}/rss.xml${query}`]);
    expect(strangers(rss)).toEqual([]);
    expect(rss.match(/<(title|description|copyright|category)[^\n]*&(?!#x)/)).toBeNull();
  });

  it("the weekday of every RSS date is right", async () => {
    const dates = inDocument(await document("rss.xml"), (find) => find("//pubDate|//lastBuildDate"));

    expect(dates.map((date) => new Date(date).toUTCString())).toEqual(dates);
  });

  it("the Atom breaks no rule of the validator", async () => {
    const atom = await document("atom.xml");

    expect(violations(atom, ATOM_RULES)).toEqual([]);
    expect(selfOf(atom)).toEqual([`${ORIGIN}${place}/atom.xml${query}`]);
    expect(strangers(atom)).toEqual([]);
  });

  it("no two entries of the Atom say the same updated", async () => {
    const updates = inDocument(await document("atom.xml"), (find) => find("//atom:entry/atom:updated"));

    expect(new Set(updates).size).toBe(updates.length);
  });
});

it.each([
  [
    "RSS",
    RSS_RULES,
    '<rss version="2.0"><channel><title> T</title><item><author>Ann</author></item></channel></rss>',
  ],
  [
    "Atom",
    ATOM_RULES,
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><entry><id>/a</id></entry></feed>',
  ],
])("the rules find what is wrong with %s", (_format, rules, document) => {
  expect(violations(document, rules).length).toBeGreaterThanOrEqual(5);
});

/** The feeds of some places of a store, with each way to ask for them. */
function feedsOf(name: string, store: StoreDocument, places: readonly string[]) {
  return places.flatMap((place) => QUERIES.map((query) => ({ name, store, place, query })));
}

/** The rules that a document breaks, each with what breaks it. */
function violations(document: string, { none, all }: FeedRules): string[] {
  return inDocument(document, (find) => [
    ...Object.entries(none).flatMap(([rule, path]) => find(path).map((text) => `${rule}: "${text}"`)),
    ...all.flatMap(([path, pattern]) =>
      find(path)
        .filter((text) => !pattern.test(text))
        .map((text) => `${path} ${pattern}: "${text}"`),
    ),
  ]);
}

function selfOf(document: string): string[] {
  return inDocument(document, (find) => find("//atom:link[@rel='self']/@href"));
}

/** What a document declares that the validator does not know, or knows by another prefix. */
function strangers(document: string): string[] {
  const declared = [...document.matchAll(/xmlns:([a-z]+)="([^"]*)"/g)];
  return declared.flatMap(([whole, prefix = "", uri]) => (KNOWN_NAMESPACES[prefix] === uri ? [] : [whole]));
}
