import { describe, expect, it } from "vitest";
import shipped from "../../../../articles.json";
import { exportMarkdown } from "../../../../src/cli/commands/export/export-markdown.ts";
import { requireColumn } from "../../../../src/cli/commands/look-ups.ts";
import { documentKind } from "../../../../src/importer/document-kind.ts";
import type { Draft } from "../../../../src/importer/draft.ts";
import { readMarkdown } from "../../../../src/importer/markdown/read-markdown.ts";
import { storedArticles } from "../../../../src/store/json-file/memory-articles.ts";
import { parseStore } from "../../../../src/store/json-file/parse-store.ts";
import type { ArticleRecord, StoreDocument } from "../../../../src/store/json-file/store-document.ts";
import { aFullStore } from "../../../support/a-full-store.ts";
import { anArticle, aStore } from "../../../support/a-store.ts";

/** Contents that Markdown has no signs for, or that it would read as something else. */
const CONTENTS = [
  "<p>One</p>\n<p>Two &amp; <strong>three</strong><br>four</p>",
  "<p>* not a list</p>\n<p># no heading</p>\n<p>1. one</p>\n<p>a_b_c *d* [e](f) `g` &lt;b&gt; \\</p>",
  "<p>One</p><p>Two without a line between</p>",
  '<p class="lead" lang="en">Class</p>',
  "<table><tbody><tr><td>1</td><td>2</td></tr></tbody></table>",
  "<pre>a\n\n  b</pre>",
  "<pre><code>---\ntitle: x\n---\n</code></pre>",
  "<h1>On reading</h1>\n<p>Text</p>",
  "<h1>Another</h1>\n<p>Text</p>",
  "<ruby>漢<rt>kan</rt></ruby>",
  '<p><img src="https://i.example/1.png" alt="A &quot;b&quot;"></p>',
  "<ul>\n<li>one</li>\n<li>two<ul>\n<li>three</li>\n</ul>\n</li>\n</ul>",
  "<blockquote>\n<p>Quote</p>\n</blockquote>\n<hr>\n<p>---</p>",
  "plain text without a paragraph",
];
const STORES = [
  ["shipped", shipped as StoreDocument],
  ["full", aFullStore()],
  ["awkward", aStore(CONTENTS.map((content, index) => anArticle({ id: `a${index}`, content })))],
  [
    "oddly named",
    aStore([
      anArticle({ id: "a", title: "null", tags: ["yes", "1.0", "a, b"], summary: "- a: b\n# c" }),
      anArticle({ id: "b", title: "2020-11-26: “R&D” # not a comment", authors: [{ name: "A、B" }] }),
      anArticle({ id: "c", title: "'quoted' \"both\" & [more] {x}", summary: "One\n\nTwo  " }),
      anArticle({
        id: "e",
        title: "Undated",
        published: undefined,
        added: "2025-01-02T00:00:00Z",
        updated: "2025-01-03T00:00:00Z",
      }),
      anArticle({ id: "d", title: "Later", published: "2030-01-01T00:00:00Z", source: { name: "~" } }),
    ]),
  ],
] as const;

describe.each(STORES)("exportMarkdown() of the %s store", (_name, store) => {
  it("gives files from which an import makes the same drafts", async () => {
    const files = await exportMarkdown(opened(store));

    expect(await Promise.all(files.map(({ text }) => imported(text, store)))).toEqual(
      store.articles.map((record) => told(record, store)),
    );
    expect(files.map(({ text }) => documentKind({ text }))).toEqual(files.map(() => "Markdown"));
  });
});

it("exportMarkdown() names each file after its article, and writes one column if asked", async () => {
  const store = opened(aFullStore());
  const column = requireColumn(store.columns, "letters");

  const [all, letters] = [await exportMarkdown(store), await exportMarkdown(store, { column })];

  expect(all.map(({ name }) => name)).toEqual(["on-reading.md", "on-writing.md"]);
  expect(letters.map(({ name }) => name)).toEqual(["on-writing.md"]);
});

it("exportMarkdown() writes what people read", async () => {
  const store = aStore([anArticle({ content: "<h2>R&amp;D</h2>\n<p>We <em>read</em>.</p>" })]);

  const [file] = await exportMarkdown(opened(store));

  expect(file?.text).toBe(`---
id: tag:review.example,2020:on-reading
title: On reading
column: Essays
published: 2025-01-02T08:00:00+08:00
updated: 2025-01-02T08:00:00+08:00
---

## R&D

We *read*.
`);
});

const opened = (document: StoreDocument) => storedArticles(parseStore(document));

async function imported(text: string, { site }: StoreDocument): Promise<Draft | undefined> {
  const context = { timeZone: "UTC", language: site.language, authority: site.authority, related: false };
  return (await readMarkdown({ name: "a.md", text }, context)).drafts[0];
}

function told(record: ArticleRecord, { site, columns }: StoreDocument): Draft {
  const { id, column, published, updated, added, content, summary, ...rest } = record;
  return {
    authors: [],
    editors: [],
    tags: [],
    ...rest,
    sourceId: `tag:${site.authority}:${id}`,
    updated: new Date(updated),
    ...(published && { published: new Date(published) }),
    ...(added && { added: new Date(added) }),
    ...(summary && { summary: summary.trim() }),
    // The only relative address in these stores.
    ...(content && { content: content.replace('href="more"', 'href="https://review.example/2025/more"') }),
    columnTitle: columns.find(({ slug }) => slug === column)?.title,
  } as Draft;
}
