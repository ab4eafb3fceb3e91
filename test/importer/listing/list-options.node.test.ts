import { describe, expect, it } from "vitest";
import { addressMatcher } from "../../../src/importer/listing/address-pattern.ts";
import { readListPage } from "../../../src/importer/listing/list-page.ts";
import type { ListingOptions } from "../../../src/importer/listing/listing.ts";
import { UserError } from "../../../src/operator/user-error.ts";

const PAGE = `<!doctype html><html><head><title>首页</title></head><body>
<div id="news"><ul><li><a href="/a/2001.html">要闻的第一条新闻报道</a></li><li><a href="/a/2002.html">要闻的第二条新闻报道</a></li><li><a href="/a/2003.html">要闻的第三条新闻报道</a></li></ul></div>
<div id="theory"><h3><a href="/theory/">理论</a></h3><ul><li>[<a href="/theory/x/">前沿</a>] <a href="/l/1001.html">理论的第一篇文章</a></li><li>[<a href="/theory/y/">书评</a>] <a href="/l/1002.html">理论的第二篇文章</a></li></ul><a href="/theory/">更多</a></div>
<div class="rank"><ol><li><a href="/l/900.html">排行榜上的旧文章</a></li></ol></div>
<p><a href="https://other.example/s/abc">另一个网站上的文章</a></p></body></html>`;

function listed(options: ListingOptions) {
  return readListPage(
    { name: "page", text: PAGE, url: "https://paper.example/" },
    { timeZone: "Asia/Shanghai", columnTitle: "评论" },
    options,
  );
}

describe("the links that an operator selects", () => {
  it.each([
    ["the links themselves", "#theory li a:last-child"],
    ["the items around them", "#theory li"],
    ["their list", "#theory ul"],
    ["the block with its heading and its link to more", "#theory"],
    ["several selectors", "#nothing, #theory > ul"],
  ])("are the articles where a selector names %s", (_, select) => {
    const { articles } = listed({ select });

    expect(articles.map(({ title }) => title)).toEqual(["理论的第一篇文章", "理论的第二篇文章"]);
  });

  it("are no articles where a selector names nothing on the page", () => {
    const { articles, leftOut } = listed({ select: "#absent a" });

    expect(articles).toEqual([]);
    expect(leftOut.length).toBeGreaterThan(0);
  });

  it.each([
    ["#theory >"],
    ["a["],
    ["li:nth("],
    ["<ul>"],
    ["{}"],
    ["::"],
    ["a,"],
  ])("are refused in one line where %s is no selector", (select) => {
    const read = () => listed({ select });

    expect(read).toThrow(UserError);
    expect(read).toThrow(`Found the selector "${select}", which is no CSS selector`);
  });
});

describe("the links whose addresses match a pattern", () => {
  it.each([
    ["/l/*", ["理论的第一篇文章", "理论的第二篇文章"]],
    ["https://paper.example/l/*", ["理论的第一篇文章", "理论的第二篇文章"]],
    ["*/a/200[1-9].html", []],
    ["https://other.example/*", ["另一个网站上的文章"]],
    ["/s/*", []],
    ["/l/900*", ["排行榜上的旧文章"]],
  ])("are the articles: %s", (match, titles) => {
    const { articles } = listed({ match });

    expect(articles.map(({ title }) => title)).toEqual(titles);
  });

  it("leave the others out, with their reason", () => {
    const { leftOut } = listed({ match: "/l/100*" });

    expect(leftOut).toContainEqual({ reason: "no match", count: 6, example: "要闻的第一条新闻报道" });
  });
});

describe("addressMatcher()", () => {
  it.each([
    [undefined, "https://a.example/x", true],
    ["/x/*", "https://a.example/x/1?y=2", true],
    ["/x", "https://a.example/x/1", false],
    ["/x?y=*", "https://a.example/x?y=2", true],
    ["*.html", "https://a.example/x.html", true],
    ["*.html", "https://a.example/xhtml", false],
    ["(*", "https://a.example/x", false],
    ["https://*.example/[1]+", "https://a.example/[1]+", true],
    ["", "https://a.example/", false],
    ["/栏目/*", "https://a.example/%E6%A0%8F%E7%9B%AE/1.html", true],
    ["*/栏目/*", "https://a.example/%e6%a0%8f%e7%9b%ae/1.html", true],
    ["/%e6%a0%8f%e7%9b%ae/*", "https://a.example/%E6%A0%8F%E7%9B%AE/1.html", true],
    ["/栏/*", "https://a.example/%E6%A0%8F%E7%9B%AE/1.html", false],
  ])("compares %s with %s", (pattern, address, isMatch) => {
    expect(addressMatcher(pattern)(address)).toBe(isMatch);
  });
});
