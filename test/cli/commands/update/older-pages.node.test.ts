import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aPublication, type Publication } from "../../../support/a-publication.ts";
import { aListPage, anArticlePage } from "../../../support/a-web-site.ts";

const PAGES = 4;
const PER_PAGE = 3;

let paper: Publication;
const addressOf = (page: number) => (page === 1 ? "/theory/" : `/theory/index_${page}.html`);

/** Serves a list of pages, each with some articles and a link to the next. */
function serveList(pages: number): void {
  for (let page = 1; page <= pages; page++) {
    const items = Array.from({ length: PER_PAGE }, (_, index) => {
      const number = (page - 1) * PER_PAGE + index;
      const [path, title] = [`/theory/2026/c${100 + number}.html`, `论文第${number}篇的完整标题`];
      paper.site.pages.set(path, anArticlePage(title));
      return [path, title, "2026-11-20"] as const;
    });
    const { body } = aListPage(items);
    const pager = page < pages ? `<div class="page"><a href="${addressOf(page + 1)}">下一页</a></div>` : "";
    paper.site.pages.set(addressOf(page), { body: String(body).replace("</body>", `${pager}</body>`) });
  }
}

const asked = () => paper.site.requests().map((request) => request.split(" ")[0]);

beforeEach(async () => {
  paper = await aPublication({ theory: ["/theory/"] });
  serveList(PAGES);
});
afterEach(() => paper.close());

describe("update reads of a list", () => {
  it.each<[string, string[], number]>([
    ["the first page alone", [], 1],
    ["so many pages", ["--pages", "2"], 2],
    ["all pages", ["--all"], PAGES],
    ["as many as there are", ["--pages", "100"], PAGES],
  ])("%s", async (_, options, pages) => {
    const { code, out } = await paper.update(options);

    expect(code).toBe(0);
    expect(out).toContain(`${pages * PER_PAGE} found, ${pages * PER_PAGE} new`);
  });

  it("all pages, where the last leads to itself, or one too far", async () => {
    const last = paper.site.pages.get(addressOf(PAGES));
    const pager = (path: string) => ({
      body: String(last?.body).replace("</body>", `<a href="${path}">下一页</a></body>`),
    });
    paper.site.pages.set(addressOf(PAGES), pager("/theory/index_99.html"));
    const missing = await paper.update(["--all"]);
    paper.site.pages.set("/theory/index_99.html", pager("/theory/index_99.html"));
    const circle = await paper.update(["--all"]);

    expect([missing.code, missing.err, circle.code, circle.err]).toEqual([0, "", 0, ""]);
    expect(await paper.titles()).toHaveLength(PAGES * PER_PAGE);
  });
});

describe("update --all goes on where it was stopped,", () => {
  it("by the most pages, in as many updates as it takes, without reading a page of the list more often than needed", async () => {
    const first = await paper.update(["--all", "--max-pages", "6"]);
    const [taken] = [await paper.titles()];
    asked();
    const second = await paper.update(["--all", "--max-pages", "7", "--recheck", "0"]);
    const then = asked();
    await paper.update(["--all", "--recheck", "0"]);

    expect(taken).toHaveLength(4);
    expect([first.code, first.err]).toEqual([
      0,
      `${paper.site.origin}/theory/: page 2 of the list and those after it are left for the next update with --pages or --all\n`,
    ]);
    expect(then.filter((path) => path === addressOf(2))).toHaveLength(1);
    expect(second.out).toMatch(/[34] new/);
    expect(await paper.titles()).toHaveLength(PAGES * PER_PAGE);
  });

  it("by an error, which it names", async () => {
    const third = paper.site.pages.get(addressOf(3)) ?? {};
    paper.site.pages.set(addressOf(3), { status: 500 });
    const failed = await paper.update(["--all"]);
    paper.site.pages.set(addressOf(3), third);
    asked();

    const { code } = await paper.update(["--all", "--recheck", "0"]);

    expect(failed.code).toBe(1);
    expect(failed.err).toMatch(/\/theory\/: page 3 of the list, .*answers 500/);
    expect(code).toBe(0);
    expect(await paper.titles()).toHaveLength(PAGES * PER_PAGE);
    // The second page has nothing new, so the third is next.
    expect(asked().filter((path) => path?.startsWith("/theory/index_"))).toEqual([2, 3, 4].map(addressOf));
  });

  it("after the pages that have new articles since", async () => {
    const third = paper.site.pages.get(addressOf(3)) ?? {};
    paper.site.pages.set(addressOf(3), { status: 500 });
    await paper.update(["--all"]);
    paper.site.pages.set(addressOf(3), third);
    const { body } = paper.site.pages.get(addressOf(2)) ?? {};
    const added =
      '<li><a href="/theory/2026/c999.html">后来插进第二页的一篇文章</a><span>2026-11-20</span></li>';
    paper.site.pages.set(addressOf(2), { body: String(body).replace("</ul>", `${added}</ul>`) });
    paper.site.pages.set("/theory/2026/c999.html", anArticlePage("后来插进第二页的一篇文章"));

    await paper.update(["--all"]);

    expect(await paper.titles()).toHaveLength(PAGES * PER_PAGE + 1);
  });
});
