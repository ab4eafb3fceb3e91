import { describe, expect, it } from "vitest";
import { readListPage } from "../../../src/importer/listing/list-page.ts";

/** As many links as are read of a page; an algorithm of quadratic time would not be done in the time of a test. */
const NUMBERS = [...Array(4990).keys()];
const link = (number: number) => `<a href="/a/${100_000 + number}.html">第${number}篇关于劳动的文章</a>`;

describe("readListPage() of a page with 5,000 links", () => {
  it.each([
    ["a list", `<ul>${NUMBERS.map((number) => `<li>${link(number)} 2026-11-26</li>`).join("")}</ul>`],
    ["lines", `<div>${NUMBERS.map((number) => `${link(number)} 2026-11-26<br>`).join("")}</div>`],
    ["one element for each", NUMBERS.map((number) => `<h4>${link(number)}</h4><p>2026-11-26</p>`).join("")],
  ])("takes linear time: %s", { timeout: 15_000 }, (_, list) => {
    const text = `<html><head><title>理论</title></head><body><h1>理论</h1>${list}</body></html>`;

    const { articles } = readListPage(
      { name: "page", text, url: "https://paper.example/theory/" },
      { timeZone: "Asia/Shanghai", columnTitle: "理论" },
    );

    expect(articles).toHaveLength(NUMBERS.length);
    expect(articles.at(-1)?.published).toEqual(new Date("2026-11-25T16:00:00Z"));
  });
});
