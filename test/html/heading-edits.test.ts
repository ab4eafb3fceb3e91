import fc from "fast-check";
import { expect, it } from "vitest";
import { pageBody } from "../../src/html/page-body.ts";

it.each([
  ["<h1>A</h1><p>b</p>", "<h2>A</h2><p>b</p>"],
  ["<H3 id='a'>A</H3><h5>B</h5><h3>C</h3>", "<H2 id='a'>A</H2><h3>B</h3><h2>C</h2>"],
  ["<h2>A</h2><h3>B</h3>", "<h2>A</h2><h3>B</h3>"],
  ["<p>no &lt;h1></p>", "<p>no &lt;h1></p>"],
  ["<h3>A</h3><h2>B</h2><h4>C</h4>", "<h2>A</h2><h2>B</h2><h3>C</h3>"],
  [
    "<h1>1</h1><h2>2</h2><h3>3</h3><h4>4</h4><h5>5</h5><h6>6</h6>",
    "<h2>1</h2><h3>2</h3><h4>3</h4><h5>4</h5><h6>5</h6><h6>6</h6>",
  ],
  ["<h1>A<h2>B</h2>", "<h2>A<h3>B</h3>"],
])("pageBody() puts the headings of %j below the title, as %j (WCAG 1.3.1)", (html, normalized) => {
  expect(pageBody(html, { language: "en", tableLabel: "Table" })).toBe(normalized);
});

it("pageBody() changes nothing of headings but their levels, and leaves no level out", () => {
  const piece = fc
    .tuple(fc.integer({ min: 1, max: 6 }), fc.constantFrom("A", "<p>b</p>", "中<b>文</b>"))
    .map(([level, text]) => `<h${level}>x</h${level}>${text}`);
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const html = pieces.join("");

      const normalized = pageBody(html, { language: "en", tableLabel: "Table" });

      const levels = [...normalized.matchAll(/<h(\d)/g)].map(([, level]) => Number(level));
      expect(normalized.replace(/(<\/?h)\d/g, "$1")).toBe(html.replace(/(<\/?h)\d/g, "$1"));
      expect(
        levels.filter((level, index) => level < 2 || level > 6 || level > (levels[index - 1] ?? 1) + 1),
      ).toEqual([]);
    }),
  );
});
