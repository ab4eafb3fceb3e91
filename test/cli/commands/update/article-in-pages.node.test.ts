import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aPublication, type Publication } from "../../../support/a-publication.ts";
import { aListPage, anArticlePage, type SitePage } from "../../../support/a-web-site.ts";

const TITLE = "劳动教育融入人才培养的路径";
const [FIRST, SECOND, THIRD] = [
  "/theory/2026/c98.html",
  "/theory/2026/c98_2.html",
  "/theory/2026/c98_3.html",
];

let paper: Publication;
beforeEach(async () => {
  paper = await aPublication({ theory: ["/theory/"] });
  paper.site.pages.set(
    "/theory/",
    aListPage([
      [FIRST, TITLE, "2026-11-20"],
      ["/theory/2026/c97.html", "数字时代职工权益保障的新挑战", "2026-11-20"],
      ["/theory/2026/c96.html", "论工匠精神的当代价值", "2026-11-20"],
    ]),
  );
  paper.site.pages.set("/theory/2026/c97.html", anArticlePage("数字时代职工权益保障的新挑战"));
  paper.site.pages.set("/theory/2026/c96.html", anArticlePage("论工匠精神的当代价值"));
  paper.site.pages.set(FIRST, aPage(1));
  paper.site.pages.set(SECOND, aPage(2));
  paper.site.pages.set(THIRD, aPage(3));
});
afterEach(() => paper.close());

const at = (hour: number) => ({ now: () => new Date(Date.parse("2026-11-20T08:00:00Z") + hour * 3_600_000) });
const pageRequests = () => paper.site.requests().filter((request) => request.includes("/c98"));
const content = async () =>
  (await paper.store()).articles.find(({ title }) => title === TITLE)?.content?.replace(/<[^>]*>|\s/g, "");

/** Returns a page of the article in three pages, with a pager in its text. */
function aPage(number: number, { text = `第${number}部分。`, below = "", pages = [1, 2, 3] } = {}): SitePage {
  const address = (page: number) => (page === 1 ? "c98.html" : `c98_${page}.html`);
  const links = pages.map((page) =>
    page === number ? `<b>${page}</b>` : `<a href="${address(page)}">${page}</a>`,
  );
  const pager = `<p align="center">共3页 ${links.join(" ")} <a href="${address(Math.min(number + 1, 3))}">下一页</a></p>`;
  // The last page has only a few words.
  const long = number === 3 ? "" : "这一段写了许多字,让人看出它是一篇文章的正文,而不是一个列表。".repeat(5);
  const end = number === 3 ? "<p>(责任编辑:李四)</p>" : "";
  return {
    body: `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>${TITLE}${number > 1 ? `(${number})` : ""}-试报网</title></head><body>
<div class="article"><h1>${TITLE}${number > 1 ? `(${number})` : ""}</h1><div class="info">2026-11-20 08:30　来源:试报　作者:王一</div>
<div class="content"><p>　　${text}${long}</p>${end}${pager}</div>${below}
<p>上一篇:<a href="c97.html">数字时代职工权益保障的新挑战</a></p><p>下一篇:<a href="c99.html">另一篇文章的题目</a></p></div>
<div class="side"><h3>热点</h3><p>这里有一段与文章无关的文字,它比最后一页的文字要长得多,所以容易被误认为正文。</p></div></body></html>`,
  };
}

describe("update of an article in several pages", () => {
  it("takes it in whole, in order, without repeated title, byline and pager", async () => {
    const { out } = await paper.update([], at(0));

    expect(out).toContain("3 new");
    expect(await content()).toMatch(/^第1部分。这一段[^第共]*第2部分。这一段[^第共]*第3部分。$/);
    const [article] = (await paper.store()).articles.filter(({ title }) => title === TITLE);
    expect(article?.editors).toEqual([{ name: "李四" }]);
    expect(article?.authors).toEqual([{ name: "王一" }]);
    expect(article?.url).toBe(`${paper.site.origin}${FIRST}`);
  });

  it("follows a pager that shows only the next page", async () => {
    paper.site.pages.set(FIRST, aPage(1, { pages: [1, 2] }));

    await paper.update([], at(0));

    expect(await content()).toContain("第3部分。");
  });

  it("ends where the site answers with its last page for a further one", async () => {
    for (const [number, path] of [FIRST, SECOND, THIRD].entries())
      paper.site.pages.set(path, aPage(number + 1, { pages: [1, 2, 3, 4] }));
    paper.site.pages.set("/theory/2026/c98_4.html", aPage(3));

    const { out } = await paper.update([], at(0));

    expect(out).not.toContain("left out");
    expect(await content()).toMatch(/^第1部分。这一段[^第共]*第2部分。这一段[^第共]*第3部分。$/);
  });

  it("sees a correction of the last page, although the first one has not changed", async () => {
    await paper.update([], at(0));
    pageRequests();
    await paper.update([], at(1));
    const unchanged = pageRequests();
    paper.site.pages.set(THIRD, aPage(3, { text: "第三部分改过了。" }));
    const { out } = await paper.update([], at(2));

    expect(unchanged).toEqual([`${FIRST} 304`, `${SECOND} 304`, `${THIRD} 304`]);
    expect(out).toContain("1 corrected");
    expect(await content()).toMatch(/^第1部分.*第2部分.*第三部分改过了。$/);
  });

  it.each([
    ["is not there", { status: 404 }, /Its page 2, http.*c98_2\.html: .*404/],
    [
      "shows a message",
      { body: "<title>系统提示</title><p>该信息不存在,请联系管理员,或返回首页。</p>" },
      /Its page 2/,
    ],
    ["leads to the home page", { status: 302, headers: { location: "/" } }, /Its page 2, .*leads to/],
  ])("does not take it in half where its second page %s, and tries again", async (_, page: SitePage, reason) => {
    paper.site.pages.set(
      "/",
      aListPage([["/news/2026/c900.html", "一条与理论无关的新闻报道", "2026-11-20"]]),
    );
    paper.site.pages.set(SECOND, page);
    const first = await paper.update(["--json"], at(0));
    const titles = await paper.titles();
    paper.site.pages.set(SECOND, aPage(2));
    const second = await paper.update([], at(1));

    expect(first.out).toMatch(reason);
    expect(titles).not.toContain(TITLE);
    expect(second.out).toContain("1 new");
    expect(await content()).toContain("第2部分");
  });

  it("leaves it for the next update where the limit of pages ends within it", async () => {
    const { err } = await paper.update(["--max-pages", "3"], at(0));
    const titles = await paper.titles();
    await paper.update([], at(1));

    expect(err).toContain("left for the next update");
    expect(titles).not.toContain(TITLE);
    expect(await content()).toContain("第3部分");
  });

  it("keeps what the store has where a page fails later", async () => {
    await paper.update([], at(0));
    const before = await paper.text();
    paper.site.pages.set(THIRD, { status: 500 });
    const { out } = await paper.update(["--json"], at(1));

    expect(await paper.text()).toBe(before);
    expect(out).toContain("Its page 3");
  });

  it("takes the text of the page that has all of it", async () => {
    const below = '<a href="c98_all.html">在本页阅读全文</a>';
    paper.site.pages.set(FIRST, aPage(1, { below }));
    const whole = anArticlePage(TITLE, {
      text: `第1部分。${"这一段写了许多字,让人看出它是一篇文章的正文,而不是一个列表。".repeat(9)}`,
    });
    paper.site.pages.set("/theory/2026/c98_all.html", whole);
    await paper.update([], at(0));
    const requests = pageRequests();

    expect(requests).toEqual([`${FIRST} 200`, "/theory/2026/c98_all.html 200"]);
    expect(await content()).toContain("的第3段");
  });

  it.each([
    ["the same text", (first: SitePage) => first],
    ["another article", () => anArticlePage("完全不同的另一篇文章")],
  ])("takes a page alone whose second page has %s", async (_, second) => {
    const first = "/theory/2026/d98_1.html";
    paper.site.pages.set(
      "/theory/",
      aListPage([
        [first, TITLE, "2026-11-20"],
        ["/theory/2026/c97.html", "数字时代职工权益保障的新挑战", "2026-11-20"],
        ["/theory/2026/c96.html", "论工匠精神的当代价值", "2026-11-20"],
      ]),
    );
    const body = String(aPage(1).body).replaceAll(/c98_(\d)/g, "d98_$1");
    paper.site.pages.set(first, { body });
    paper.site.pages.set("/theory/2026/d98_2.html", second({ body }));

    await paper.update([], at(0));

    expect(await content()).toMatch(/^第1部分。/);
    expect(await content()).not.toContain("第1段");
  });
});

describe("import of an article in several pages", () => {
  it("takes it whole from its address, and sees later what has changed on any page", async () => {
    const address = `${paper.site.origin}${FIRST}`;
    const args = ["import", address, "--column", "theory", "--allow-private"];
    await paper.run(args);
    const [whole, same] = [await content(), await paper.run(args)];
    paper.site.pages.set(SECOND, aPage(2, { text: "第二部分改过了。" }));
    await paper.run(args);

    expect(whole).toMatch(/^第1部分.*第2部分.*第3部分。$/);
    expect(same.out).toContain("unchanged");
    expect(await content()).toMatch(/第二部分改过了。.*第3部分。$/);
  });

  it("reports that a file has only its first page", async () => {
    const file = join(paper.folder, "saved.html");
    await writeFile(file, String(aPage(1).body));

    const { out } = await paper.run(["import", file, "--column", "theory"]);

    expect(out).toContain('2 pages of the article left out: "c98_2.html", "c98_3.html"');
  });
});
