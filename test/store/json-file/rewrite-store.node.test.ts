import { describe, expect, it } from "vitest";
import { rewriteStore } from "../../../src/store/json-file/rewrite-store.ts";
import type { StoreDocument } from "../../../src/store/json-file/store-document.ts";
import { anArticle, aStore } from "../../support/a-store.ts";

const first = anArticle({ id: "first", title: "First", tags: ["a", "b"] });
const second = anArticle({ id: "second", title: "Second" });
const store = aStore([first, second]);

/** As somebody wrote it by hand: a list on one line, keys in another order. */
const BY_HAND = JSON.stringify(store, null, 2).replace(/\[\s+"a",\s+"b"\s+\]/, '["a", "b"]');

describe("rewriteStore()", () => {
  it("changes the lines of what changed and no others", () => {
    const changed = { ...second, title: "Second, corrected" };

    const text = rewriteStore(BY_HAND, store, { ...store, articles: [first, changed] });

    expect(text).toBe(BY_HAND.replace('"title": "Second"', '"title": "Second, corrected"'));
  });

  it("adds an article in the indentation of the file", () => {
    const text = rewriteStore(BY_HAND, aStore([first]), { ...store, articles: [first, second] });

    expect(JSON.parse(text).articles).toEqual([first, second]);
    expect(text).toContain('["a", "b"]');
  });

  it.each([
    ["tabs", (text: string) => text.replace(/^( {2})+/gm, (run) => "\t".repeat(run.length / 2))],
    ["four spaces", (text: string) => text.replace(/^ +/gm, (run) => run.repeat(2))],
    ["CRLF line ends", (text: string) => text.replaceAll("\n", "\r\n")],
    ["an end of the file without a line end", (text: string) => text.trimEnd()],
    ["a line end at the end", (text: string) => `${text}\n`],
  ])("keeps %s", (_, written) => {
    const after: StoreDocument = { ...store, articles: [...store.articles, anArticle({ id: "third" })] };
    const plain = (document: StoreDocument) => JSON.stringify(document, null, 2);

    const text = rewriteStore(written(plain(store)), store, after);

    expect(text).toBe(written(plain(after)));
  });

  it("adds the first redirects after the columns, and changes nothing else", () => {
    const redirects = [{ from: "/?feed=rss2", to: "/rss.xml" }];
    const { articles, ...facts } = store;

    const text = rewriteStore(JSON.stringify(store, null, 2), store, { ...store, redirects });

    expect(text).toBe(JSON.stringify({ ...facts, redirects, articles }, null, 2));
  });

  it("adds the first former names after the columns, and changes nothing else", () => {
    const former = { formerAuthors: ["王峰"], formerTags: ["a", "b"] };
    const { articles, ...facts } = store;

    const text = rewriteStore(JSON.stringify(store, null, 2), store, { ...store, ...former });
    const again = rewriteStore(
      text,
      { ...store, ...former },
      { ...store, ...former, formerTags: ["b", "c"] },
    );

    expect(text).toBe(JSON.stringify({ ...facts, ...former, articles }, null, 2));
    expect(again).toBe(
      text.replace('"a",\n    "b"\n  ],\n  "articles"', '"b",\n    "c"\n  ],\n  "articles"'),
    );
  });

  it("adds the first removed article after the columns, keeps its text, and takes it out again", () => {
    const removed = [{ id: "gone", title: "Gone" }];
    const { articles, ...facts } = store;
    const next = { id: "next", title: "Next", url: "https://a.example/1" };

    const text = rewriteStore(JSON.stringify(store, null, 2), store, { ...store, removed });
    const byHand = text.replace(/\{\s+("id": "gone"),\s+("title": "Gone")\s+\}/, "{ $1, $2 }");
    const two = { ...store, removed: [...removed, next] };
    const added = rewriteStore(byHand, { ...store, removed }, two);
    const back = rewriteStore(added, two, { ...store, removed: [] });

    expect(text).toBe(JSON.stringify({ ...facts, removed, articles }, null, 2));
    expect(added).toContain('    { "id": "gone", "title": "Gone" },\n    {\n      "id": "next"');
    expect(JSON.parse(back)).toEqual({ ...store, removed: [] });
  });

  it("adds a redirect, and keeps the text of the others", () => {
    const before = { ...store, redirects: [{ from: "/feed.php", to: "/rss.xml" }] };
    const added = { from: "/?feed=rss2", to: "/rss.xml" };
    const byHand = JSON.stringify(before, null, 2).replace(
      /\{\s+("from": "[^"]*"),\s+("to": "[^"]*")\s+\}/,
      "{ $1, $2 }",
    );

    const text = rewriteStore(byHand, before, { ...before, redirects: [...before.redirects, added] });

    expect(JSON.parse(text).redirects).toEqual([...before.redirects, added]);
    expect(text).toContain('    { "from": "/feed.php", "to": "/rss.xml" },\n');
  });

  it("removes, to the last article", () => {
    const text = rewriteStore(BY_HAND, store, { ...store, articles: [] });

    expect(JSON.parse(text)).toEqual({ ...store, articles: [] });
  });

  it("writes nothing that would not read as it is meant", () => {
    const other = JSON.stringify(aStore([second, first]), null, 2);
    const changed = { ...second, title: "Second, corrected" };

    expect(() => rewriteStore(other, store, { ...store, articles: [first, changed] })).toThrow();
  });
});
