import { describe, expect, it } from "vitest";
import { articlePages } from "../../../src/importer/page/article-pages.ts";
import { pageDom } from "../../../src/importer/page/page-dom.ts";

const TEXT = "<p>这一段写了许多字,让人看出它是一篇文章的正文,而不是一个列表。</p>";

/** Returns the numbers and addresses, without origin, of the further pages of an article. */
function furtherPages(path: string, below: string) {
  const html = `<html><body><div class="main"><h1>一篇文章</h1><div class="text">${TEXT}</div>${below}</div></body></html>`;
  const address = `https://news.example${path}`;
  const pages = articlePages(pageDom(html), html, { address, base: address });
  return [...(pages?.further ?? [])].map(
    ([number, page]) => `${number} ${page.address.slice("https://news.example".length)}`,
  );
}

describe("articlePages() finds the further pages", () => {
  it.each([
    [
      "of Dedecms",
      "/a/98.html",
      '<ul class="pagelist"><li><a>共3页: </a></li><li><a href="#">上一页</a></li><li class="thisclass"><a href="#">1</a></li><li><a href="98_2.html">2</a></li><li><a href="98_3.html">3</a></li><li><a href="98_2.html">下一页</a></li></ul>',
      ["2 /a/98_2.html", "3 /a/98_3.html"],
    ],
    [
      "of PHPCMS, whose first page has the number 1",
      "/show-7-98-1.html",
      '<div id="pages"><a class="a1">上一页</a> <span>1</span> <a href="/show-7-98-2.html">2</a> <a href="/show-7-98-2.html" class="a1">下一页</a></div>',
      ["2 /show-7-98-2.html"],
    ],
    [
      "of PHPCMS, whose first page has no number",
      "/show-7-98.html",
      '<a href="/show-7-98-2.html">[2]</a><a href="/show-7-98-3.html">[3]</a>',
      ["2 /show-7-98-2.html", "3 /show-7-98-3.html"],
    ],
    [
      "in the query",
      "/view.php?id=98",
      '<a href="?id=98&page=2">2</a> <a href="?id=98&page=2">后一页</a>',
      ["2 /view.php?id=98&page=2"],
    ],
    ["in the query alone", "/a/98.html", '<a href="?page=2">下一页</a>', ["2 /a/98.html?page=2"]],
    [
      "counted from 1 after the first",
      "/202611/t20261120_123456.shtml",
      '1 <a href="t20261120_123456_1.shtml">2</a> <a href="t20261120_123456_2.shtml">3</a>',
      ["2 /202611/t20261120_123456_1.shtml", "3 /202611/t20261120_123456_2.shtml"],
    ],
    [
      "of a folder",
      "/2026/11/20/98/index.shtml",
      '<a href="index_1.shtml">2</a><a href="index_1.shtml">下一页</a>',
      ["2 /2026/11/20/98/index_1.shtml"],
    ],
    [
      "in a script of TRS",
      "/202611/t20261120_98.html",
      '<script>createPageHTML(3, 0, "t20261120_98", "html");</script>',
      ["2 /202611/t20261120_98_1.html", "3 /202611/t20261120_98_2.html"],
    ],
    ["named by rel=next", "/a/98.html", '<a rel="next" href="/a/98_2.html">→</a>', ["2 /a/98_2.html"]],
    ["of WordPress", "/on-reading/", 'Pages: 1 <a href="/on-reading/2/">2</a>', ["2 /on-reading/2/"]],
    [
      "with headings, in a menu",
      "/a/98.html",
      '<select><option value="98.html">第1页:引言</option><option value="98_2.html">第2页:性能</option></select>',
      ["2 /a/98_2.html"],
    ],
    [
      "above the heading of a list of other articles",
      "/a/98.html",
      '<a href="98_2.html">2</a><h3>相关阅读</h3><ul><li><a href="97_2.html">2</a></li></ul>',
      ["2 /a/98_2.html"],
    ],
  ])("%s", (_, path, below, expected) => {
    expect(furtherPages(path, below)).toEqual(expected);
  });
});

describe("articlePages() finds none in", () => {
  it.each([
    [
      "links to the previous and next article",
      "/a/98.html",
      '上一篇:<a href="97.html">97年的事</a> 下一篇:<a href="99.html">下一篇</a><a href="99.html">下一页</a>',
    ],
    [
      "links to the next article, whose number follows 1",
      "/show-7-1.html",
      '<a href="/show-7-2.html">下一篇</a>',
    ],
    [
      "the pager of comments",
      "/a/98.html",
      '<div class="comment-list"><p>写得好</p><a href="?page=2">2</a></div>',
    ],
    [
      "the pager below a heading of comments",
      "/a/98.html",
      '<h3>网友评论</h3><p>好</p><a href="?page=2">2</a>',
    ],
    ["the pager of comments, by its fragment", "/a/98.html", '<a href="?page=2#comments">2</a>'],
    [
      "the pager of a list below the article",
      "/a/98.html",
      '<ul><li><a href="97.html">2</a></li></ul><div>1 <a href="index_2.html">2</a> <a href="list_2.html">下一页</a></div>',
    ],
    [
      "a ranking whose numbers lead to articles",
      "/a/1.html",
      '<ol><li><a href="/a/2.html">2</a><a href="/a/2.html">第二条很热门的新闻</a></li></ol>',
    ],
    ["a pager without a second page", "/a/98.html", '<a href="98_5.html">5</a><a href="98_6.html">6</a>'],
    ["the pager of a column", "/theory/", '1 <a href="/theory/index_1.shtml">2</a> <a href="?page=2">2</a>'],
    ["the pager of a column with a file name", "/theory/index.shtml", '1 <a href="index_1.shtml">2</a>'],
    ["a link to another site", "/a/98.html", '<a href="https://other.example/a/98_2.html">2</a>'],
  ])("%s", (_, path, below) => {
    expect(furtherPages(path, below)).toEqual([]);
  });
});
