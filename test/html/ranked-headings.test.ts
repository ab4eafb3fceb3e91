import fc from "fast-check";
import { expect, it } from "vitest";
import { rankedHeadings } from "../../src/html/ranked-headings.ts";

it.each([
  ["<h1>A</h1><p>b</p>", "<h2>A</h2><p>b</p>"],
  ["<H3 id='a'>A</H3><h5>B</h5><h3>C</h3>", "<H2 id='a'>A</H2><h3>B</h3><h2>C</h2>"],
  ["<h2>A</h2><h3>B</h3>", "<h2>A</h2><h3>B</h3>"],
  ["<p>no &lt;h1></p>", "<p>no &lt;h1></p>"],
  ["<h1>A<h2>B</h2>", "<h2>A<h3>B</h3>"],
])("rankedHeadings(%j) is %j", (html, ranked) => {
  expect(rankedHeadings(html)).toBe(ranked);
});

it("changes nothing but the levels, and leaves none out below the page's own", () => {
  const piece = fc
    .tuple(fc.integer({ min: 1, max: 6 }), fc.constantFrom("A", "<p>b</p>", "中<b>文</b>"))
    .map(([level, text]) => `<h${level}>x</h${level}>${text}`);
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const html = pieces.join("");

      const ranked = rankedHeadings(html);

      const used = new Set([...ranked.matchAll(/<h(\d)/g)].map(([, level]) => Number(level)));
      expect(ranked.replace(/(<\/?h)\d/g, "$1")).toBe(html.replace(/(<\/?h)\d/g, "$1"));
      expect([...used].sort()).toEqual([...used].map((_, index) => index + 2));
    }),
  );
});
