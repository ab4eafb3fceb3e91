import fc from "fast-check";
import { expect, it } from "vitest";
import { typesetMarkup, typesetText } from "../../src/html/typeset.ts";

it.each([
  ["深受教育,倍感振奋", "深受教育，倍感振奋"],
  ["11月24日,5年一次", "11月24日，5年一次"],
  ["作者:王晓峰;来源:中工网", "作者：王晓峰；来源：中工网"],
  ["“精神”,其中", "“精神”，其中"],
  ["为什么?好!", "为什么？好！"],
  ["08:27, 1,000 and a, b", "08:27, 1,000 and a, b"],
  ["GDP增长5%,同比;加入WTO,中国", "GDP增长5%，同比；加入WTO，中国"],
  ["见https://e.org/中文?a=1,好", "见https://e.org/中文?a=1,好"],
  ["5:3,胜", "5:3，胜"],
  ["(一)工会(trade union)的“五小”(小革新)", "（一）工会(trade union)的“五小”（小革新）"],
])("typesetText(%j) is %j", (typed, set) => {
  expect(typesetText(typed, "zh-CN")).toBe(set);
});

it("text in another language stays as it is", () => {
  expect(typesetText("王晓峰, head of department", "en")).toBe("王晓峰, head of department");
  expect(typesetMarkup("<p>王晓峰, head</p>", "en")).toBe("<p>王晓峰, head</p>");
});

it.each([
  ["<p>劳模<b>精神</b>,以</p>", "<p>劳模<b>精神</b>，以</p>"],
  ['<a href="https://a.example/中,文">中,文</a>', '<a href="https://a.example/中,文">中，文</a>'],
  ["<p>中&amp;文,&lt;&#20013;,</p>", "<p>中&amp;文，&lt;&#20013;,</p>"],
  ["<p>键入<code>中,文</code></p>", "<p>键入<code>中,文</code></p>"],
  [
    "<table><p>中,文</p><tr><td>中,文</td></tr></table>",
    "<table><p>中，文</p><tr><td>中，文</td></tr></table>",
  ],
])("typesetMarkup(%j) is %j", (typed, set) => {
  expect(typesetMarkup(typed, "zh-CN")).toBe(set);
});

it("changes nothing but the width of marks", () => {
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

      expect(narrow(typesetMarkup(html, "zh-CN"))).toBe(html);
    }),
  );
});
