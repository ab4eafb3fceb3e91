import { readFile } from "node:fs/promises";
import { beforeAll, expect, it } from "vitest";
import type { ArticleRecord, StoreDocument } from "../src/store/json-file/store-document.ts";
import { textPointers } from "./support/plant.ts";

/** What names records and addresses, tells machines how to read the rest, or says when a record was written. */
const MADE_BY_US =
  /\/(?:\$schema|updated|published|id|slug|column|url|authority|language|timeZone|description|content)$/;

let page = "";
let lines: readonly string[] = [];
let store: StoreDocument;
let whole: ArticleRecord;
let teasers: readonly ArticleRecord[] = [];

beforeAll(async () => {
  page = await readFile("test/fixtures/texts/workercn-2020-11-26/source.txt", "utf8");
  lines = page
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  store = JSON.parse(await readFile("articles.json", "utf8"));
  [whole, ...teasers] = store.articles as [ArticleRecord, ...ArticleRecord[]];
});

/** The lines of the page between two others. */
function between(first: RegExp, last: RegExp): string[] {
  const from = lines.findIndex((line) => first.test(line));
  const to = lines.findIndex((line, index) => index > from && last.test(line));
  return lines.slice(from + 1, to);
}

it("the body of the article is every paragraph of the page, in order, and nothing else", () => {
  const paragraphs = between(/^2020-11-26/, /^\(作者系/);

  const content = whole.content?.split("\n");

  expect(paragraphs).toHaveLength(6);
  expect(content).toEqual(paragraphs.map((paragraph) => `<p>${paragraph}</p>`));
});

it("the article says what the page says of it, and nothing else", () => {
  const { id, updated, content, ...says } = whole;

  expect(says).toEqual({
    title: lines[4],
    column: "gongyun-qianyan",
    authors: [{ name: lines[5], about: /^\(作者系(.+)\)$/.exec(lines[13] ?? "")?.[1] }],
    editors: [{ name: /^编辑:(.+)$/.exec(lines[14] ?? "")?.[1] }],
    source: { name: /来源:(.+)$/.exec(lines[6] ?? "")?.[1] },
    published: "2020-11-26T08:27:11+08:00",
  });
  expect(says.authors).toEqual([{ name: "王晓峰", about: "全总劳动和经济工作部部长" }]);
});

it("the articles listed under 工运前沿 are teasers: title and summary, and no date", () => {
  const listed = between(/^书评书讯$/, /^专家学者$/).slice(1);
  const titles = listed.filter((line) => line.startsWith("•")).map((line) => line.replace(/^•\s*/, ""));
  const summaries = listed.filter((line) => !line.startsWith("•"));

  const says = teasers.map(({ id, updated, ...rest }) => rest);

  expect(titles).toHaveLength(4);
  expect(says).toEqual(
    titles.map((title, index) => ({ title, column: "gongyun-qianyan", summary: summaries[index] })),
  );
});

it("the columns are those of the page, two of them empty", () => {
  const columns = store.columns.map(({ slug, title }) => ({
    slug,
    title,
    articles: store.articles.filter(({ column }) => column === slug).length,
  }));

  expect(columns).toEqual([
    { slug: "gongyun-qianyan", title: "工运前沿", articles: 5 },
    { slug: "shuping-shuxun", title: "书评书讯", articles: 0 },
    { slug: "zhuanjia-xuezhe", title: "专家学者", articles: 0 },
  ]);
});

it("the site is 中工网's theory section, in Chinese and in Beijing's time", () => {
  const { site } = store;

  expect(site).toMatchObject({
    title: "中工理论",
    publisher: { name: "中工网" },
    language: "zh-CN",
    timeZone: "Asia/Shanghai",
  });
  expect(new URL(site.url).host).toBe("www.workercn.cn");
  expect(site.authority).toMatch(/^(?:www\.)?workercn\.cn,/);
});

it("every text of the store stands on the page", () => {
  const texts = textPointers(store)
    .filter((pointer) => !MADE_BY_US.test(pointer))
    .map((pointer) =>
      pointer
        .split("/")
        .slice(1)
        .reduce<unknown>((part, key) => Reflect.get(Object(part), key), store),
    );
  const words = store.site.description.split(/[\s:、]+/u);

  const invented = [...texts, ...words].filter((text) => !page.includes(String(text)));

  expect(texts.length).toBeGreaterThan(15);
  expect(invented).toEqual([]);
});

it.each([
  "首页学习时政",
  "新闻日历",
  "关于我们",
  "版权声明",
  "举报电话",
  "扫码关注",
  "微信",
  "微博",
  "抖音",
  "客户端",
  "编辑:",
  "来源:",
  "作者系",
  "•",
  "×",
])("no navigation text is in the store: %s", (text) => {
  const json = JSON.stringify(store);

  expect({ onThePage: page.includes(text), inTheStore: json.includes(text) }).toEqual({
    onThePage: true,
    inTheStore: false,
  });
});
