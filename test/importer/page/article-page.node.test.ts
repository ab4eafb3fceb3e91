import { expect, it } from "vitest";
import { readArticlePage } from "../../../src/importer/page/read-page.ts";

const CONTEXT = { timeZone: "Asia/Shanghai", language: "zh-CN", authority: "a.example,2020", related: false };
const links = (count: number) =>
  Array.from(
    { length: count },
    (_, n) => `<li><a href="https://a.example/${n}">第${n}条新闻的标题</a></li>`,
  ).join("");
const read = (title: string, body: string) =>
  readArticlePage({ name: "a page", text: `<!doctype html><title>${title}</title><body>${body}` }, CONTEXT);

it.each([
  ["a listing of files", "Directory listing for /news/", `<ul>${links(30)}</ul>`],
  [
    "a listing with dates",
    "Index of /news",
    `<h1>Index of /news</h1><pre>${links(9)} 2020-11-26 08:27 1K</pre>`,
  ],
  ["links alone", "中工网", `<div><p>首页</p><ul>${links(40)}</ul></div>`],
  ["a few words", "404", "<p>Not found</p>"],
])("readArticlePage() refuses %s", async (_, title, body) => {
  await expect(read(title, body)).rejects.toThrow(/no article/);
});

it.each([
  ["much text", `<p>${"各地职工学习劳模的先进事迹。".repeat(20)}</p><ul>${links(40)}</ul>`],
  ["little text and no links", "<p>床前明月光，疑是地上霜。举头望明月，低头思故乡。</p>"],
  ["a date", "<h1>快讯</h1><p>2020年11月26日 08:27</p><p>今日开幕。</p>"],
])("readArticlePage() takes a page for an article that has %s", async (_, body) => {
  expect((await read("快讯", body)).drafts).toHaveLength(1);
});
