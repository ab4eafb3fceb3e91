import { describe, expect, it } from "vitest";
import { contentProblems } from "../../src/html/check-content.ts";

describe("contentProblems() finds what could act on a reader's page or break it:", () => {
  it.each<[kind: string, html: string, problem: string]>([
    ["a script", "<p>a</p><script>x()</script>", "<script>"],
    ["a script in capitals", "<SCRIPT SRC=https://e.example/x.js></SCRIPT>", "<script>"],
    ["a script in a list", "<ul><li><script>x()</script></li></ul>", "<script>"],
    ["an event handler", '<p onclick="x()">a</p>', "onclick on <p>"],
    ["an event handler in capitals", '<img src="https://e.example/i" OnError=x()>', "onerror on <img>"],
    ["an event handler after a slash", "<img/onload=x()>", "onload on <img>"],
    ["an event handler on a body", '<body onload="x()"><p>a</p>', "body"],
    ["an event handler on a root", '<html onclick="x()"><p>a</p>', "html"],
    ["an event handler on a cell without a table", '<p>a</p><td onclick="x()">b', "td"],
    ["a javascript: address", '<a href="javascript:x()">a</a>', '"javascript:x()"'],
    ["a javascript: address in capitals", '<a href="JaVaScRiPt:x()">a</a>', "href on <a>"],
    ["a javascript: address in entities", '<a href="&#106;avascript&colon;x()">a</a>', "href on <a>"],
    ["a javascript: address in hexadecimal", '<a href="&#x6A;avascript:x()">a</a>', "href on <a>"],
    ["a javascript: address with a tab", '<a href="java&Tab;script:x()">a</a>', "href on <a>"],
    ["a javascript: address with a line end", '<a href="java\nscript:x()">a</a>', "href on <a>"],
    ["a javascript: address after a space", '<a href=" javascript:x()">a</a>', "href on <a>"],
    ["a javascript: address after a control", '<a href="&#14;javascript:x()">a</a>', "href on <a>"],
    ["a javascript: picture", '<img src="javascript:x()">', "src on <img>"],
    ["a javascript: poster", '<video poster="javascript:x()"></video>', "poster on <video>"],
    ["a javascript: citation", '<q cite="javascript:x()">a</q>', "cite on <q>"],
    ["a vbscript: address", '<a href="vbscript:x">a</a>', "href on <a>"],
    ["a data: address", '<a href="data:text/html,<p>a">a</a>', "href on <a>"],
    ["a data: picture", '<img src="data:image/svg+xml;base64,PHN2Zy8+">', "src on <img>"],
    ["a blob: address", '<a href="blob:https://e.example/1">a</a>', "href on <a>"],
    ["a file: address", '<a href="file:///etc/passwd">a</a>', "href on <a>"],
    ["an address that is not one", '<a href="http://[">a</a>', "well-formed"],
    ["candidates of a picture", '<img srcset="javascript:x() 2x">', "srcset on <img>"],
    ["a ping", '<a href="https://e.example/" ping="https://e.example/p">a</a>', "ping on <a>"],
    ["a form", '<form action="https://e.example/"><p>a</p></form>', "<form>"],
    ["a field", '<input autofocus onfocus="x()">', "<input>"],
    ["a button", '<button formaction="javascript:x()">a</button>', "<button>"],
    ["a frame", '<iframe src="https://e.example/"></iframe>', "<iframe>"],
    ["a frame with a document", '<iframe srcdoc="<script>x()</script>"></iframe>', "<iframe>"],
    ["a frame of a set", '<frameset onload="x()"><frame src="https://e.example/"></frameset>', "frame"],
    ["an object", '<object data="https://e.example/x.swf"></object>', "<object>"],
    ["an embedding", '<embed src="https://e.example/x.swf">', "<embed>"],
    ["a style attribute", '<p style="position:fixed">a</p>', "style on <p>"],
    ["a style element", "<style>body{display:none}</style>", "<style>"],
    ["a drawing", '<svg onload="x()"></svg>', "<svg>"],
    ["a link in a drawing", '<svg><a xlink:href="javascript:x()"><text>a</text></a></svg>', "<svg>"],
    ["a formula", '<math><maction actiontype="statusline">a</maction></math>', "<math>"],
    ["a style in a formula", "<math><mtext><table><mglyph><style><img></style></table></math>", "<math>"],
    ["a template", "<template><script>x()</script></template>", "<template>"],
    ["text without scripts", "<noscript><p>a</p></noscript>", "<noscript>"],
    ["plain text without end", "<plaintext>a", "<plaintext>"],
    ["an element nobody knows", "<x-widget>a</x-widget>", "<x-widget>"],
    ["an element that objects inherit", "<constructor>a</constructor>", "<constructor>"],
    ["a comment", "<p>a</p><!-- [if IE]><script>x()</script> -->", "comment"],
    ["a comment that ends early", "<!--><script>x()</script>-->", "<script>"],
    ["a processing instruction", '<?xml version="1.0"?><p>a</p>', "broken markup"],
    ["a CDATA section", "<![CDATA[<script>x()</script>]]>", "broken markup"],
    ["a document type", "<!DOCTYPE html><p>a</p>", ""],
    ["a base", '<base href="https://e.example/">', "<base>"],
    ["a meta element", '<meta http-equiv="refresh" content="0;url=https://e.example/">', "<meta>"],
    ["a link element", '<link rel="stylesheet" href="https://e.example/x.css">', "<link>"],
    ["a title", "<title>a</title>", "<title>"],
    ["an unclosed element", "<div><p>a</p>", "add </div>"],
    ["an unclosed link", '<p><a href="https://e.example/">a</p>', "add </a>"],
    ["an unclosed list", "<ul><li>a", "add </ul>"],
    ["a tag that is cut off", '<p>a</p><img src="https://e.example/', "broken markup"],
    ["an attribute without its end", '<p title="a>b</p>', "broken markup"],
    ["an attribute twice", '<p id="a" id="b">c</p>', "duplicate-attribute"],
    ["an end without a beginning", "<p>a</p></div>", "</div> without its beginning"],
    ["the end of a paragraph without its beginning", "a</p>", "</p> without its beginning"],
    ["ends in the wrong order", "<b><i>a</b></i>", "<i> without its end"],
    ["a paragraph that closes itself", "<p/>a", "broken markup"],
    ["an entity that is not", "<p>a &nosuch; b</p>", "unknown-named-character-reference"],
    ["an entity without its end", "<p>&copy 2025</p>", "missing-semicolon"],
    ["a control character in digits", "<p>a&#1;b</p>", "control-character-reference"],
    ["a noncharacter in digits", "<p>a&#xFFFE;b</p>", "noncharacter-character-reference"],
    ["half a surrogate pair in digits", "<p>a&#xD800;b</p>", "surrogate-character-reference"],
    ["NUL in digits", "<p>a&#0;b</p>", "null-character-reference"],
    ["a less-than sign that is not written out", "<p>1 < 2</p>", "broken markup"],
  ])("%s", (_, html, problem) => {
    const problems = contentProblems(html, true);

    expect(problems).toContainEqual(expect.stringContaining(problem));
  });

  it.each([
    "more",
    "../more",
    "/more",
    "?page=2",
    "#note",
    "//other.example/more",
    "",
  ])("the relative address %j where there is no base", (address) => {
    const html = `<p><a href="${address}">a</a><img src="${address}"></p>`;

    const problems = { without: contentProblems(html, false), with: contentProblems(html, true) };

    const message = expect.stringContaining(`relative address "${address}"`);
    expect(problems).toEqual({ without: [message, message], with: [] });
  });
});

it("contentProblems() accepts a picture whose host must not learn the page", () => {
  const html = '<img src="https://i.example/1.png" alt="" referrerpolicy="no-referrer">';

  expect(contentProblems(html, false)).toEqual([]);
});

it("contentProblems() reports every problem at once", () => {
  const html = '<div><p style="color:red" onclick="x()">a</p><script>x()</script><a href="b">c</a>';

  const problems = contentProblems(html, false).join("\n");

  expect(problems).toMatch(/<div> without its end.*style on <p>.*onclick on <p>.*<script>.*"b"/s);
});

it.each([
  ["nothing but text", "Bread & roses: 面包 ≠ 玫瑰 😀"],
  ["entities", "<p>1 &lt; 2 &amp;&amp; 3 &gt; 2 &nbsp;&#8212; &#x1F600;</p>"],
  [
    "a table",
    '<table border="1"><caption>a</caption><colgroup><col span="2"></colgroup><thead><tr><th scope="col">a</th><th>b</th></tr></thead><tbody><tr><td colspan="2">c</td></tr></tbody></table>',
  ],
  ["a table as it was written in the nineties", "<TABLE><TR><TD ALIGN=center>a<TD>b<TR><TD>c</TABLE>"],
  ["a figure", '<figure><img src="https://e.example/i.png" alt="a"><figcaption>b</figcaption></figure>'],
  ["ruby", "<p><ruby>漢<rp>(</rp><rt>hàn</rt><rp>)</rp></ruby></p>"],
  ["ruby without optional ends", "<ruby>漢<rt>hàn</ruby>"],
  ["links", '<p><a href="https://e.example/a?b=1&amp;c=2#d" rel="nofollow" title="e">f</a></p>'],
  [
    "a mail address and a telephone number",
    '<a href="mailto:a@e.example">a</a> <a href="tel:+861084151598">b</a>',
  ],
  ["a link in Chinese", '<a href="https://例子.example/栏目">a</a>'],
  ["pictures and pauses", '<p>a<br>b<br/>c<img src="http://e.example/i.png" width="1" height="1"/></p><hr>'],
  [
    "a film",
    '<video controls poster="https://e.example/p.jpg"><source src="https://e.example/v.mp4"></video>',
  ],
  ["lists without optional ends", "<ul><li>a<li>b</ul><dl><dt>a<dd>b</dl>"],
  ["headings and quotations", '<h2 id="a">b</h2><blockquote cite="https://e.example/"><p>c</p></blockquote>'],
  ["right-to-left text", '<p dir="rtl" lang="ar">سلام <bdo dir="ltr">abc</bdo></p>'],
  ["markup in an attribute", '<p><abbr title="the </p> tag">end tag</abbr></p>'],
])("contentProblems() admits %s", (_, html) => {
  const problems = contentProblems(html, false);

  expect(problems).toEqual([]);
});
