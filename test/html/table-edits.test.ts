import { describe, expect, it } from "vitest";
import { pageBody } from "../../src/html/page-body.ts";

const box = (name: string, table: string) =>
  `<div class="frame" role="group" tabindex="0" aria-label="${name}">${table}</div>`;

describe("pageBody() with tables", () => {
  it("leaves HTML without a table as it is", () => {
    expect(pageBody("<p>a &lt;table> b</p>", { language: "en", tableLabel: "Table" })).toBe(
      "<p>a &lt;table> b</p>",
    );
  });

  it("puts each table into a box that scrolls (WCAG 2.1.1)", () => {
    const table = "<table><tbody><tr><td>1</td></tr></tbody></table>";

    expect(pageBody(`<p>a</p>${table}<p>b</p>${table}`, { language: "en", tableLabel: "Table" })).toBe(
      `<p>a</p>${box("Table", table)}<p>b</p>${box("Table", table)}`,
    );
  });

  it("names the box by the caption", () => {
    const table = '<table><caption>Books &amp; <em>"more"</em></caption><tbody></tbody></table>';

    expect(pageBody(table, { language: "en", tableLabel: "Table" })).toBe(
      box("Books &amp; &quot;more&quot;", table),
    );
  });

  it("puts a table with the tables in it into one box", () => {
    const table = "<table><tbody><tr><td><table></table></td></tr></tbody></table>";

    expect(pageBody(table, { language: "en", tableLabel: "Table" })).toBe(box("Table", table));
  });

  it("does not mistake an attribute for a table", () => {
    const html = '<p title="<table>">a</p>';

    expect(pageBody(html, { language: "en", tableLabel: "Table" })).toBe(html);
  });
});
