import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import store from "../../../articles.json" with { type: "json" };
import { readText } from "../../../src/importer/text/read-text.ts";
import { UserError } from "../../../src/operator/user-error.ts";
import { CONTENT, PARAGRAPHS, TITLE } from "../../support/pages.ts";

const CONTEXT = {
  timeZone: "Asia/Shanghai",
  language: "zh-CN",
  authority: "www.workercn.cn,2020",
  related: false,
};
const FIXTURE = await readFile(new URL("../../fixtures/workercn-2020-11-26.txt", import.meta.url), "utf8");
const TEXT = PARAGRAPHS.map((text) => `　　${text}`).join("\n\n");

function read(text: string, related = false) {
  return readText({ name: "standard input", text }, { ...CONTEXT, related });
}

describe("readText()", () => {
  it("gives the shipped article of its page, and nothing else", async () => {
    const [article] = store.articles;

    const { drafts } = await read(FIXTURE);

    expect(drafts).toStrictEqual([
      {
        title: article?.title,
        authors: article?.authors,
        editors: article?.editors,
        source: article?.source,
        published: new Date("2020-11-26T08:27:11+08:00"),
        content: article?.content,
        tags: [],
      },
    ]);
  });

  it.each(["\r\n", "\r"])("reads it with lines that end in %j", async (end) => {
    expect(await read(FIXTURE.replaceAll("\n", end), true)).toEqual(await read(FIXTURE, true));
  });

  it("gives its teasers under the heading of their list, when they are asked for", async () => {
    const { drafts } = await read(FIXTURE, true);

    expect(drafts.slice(1)).toStrictEqual(
      store.articles.slice(1).map(({ title, summary }) => ({
        authors: [],
        editors: [],
        tags: [],
        title,
        summary,
        columnTitle: "工运前沿",
      })),
    );
  });

  it.each([
    ["a title and its text", `${TITLE}\n\n${TEXT}`, {}],
    [
      "the site's name in the title",
      `${TITLE}_青石网\n首页 理论\n${TITLE}\n2021年3月5日\n${TEXT}`,
      { published: new Date("2021-03-05T00:00:00+08:00") },
    ],
    [
      "labels on lines of their own",
      `${TITLE}\n来 源：青石日报\n作　者：林小满\n${TEXT}\n责任编辑：吴桐`,
      { source: { name: "青石日报" }, authors: [{ name: "林小满" }], editors: [{ name: "吴桐" }] },
    ],
    [
      "a page whose title is another",
      `青石网\n首页 > 理论\n${TITLE}\n2021-03-05 09:30 来源：青石日报\n字号 大 中 小 打印\n${TEXT}\n相关阅读\n另一篇文章`,
      { source: { name: "青石日报" }, published: new Date("2021-03-05T09:30:00+08:00") },
    ],
  ])("reads %s", async (_, text, said) => {
    const { drafts } = await read(text);

    expect(drafts).toStrictEqual([
      { title: TITLE, authors: [], editors: [], tags: [], content: CONTENT, ...said },
    ]);
  });

  it("keeps a closing line that it cannot attribute", async () => {
    const { drafts } = await read(`${TITLE}\n\n${TEXT}\n\n（作者系青石大学教授）`);

    expect(drafts[0]?.content).toBe(`${CONTENT}\n<p>（作者系青石大学教授）</p>`);
  });

  it("writes markup in the text as text", async () => {
    const { drafts } = await read(`${TITLE}\n\n1 < 2 & <script>alert(1)</script>`);

    expect(drafts[0]?.content).toBe("<p>1 &lt; 2 &amp; &lt;script&gt;alert(1)&lt;/script&gt;</p>");
  });

  it.each(["", "  \n　\n", TITLE])("refuses %j", async (text) => {
    await expect(read(text)).rejects.toThrow(UserError);
  });
});
