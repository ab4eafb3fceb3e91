import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readPage } from "../../../src/importer/page/read-page.ts";
import { UserError } from "../../../src/operator/user-error.ts";
import { cpuTime } from "../../support/cpu-time.ts";
import { HOSTILE_PAGES } from "../../support/hostile-pages.ts";

const CONTEXT = {
  timeZone: "Asia/Shanghai",
  language: "zh-CN",
  authority: "paper.example,2021",
  related: true,
};

function read(text: string) {
  return readPage({ name: "page.html", text, url: "https://paper.example/2021/03/c5678.html" }, CONTEXT);
}

// What is read of real pages is tested with test/fixtures/pages.
describe("readPage()", () => {
  it.each([
    ["elements nested 100,000 deep", `<title>x</title>${"<div>".repeat(100_000)}x`],
    ["spans nested 100,000 deep in a list", `<title>x</title>${"<li><p><span>".repeat(100_000)}x`],
    ["cells nested 100,000 deep in SVG", `<title>x</title><svg>${"<td>".repeat(100_000)}x`],
    [
      "formatting that is never closed",
      `<title>x</title>${Array.from({ length: 50_000 }, (_, n) => `<b id=${n}>`).join("")}x`,
    ],
    ["a list without end", `<title>x</title>${"<li><a href=x>a</a><p>b".repeat(20_000)}`],
  ])("refuses %s quickly", async (_, text) => {
    const time = await cpuTime(() => expect(read(text)).rejects.toThrow(UserError));

    expect(time).toBeLessThan(5_000);
  });

  // Other work on the machine may slow it.
  it.each(HOSTILE_PAGES)(
    "reads or refuses a page with hostile %s quickly",
    { timeout: 120_000 },
    async (_, text) => {
      const time = await cpuTime(() =>
        read(text).catch((error: unknown) => expect(error).toBeInstanceOf(UserError)),
      );

      expect(time).toBeLessThan(10_000);
    },
  );

  it("ignores a huge attribute and removes scripts", async () => {
    const page = readFileSync("test/fixtures/pages/figure/source.html", "utf8");
    const hostile = page.replace(
      "<article>",
      `<article data-x="${"x".repeat(5_000_000)}"><script>alert(1)</script><p onclick="alert(1)"><a href="javascript:alert(1)">按这里看全文,还有更多的内容在等着你</a></p>`,
    );

    const { drafts } = await read(hostile);

    expect(drafts[0]?.title).toBe("青石镇职工读书社的第一百位社员");
    expect(drafts[0]?.content).not.toMatch(/script|onclick|alert/);
  });
});
