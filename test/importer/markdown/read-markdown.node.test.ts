import { describe, expect, it } from "vitest";
import type { ReadContext } from "../../../src/importer/draft.ts";
import { readMarkdown } from "../../../src/importer/markdown/read-markdown.ts";
import { UserError } from "../../../src/operator/user-error.ts";

const CONTEXT: ReadContext = {
  timeZone: "Asia/Shanghai",
  language: "zh-CN",
  authority: "review.example,2020",
  related: false,
};
const PUBLISHED = new Date("2020-11-26T00:27:11Z");
const DRAFT = { title: "T", authors: [], editors: [], tags: [] };

async function read(text: string) {
  return (await readMarkdown({ name: "a.md", text }, CONTEXT)).drafts;
}

describe("readMarkdown() reads from front matter", () => {
  it.each([
    ["an author", "author: Wang", { authors: [{ name: "Wang" }] }],
    ["an author and an editor that stand for nobody", "author: admin\neditors: [小编]", {}],
    ["authors on one line", "author: 王 小明、李娜", { authors: [{ name: "王 小明" }, { name: "李娜" }] }],
    [
      "a list of authors",
      "authors:\n  - Wang\n  - {name: Li, about: Reader, url: https://li.example/}",
      { authors: [{ name: "Wang" }, { name: "Li", about: "Reader", url: "https://li.example/" }] },
    ],
    ["an editor", "editor: Zhao", { editors: [{ name: "Zhao" }] }],
    ["editors", "editors: [Zhao, Qian]", { editors: [{ name: "Zhao" }, { name: "Qian" }] }],
    ["a source", "source: Daily", { source: { name: "Daily" } }],
    [
      "a source with an address",
      "source: {name: Daily, url: https://daily.example/}",
      { source: { name: "Daily", url: "https://daily.example/" } },
    ],
    ["the original page", "url: https://news.example/1", { url: "https://news.example/1" }],
    [
      "no address that readers cannot open",
      "url: javascript:x()\nimage: cover.png",
      {
        losses: [
          { kind: "address", text: "javascript:x()" },
          { kind: "address", text: "cover.png" },
        ],
      },
    ],
    ["a date in the site's time zone", "date: 2020-11-26 08:27:11", { published: PUBLISHED }],
    ["a date with an offset", "published: 2020-11-26T00:27:11Z", { published: PUBLISHED }],
    ["no date where Hugo has none", "date: 0001-01-01T00:00:00Z\nlastmod: 0001-01-01", {}],
    ["a date in Chinese", "date: 2020年11月26日 08:27:11", { published: PUBLISHED }],
    ["the date of a change", "updated: 2020-11-26 08:27:11 +0800", { updated: PUBLISHED }],
    ["a summary", "summary: |\n  One\n  two", { summary: "One\ntwo" }],
    ["a description", "description: Why", { summary: "Why" }],
    ["tags", "tags: [a, 2020, yes, a]", { tags: ["a", "2020", "yes"] }],
    ["tags on one line", "tags: a, b、c", { tags: ["a", "b", "c"] }],
    ["a language", "language: en", { language: "en" }],
    ["the site's language", "lang: zh-cn", {}],
    ["an image", "image: https://i.example/1.png", { image: { url: "https://i.example/1.png" } }],
    [
      "what is known of an image",
      "image:\n  url: https://i.example/1.png\n  width: 3\n  height: 2\n  type: image/png\n  alt: A ferry",
      { image: { url: "https://i.example/1.png", width: 3, height: 2, type: "image/png", alt: "A ferry" } },
    ],
    ["an id", "id: tag:review.example,2020:a", { sourceId: "tag:review.example,2020:a" }],
    ["a column", "column: Essays", { columnTitle: "Essays" }],
    ["nothing from unknown and empty fields", "layout: post\nauthor:\nsummary: ''", {}],
  ])("%s", async (_what, matter, fields) => {
    expect(await read(`---\ntitle: T\n${matter}\n---\n`)).toStrictEqual([{ ...DRAFT, ...fields }]);
  });

  it("a title that looks like a number, after a byte order mark, with Windows line ends", async () => {
    expect(await read("\uFEFF---\r\ntitle: 2020\r\n---\r\nText\r\n")).toStrictEqual([
      { ...DRAFT, title: "2020", content: "<p>Text</p>" },
    ]);
  });
});

describe("readMarkdown() reads the body", () => {
  it.each([
    [
      "a heading as the title",
      "# One *two* & three\n\nText",
      { title: "One two & three", content: "<p>Text</p>" },
    ],
    ["an underlined heading", "One\n===\n\nText", { title: "One", content: "<p>Text</p>" }],
    [
      "a heading below other text",
      "Before\n\n# One\n\nAfter",
      { title: "One", content: "<p>Before</p>\n<p>After</p>" },
    ],
    ["the title only once", "---\ntitle: T\n---\n# T\n\nText", { content: "<p>Text</p>" }],
    [
      "another heading as content",
      "---\ntitle: T\n---\n# One\n\nText",
      { content: "<h1>One</h1>\n<p>Text</p>" },
    ],
    [
      "a comment in code",
      "---\ntitle: T\n---\n```\n# no\n```",
      { content: "<pre><code># no\n</code></pre>" },
    ],
    [
      "HTML that is safe",
      "# T\n\n<script>x()</script>\n\n<p onclick='x()'>One</p>",
      { content: "<p>One</p>" },
    ],
    ["no script address", "# T\n\n[x](javascript:x())", { content: "<p>x</p>" }],
    [
      "a relative address",
      "---\ntitle: T\nurl: https://n.example/a/1\n---\n[x](2)",
      { url: "https://n.example/a/1", content: '<p><a href="https://n.example/a/2">x</a></p>' },
    ],
    ["HTML with format: html", "---\ntitle: T\nformat: html\n---\n<p>*a*</p>", { content: "<p>*a*</p>" }],
    [
      "a line in the body that looks like the end of front matter",
      "---\ntitle: T\n---\nOne\n\n---\n\nTwo",
      { content: "<p>One</p>\n<hr>\n<p>Two</p>" },
    ],
  ])("%s", async (_what, text, fields) => {
    expect(await read(text)).toStrictEqual([{ ...DRAFT, ...fields }]);
  });
});

describe("readMarkdown() refuses", () => {
  const bomb = Array.from(
    { length: 9 },
    (_, level) => `a${level + 1}: &a${level + 1} [${Array(9).fill(`*a${level}`)}]`,
  );

  it.each([
    ["a document without a title", "Text", /no title/],
    ["front matter that is not YAML", "---\ntitle: [\n---\n", /not YAML/],
    [
      "YAML aliases that expand exponentially",
      `---\ntitle: T\na0: &a0 [x]\n${bomb.join("\n")}\n---\n`,
      /not YAML.*alias/,
    ],
    ["an invalid date", "---\ntitle: T\ndate: last week\n---\n", /"last week"/],
    ["100,000 nested quotes", `# T\n\n${">".repeat(100_000)}x`, /nested/],
  ])("%s, in one line", async (_what, text, reason) => {
    const refusal = await read(text).catch((error: unknown) => error);

    expect(refusal).toBeInstanceOf(UserError);
    expect((refusal as UserError).message).toMatch(reason);
    expect((refusal as UserError).message).not.toMatch(/\n/);
  });
});
