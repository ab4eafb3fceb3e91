import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import store from "../../../articles.json" with { type: "json" };
import { readText } from "../../../src/importer/text/read-text.ts";

const CONTEXT = {
  timeZone: "Asia/Shanghai",
  language: "zh-CN",
  authority: "www.workercn.cn,2020",
  related: true,
};
const TEXT = readFileSync("test/fixtures/texts/workercn-2020-11-26/source.txt", "utf8");

const read = (text: string) => readText({ name: "standard input", text }, CONTEXT);

// What is read of texts is tested with test/fixtures/texts.
it("readText() returns the shipped article from the text of its page", async () => {
  const [article] = store.articles;

  const { drafts } = await read(TEXT);

  expect(drafts[0]).toStrictEqual({
    title: article?.title,
    authors: article?.authors,
    editors: article?.editors,
    source: article?.source,
    published: new Date("2020-11-26T08:27:11+08:00"),
    content: article?.content,
    tags: [],
  });
});

it.each(["\r\n", "\r"])("readText() reads lines that end in %j", async (lineEnd) => {
  expect(await read(TEXT.replaceAll("\n", lineEnd))).toEqual(await read(TEXT));
});
