import { describe, expect, it } from "vitest";
import { scrollableTables } from "../../src/html/scrollable-tables.ts";

const frame = (name: string, table: string) =>
  `<div class="frame" role="group" tabindex="0" aria-label="${name}">${table}</div>`;

describe("scrollableTables()", () => {
  it("leaves what has no table as it is", () => {
    expect(scrollableTables("<p>a &lt;table> b</p>", "Table")).toBe("<p>a &lt;table> b</p>");
  });

  it("frames each table, and nothing around it", () => {
    const table = "<table><tbody><tr><td>1</td></tr></tbody></table>";

    expect(scrollableTables(`<p>a</p>${table}<p>b</p>${table}`, "Table")).toBe(
      `<p>a</p>${frame("Table", table)}<p>b</p>${frame("Table", table)}`,
    );
  });

  it("names the frame by the caption", () => {
    const table = '<table><caption>Books &amp; <em>"more"</em></caption><tbody></tbody></table>';

    expect(scrollableTables(table, "Table")).toBe(frame("Books &amp; &quot;more&quot;", table));
  });

  it("frames a table with those in it once", () => {
    const table = "<table><tbody><tr><td><table></table></td></tr></tbody></table>";

    expect(scrollableTables(table, "Table")).toBe(frame("Table", table));
  });

  it("takes what an attribute says for no table", () => {
    const html = '<p title="<table>">a</p>';

    expect(scrollableTables(html, "Table")).toBe(html);
  });
});
