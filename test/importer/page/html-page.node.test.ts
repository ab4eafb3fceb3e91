import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { decode } from "../../../src/importer/decode.ts";
import type { Draft } from "../../../src/importer/draft.ts";
import { htmlPage } from "../../../src/importer/page/html-page.ts";
import { UserError } from "../../../src/operator/user-error.ts";
import { aPage, CONTENT, PAGES, TITLE, URL_OF_PAGE } from "../../support/pages.ts";
import { HOSTILE_PAGES } from "../../support/pages-of-attackers.ts";
import { NEWSPAPER_PAGES } from "../../support/pages-of-newspapers.ts";

const CONTEXT = {
  timeZone: "Asia/Shanghai",
  language: "zh-CN",
  authority: "paper.example,2021",
  related: false,
};
const AT_HALF_PAST_NINE = new Date("2021-03-05T09:30:00+08:00");
const ON_THE_DAY = new Date("2021-03-05T00:00:00+08:00");
const LIN = { name: "林小满" };
const PAPER = { name: "青石日报" };
const PLAIN: Draft = { title: TITLE, authors: [], editors: [], tags: [], url: URL_OF_PAGE, content: CONTENT };

const ALL = { ...PAGES, ...NEWSPAPER_PAGES };
const ZHOU = { name: "周正" };
const PROFESSOR = { name: "林小满", about: "青石大学教授" };
const OFFICER = { name: "周正", about: "青石镇工会干事" };

/** What each layout says, besides the title, the address and the text; what it does not say is absent. */
const SAID: Readonly<Record<keyof typeof ALL, Partial<Draft>>> = {
  jsonLd: {
    authors: [{ name: "林小满", about: "青石镇工会干事" }],
    editors: [{ name: "周正" }],
    source: PAPER,
    published: AT_HALF_PAST_NINE,
    updated: new Date("2021-03-06T10:00:00+08:00"),
    image: "https://paper.example/img/reading.jpg",
  },
  graph: { authors: [LIN], published: ON_THE_DAY },
  openGraph: {
    authors: [LIN],
    published: AT_HALF_PAST_NINE,
    image: "https://paper.example/img/og.jpg",
    language: "zh-TW",
    summary: "一个小镇读书社三年的故事",
    tags: ["读书", "职工文化"],
  },
  metaOnly: {
    authors: [LIN, { name: "周正" }],
    editors: [{ name: "吴桐" }],
    source: PAPER,
    published: ON_THE_DAY,
  },
  microformats: {
    authors: [{ name: "林小满", url: "https://paper.example/people/lin" }],
    published: AT_HALF_PAST_NINE,
  },
  tables: { authors: [LIN], source: PAPER, published: AT_HALF_PAST_NINE },
  divSoup: { authors: [LIN], editors: [{ name: "吴桐" }], source: PAPER, published: AT_HALF_PAST_NINE },
  fullWidth: { editors: [{ name: "吴桐" }, { name: "周正" }], source: PAPER, published: AT_HALF_PAST_NINE },
  spaced: {
    authors: [{ name: "林满" }],
    editors: [{ name: "吴桐" }],
    source: PAPER,
    published: AT_HALF_PAST_NINE,
  },
  articleTime: { published: AT_HALF_PAST_NINE },
  noHeading: { published: ON_THE_DAY },
  figure: {
    content: `<figure><img src="https://paper.example/img/a.jpg" alt="阅览室"><figcaption>旧车间改成的阅览室</figcaption></figure>\n${CONTENT}`,
  },
  closingLine: {
    authors: [{ name: "林小满", about: "青石镇工会干事" }],
    editors: [{ name: "吴桐" }],
    source: PAPER,
    published: AT_HALF_PAST_NINE,
  },
  lists: {},
  cells: { authors: [LIN], editors: [{ name: "吴桐" }], source: PAPER, published: AT_HALF_PAST_NINE },
  pairs: {
    authors: [LIN],
    source: { name: "青石日报", url: "https://paper.example/home" },
    published: AT_HALF_PAST_NINE,
  },
  spans: {
    authors: [LIN],
    source: { name: "青石日报", url: "https://paper.example/" },
    published: AT_HALF_PAST_NINE,
  },
  scriptLink: { source: PAPER, published: AT_HALF_PAST_NINE },
  emptyLabels: { authors: [LIN] },
  chineseNumerals: { source: PAPER, published: ON_THE_DAY },
  compactDate: { published: AT_HALF_PAST_NINE, updated: new Date("2021-03-06T00:00:00+08:00") },
  articleBody: { authors: [LIN] },
  offices: { authors: [{ name: "林小满", about: "青石大学历史系教授" }, OFFICER] },
  officesInTurn: { authors: [PROFESSOR, OFFICER] },
  officesOfNamed: { authors: [PROFESSOR, OFFICER] },
  officesUnclear: {
    authors: [LIN, ZHOU],
    content: `${CONTENT}\n<p>（作者分别系青石大学教授、博士、青石镇工会干事）</p>`,
  },
  genericTitle: { published: AT_HALF_PAST_NINE },
  genericTitleOfSite: {},
};

const LAYOUTS = Object.keys(ALL) as (keyof typeof ALL)[];

function read(text: string, related = false) {
  return htmlPage({ name: "page.html", text, url: URL_OF_PAGE }, { ...CONTEXT, related });
}

describe("htmlPage()", () => {
  it.each(LAYOUTS)("reads every field of the layout %s and no other", async (layout) => {
    const { drafts } = await read(ALL[layout]);

    // Compared as objects: a field that is not said must be absent, not `undefined`.
    expect(drafts).toStrictEqual([{ ...PLAIN, ...SAID[layout] }]);
  });

  it.each([
    ["UTF-8 with a mark", (text: string) => Buffer.from(`\uFEFF${text}`)],
    [
      "GB18030",
      (text: string) => iconv.encode(text.replace("<head>", '<head><meta charset="gb2312">'), "gb18030"),
    ],
    ["Big5", (text: string) => iconv.encode(text.replace("<head>", '<head><meta charset="big5">'), "big5")],
    ["UTF-16LE", (text: string) => iconv.encode(text, "utf-16le", { addBOM: true })],
  ])("reads a page in %s", async (_, encode) => {
    const page = aPage({
      head: "<title>讀書與工作</title>",
      body: `<h1>讀書與工作</h1><p>2021年03月05日 09:30 作者：林小滿</p><div>${"<p>他們在工廠裡讀書,也在書裡讀工廠,一個人讀完,再講給大家聽,這樣過了三年。</p>".repeat(3)}</div>`,
    });

    const { drafts } = await read(decode(encode(page)));

    expect(drafts).toMatchObject([
      { title: "讀書與工作", authors: [{ name: "林小滿" }], published: AT_HALF_PAST_NINE },
    ]);
  });

  it("gives the articles of related lists that have a title and a summary, when they are asked for", async () => {
    const { drafts } = await read(PAGES.lists, true);

    expect(drafts.slice(1)).toStrictEqual([
      {
        authors: [],
        editors: [],
        tags: [],
        title: "旧车间里的阅览室",
        summary: "一间停产的车间,三年里长出四面书墙,读书社的故事从这里开始。",
        columnTitle: "书评书讯",
        url: "https://paper.example/2021/03/c1.html",
      },
    ]);
  });

  it.each([
    ["elements nested 100,000 deep", `<title>x</title>${"<div>".repeat(100_000)}x`],
    ["spans nested 100,000 deep in a list", `<title>x</title>${"<li><p><span>".repeat(100_000)}x`],
    ["cells nested 100,000 deep in SVG", `<title>x</title><svg>${"<td>".repeat(100_000)}x`],
    [
      "formatting that is never closed",
      `<title>x</title>${Array.from({ length: 50_000 }, (_, n) => `<b id=${n}>`).join("")}x`,
    ],
    ["a list without end", `<title>x</title>${"<li><a href=x>a</a><p>b".repeat(20_000)}`],
    ["nothing", ""],
    ["a title alone", "<title>标题</title>"],
  ])("refuses %s, and soon", async (_, text) => {
    const before = performance.now();

    await expect(read(text)).rejects.toThrow(UserError);
    expect(performance.now() - before).toBeLessThan(5_000);
  });

  // The limit is what the test is about.
  it.each(HOSTILE_PAGES)(
    "reads or refuses a page of hostile %s, and soon",
    { timeout: 20_000 },
    async (_, text) => {
      const before = performance.now();

      await read(text, true).catch((error: unknown) => expect(error).toBeInstanceOf(UserError));

      expect(performance.now() - before).toBeLessThan(10_000);
    },
  );

  it("reads past a huge attribute and lets no script through", async () => {
    const hostile = PAGES.figure.replace(
      "<article>",
      `<article data-x="${"x".repeat(5_000_000)}"><script>alert(1)</script><p onclick="alert(1)"><a href="javascript:alert(1)">按这里看全文,还有更多的内容在等着你</a></p>`,
    );

    const { drafts } = await read(hostile);

    expect(drafts[0]?.title).toBe(TITLE);
    expect(drafts[0]?.content).not.toMatch(/script|onclick|alert/);
  });
});
