import { describe, expect, it } from "vitest";
import { pageBody } from "../../src/html/page-body.ts";

const URL_OF_IT = "https://review.example/2025/on-reading";

describe("pageBody() with ids and classes", () => {
  it.each([
    ["<p>class id</p>", "<p>class id</p>"],
    ["<p>&lt;b class='a'></p>", "<p>&lt;b class='a'></p>"],
    ['<p  class="a">x</p>', "<p>x</p>"],
    ['<p class="a"title="b">x</p>', '<p title="b">x</p>'],
    ['<p title="b" CLASS=a dir=ltr>x</p>', '<p title="b" dir=ltr>x</p>'],
    ['<p class="a" id="feeds-title" class>x</p>', '<p id="text-feeds-title" class>x</p>'],
    [
      '<p id="feeds-title">x</p><p id="text-feeds-title">y</p>',
      '<p id="text-text-feeds-title">x</p><p id="text-feeds-title">y</p>',
    ],
    [
      `<p id="page-content"><a href="${URL_OF_IT}#page-content">x</a></p>`,
      '<p id="text-page-content"><a href="#text-page-content">x</a></p>',
    ],
    [
      `<p id="注一"><a href="${URL_OF_IT}#%E6%B3%A8%E4%B8%80">x</a></p>`,
      '<p id="注一"><a href="#%E6%B3%A8%E4%B8%80">x</a></p>',
    ],
    [`<p id="a"><a href="${URL_OF_IT}#b">x</a></p>`, `<p id="a"><a href="${URL_OF_IT}#b">x</a></p>`],
    [
      '<p id="a"><a href="https://other.example/#a">x</a></p>',
      '<p id="a"><a href="https://other.example/#a">x</a></p>',
    ],
    [
      '<table><tr><th id="page-content">x</th><td headers="b page-content">y</td></tr></table>',
      '<div class="frame" role="group" tabindex="0" aria-label="Table"><table><tr><th id="text-page-content">x</th><td headers="b text-page-content">y</td></tr></table></div>',
    ],
    ['<b class="a"><p>x</b>y</p>', "<b><p>x</b>y</p>"],
  ])("makes %j %j", (html, own) => {
    expect(pageBody(html, { url: URL_OF_IT, language: "en", tableLabel: "Table" })).toBe(own);
  });
});
