import fc from "fast-check";
import { expect, it } from "vitest";
import { pageBody } from "../../src/html/page-body.ts";

const typeset = (html: string, language = "zh-CN") => pageBody(html, { language, tableLabel: "表格" });

it("pageBody() leaves text in another language as it is", () => {
  expect(typeset("<p>王晓峰, head</p>", "en")).toBe("<p>王晓峰, head</p>");
});

it.each([
  ["<p>劳模<b>精神</b>,以</p>", "<p>劳模<b>精神</b>，以</p>"],
  ['<a href="https://a.example/中,文">中,文</a>', '<a href="https://a.example/中,文">中，文</a>'],
  ["<p>中&amp;文,&lt;&#20013;,</p>", "<p>中&amp;文，&lt;&#20013;,</p>"],
  ["<p>键入<code>中,文</code></p>", "<p>键入<code>中,文</code></p>"],
  [
    "<table><p>中,文</p><tr><td>中,文</td></tr></table>",
    '<div class="frame" role="group" tabindex="0" aria-label="表格"><table><p>中，文</p><tr><td>中，文</td></tr></table></div>',
  ],
])("pageBody() typesets %j as %j", (typed, set) => {
  expect(typeset(typed)).toBe(set);
});

it("pageBody() changes nothing of text but the width of marks", () => {
  const narrow = (text: string) =>
    text.replace(/[，；：！？（）]/g, (mark) => String.fromCharCode(mark.charCodeAt(0) - 0xfee0));
  const piece = fc.constantFrom(
    "中",
    "a",
    "(",
    ")",
    ",",
    ":",
    "&amp;",
    "&#20013;",
    "<b>",
    "</b>",
    "<p>",
    "1",
    " ",
    "”",
  );
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const html = pieces.join("");

      expect(narrow(typeset(html))).toBe(html);
    }),
  );
});
