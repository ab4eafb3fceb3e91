import { describe, expect, it } from "vitest";
import { absoluteMarkup, isAbsolute, plainText } from "../../src/html/markup.ts";

const BASE = "https://review.example/2025/essay?page=1";

describe("absoluteMarkup()", () => {
  it.each([
    ["a path from the root", '<a href="/x">x</a>', '<a href="https://review.example/x">x</a>'],
    ["a path from the page", '<a href="x">x</a>', '<a href="https://review.example/2025/x">x</a>'],
    ["a parent", '<a href="../x">x</a>', '<a href="https://review.example/x">x</a>'],
    ["a query", '<a href="?p=2">x</a>', '<a href="https://review.example/2025/essay?p=2">x</a>'],
    ["a fragment", '<a href="#n">x</a>', '<a href="https://review.example/2025/essay?page=1#n">x</a>'],
    ["a host without a scheme", '<img src="//cdn.example/a.png">', '<img src="https://cdn.example/a.png">'],
    ["an image", '<img alt="" src="a.png">', '<img alt="" src="https://review.example/2025/a.png">'],
    ["a quotation's source", '<q cite="x">q</q>', '<q cite="https://review.example/2025/x">q</q>'],
    ["a poster", '<video poster="/p.png"></video>', '<video poster="https://review.example/p.png"></video>'],
    [
      "an address deep inside",
      '<p><b><a href="/x">x</a></b></p>',
      '<p><b><a href="https://review.example/x">x</a></b></p>',
    ],
    [
      "an address with other letters",
      '<a href="/书">x</a>',
      '<a href="https://review.example/%E4%B9%A6">x</a>',
    ],
    ["an unquoted address", "<a href=/x>x</a>", '<a href="https://review.example/x">x</a>'],
    [
      "nothing but the address",
      "<pre>\n\nx</pre><a href=/x>&amp b",
      '<pre>\n\nx</pre><a href="https://review.example/x">&amp b',
    ],
    [
      "tags nested wrongly",
      "<b><p><a href=/x>x</b></a></p>",
      '<b><p><a href="https://review.example/x">x</b></a></p>',
    ],
    ["capitals", '<A HREF="/x">x</A>', '<A href="https://review.example/x">x</A>'],
  ])("resolves %s", (_what, html, resolved) => {
    expect(absoluteMarkup(html, BASE)).toBe(resolved);
  });

  it.each([
    ["no address", "<P>a &amp b<br/>c</P>"],
    ["absolute addresses", '<A HREF="https://other.example/?a=1&b=2">x</A>'],
    ["mail addresses", "<a href='mailto:a@b.example'>x</a>"],
    ["words about addresses", "<code>href=/x</code>"],
    ["addresses that are none", '<a href="http://[">x</a>'],
    ["nothing", ""],
  ])("leaves markup with %s as it was written", (_what, html) => {
    expect(absoluteMarkup(html, BASE)).toBe(html);
  });
});

describe("plainText()", () => {
  it.each([
    ["takes markup away", "<p>We <em>read</em>.</p>", "We read."],
    ["reads references", "<p>a &lt; b &amp;amp; c&#20170;</p>", "a < b &amp; c今"],
    ["writes paragraphs apart", "<p>One</p><p>Two</p>", "One\n\nTwo"],
    ["writes a line break as one", "<p>One<br>Two</p>", "One\nTwo"],
    ["sets the items of a list apart", "<ul><li>One</li><li>Two</li></ul>", "One\n\nTwo"],
    ["joins white space, as a page shows it", "<p>One\n   two</p>\n\n<p>Three</p>", "One two\n\nThree"],
    ["keeps ideographic space", "<p>一 二</p>", "一 二"],
    ["leaves comments out", "<p>One<!-- two --></p>", "One"],
    ["takes spaces of any width from the ends of lines", "<p>　一　<br>\u00a0二</p>", "一\n二"],
    ["is empty for a picture", '<p><img src="a.png" alt="A"></p>', ""],
  ])("%s", (_promise, html, text) => {
    expect(plainText(html)).toBe(text);
  });
});

describe("isAbsolute()", () => {
  it.each([
    "https://a.example/",
    "mailto:a@b.example",
    "HTTP://a.example",
    " https://a.example",
  ])("holds for %j", (address) => {
    expect(isAbsolute(address)).toBe(true);
  });

  it.each([
    "/a",
    "a",
    "//a.example/",
    "?a:b",
    "#a:b",
    "./a:b",
    "",
    "1:2",
  ])("does not hold for %j", (address) => {
    expect(isAbsolute(address)).toBe(false);
  });
});
