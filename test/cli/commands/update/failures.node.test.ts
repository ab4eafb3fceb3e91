import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aPublication, type Publication } from "../../../support/a-publication.ts";
import { aListPage, anArticlePage, type SitePage } from "../../../support/a-web-site.ts";

const [FIRST, SECOND, THIRD] = [
  "劳动教育融入人才培养的路径",
  "数字时代职工权益保障的新挑战",
  "论工匠精神的当代价值",
];
const PATHS = ["/theory/2026/c100.html", "/theory/2026/c101.html", "/theory/2026/c102.html"] as const;
const [PATH] = PATHS;
const listOf = (...titles: readonly string[]) =>
  aListPage(titles.map((title, index) => [`/theory/2026/c${100 + index}.html`, title, "2026-11-20"]));

let paper: Publication;
let list: string;
beforeEach(async () => {
  paper = await aPublication({ theory: ["/theory/"] });
  list = `${paper.site.origin}/theory/`;
  paper.site.pages.set("/theory/", listOf(FIRST, SECOND, THIRD));
  for (const [index, title] of [FIRST, SECOND, THIRD].entries())
    paper.site.pages.set(PATHS[index] ?? "", anArticlePage(title));
});
afterEach(() => paper.close());

const dataOf = async (...options: string[]) => JSON.parse((await paper.update(["--json", ...options])).out);

describe("update names a source", () => {
  it.each<[string, SitePage, RegExp]>([
    [
      "that is gone",
      { status: 410 },
      /Is not there any more \(it answers 410\); look for its new address.*unfollow/,
    ],
    ["whose server fails", { status: 502 }, /answers 502/],
    [
      "that lists nothing any more",
      { body: "<title>理论</title><p>改版了</p>" },
      /the layout of the page may have changed.*--select/,
    ],
    [
      "that is a picture now",
      { type: "image/png", body: "\x89PNG\r\n\x1a\n\0" },
      /Is text; give the address of a column/,
    ],
    ["that is empty now", { body: "" }, /Is empty/],
    [
      "that leads to the home page now, whose articles are those of every column",
      { status: 302, headers: { location: "/" } },
      /Leads to the home page now, .*; look for the new address/,
    ],
    [
      "that leads to a page without a list now",
      { status: 301, headers: { location: "/about.html" } },
      /Leads to .*\/about\.html now, which lists no articles/,
    ],
    [
      "that asks to log in, or says that it is not there, with the status of success",
      { body: "<title>用户登录-试报网</title><form>密码<input type=password></form>" },
      /Shows a message, "用户登录-试报网", and no list/,
    ],
    ["that redirects to itself", { status: 302, headers: { location: "/theory/" } }, /leads in a circle/],
  ])("%s, with a reason, and exits with 1", async (_, page, reason) => {
    await paper.update();
    paper.site.pages.set(
      "/",
      aListPage([["/news/2026/c900.html", "一条与理论无关的新闻报道", "2026-11-20"]]),
    );
    paper.site.pages.set("/about.html", { body: "<title>关于我们</title><p>试报社简介</p>" });
    paper.site.pages.set("/theory/", page);

    const { code, err } = await paper.update();
    const data = await dataOf();

    expect(code).toBe(1);
    expect(err).toMatch(new RegExp(`^${list}: .*${reason.source}`, "m"));
    expect(data).toMatchObject({
      failed: 1,
      sources: [{ url: list, problem: expect.stringMatching(reason), failingSince: expect.any(String) }],
    });
    expect(await paper.titles()).toHaveLength(3);
  });

  it("that robots.txt does not allow", async () => {
    paper.site.pages.set("/robots.txt", { body: "User-agent: *\nDisallow: /theory/\n" });

    const { code, err } = await paper.update();

    expect(code).toBe(1);
    expect(err).toMatch(/robots\.txt of .* does not allow it; ask its publisher/);
  });

  it("whose robots.txt cannot be read", async () => {
    paper.site.pages.set("/robots.txt", { status: 500 });

    const { code, err } = await paper.update();

    expect(code).toBe(1);
    expect(err).toContain("robots.txt cannot be read, so nothing is fetched from there");
    expect(paper.site.requests()).toEqual(["/robots.txt 500"]);
  });

  it("whose pattern matches nothing any more", async () => {
    await paper.close();
    paper = await aPublication({ theory: [{ url: "/feed.xml", match: "/theory/*" }] });
    const item = `<item><title>a</title><link>${paper.site.origin}/news/1.html</link></item>`;
    paper.site.pages.set("/feed.xml", {
      type: "text/xml",
      body: `<rss version="2.0"><channel><title>f</title>${item}</channel></rss>`,
    });

    const { code, err } = await paper.update();

    expect(code).toBe(1);
    expect(err).toContain("Lists 1 article, none of which matches /theory/*");
  });

  it("that lists only addresses that cannot be read, at once, until one can be", async () => {
    for (const path of PATHS) paper.site.pages.set(path, { status: 404 });
    const [first, second] = [await paper.update(), await paper.update()];
    paper.site.pages.set(PATH, anArticlePage(FIRST));
    const third = await paper.update();

    for (const { code, err } of [first, second]) {
      expect(code).toBe(1);
      expect(err).toMatch(/Lists only addresses that cannot be read, such as .*answers 404.*--select/);
    }
    expect(third.err).not.toContain("Lists only");
    expect(third.out).toContain("1 new");
  });

  it("that lists only addresses that robots.txt does not allow", async () => {
    paper.site.pages.set("/robots.txt", { body: "User-agent: *\nDisallow: /theory/2026/\n" });

    const { code, err } = await paper.update();

    expect(code).toBe(1);
    expect(err).toContain("Lists only addresses that robots.txt does not allow");
  });
});

describe("update with --fail-after", () => {
  const at = (day: number) => ({
    now: () => new Date(Date.parse("2026-11-26T08:00:00Z") + day * 86_400_000),
  });

  it("exits with 1 once a source has failed for so long, and from the start again after a recovery", async () => {
    const patience = ["--fail-after", "3d"];
    const good = paper.site.pages.get("/theory/") ?? {};
    const codes: number[] = [];
    for (const [day, page] of [
      { status: 500 },
      { status: 500 },
      { status: 500 },
      { status: 500 },
      good,
      { status: 500 },
    ].entries()) {
      paper.site.pages.set("/theory/", page);
      codes.push((await paper.update(patience, at(day))).code);
    }

    expect(codes).toEqual([0, 0, 0, 1, 0, 0]);
  });
});

describe("update reports an article", () => {
  it.each<[string, SitePage, RegExp]>([
    ["whose server fails", { status: 500 }, /answers 500/],
    [
      "that is a list",
      { body: "<title>列表</title><ul><li><a href='/1'>一</a></li></ul>" },
      /Found no article|Has no article/,
    ],
    ["that is a file", { type: "application/pdf", body: "%PDF-1.4\n\0" }, /Found a PDF/],
    [
      "that is a message with the status of success",
      anArticlePage("您访问的页面不存在"),
      /Shows a message, "您访问的页面不存在"/,
    ],
    [
      "that asks to log in",
      {
        body: "<title>用户登录-试报网</title><form>用户名<input>密码<input type=password> 请登录后阅读全文</form>",
      },
      /Shows a message, "用户登录/,
    ],
    [
      "that leads to the home page",
      { status: 302, headers: { location: "/index.html" } },
      /Leads to .*\/index\.html, and not to an article/,
    ],
    [
      "that leads to the page of its column",
      { status: 301, headers: { location: "/theory/" } },
      /Leads to .*\/theory\/, and not to an article/,
    ],
  ])("%s after the third time, and tries it again each time", async (_, page, reason) => {
    paper.site.pages.set("/index.html", { ...anArticlePage("首页"), status: 200 });
    paper.site.pages.set(PATH, page);

    const runs = [await paper.update(), await paper.update(), await paper.update()];
    const data = await dataOf();
    paper.site.pages.set(PATH, anArticlePage(FIRST));
    const last = await paper.update();

    expect(runs.map(({ code }) => code)).toEqual([0, 0, 1]);
    expect(runs[0]?.err).toBe(`${list}: 1 article could not be read, and will be tried again\n`);
    expect(runs[2]?.err).toMatch(new RegExp(`c100\\.html: .*(?:${reason.source}).*\\(tried 3 times\\)`));
    expect(data.sources[0].failed).toEqual([
      { url: `${paper.site.origin}${PATH}`, reason: expect.stringMatching(reason), times: 4 },
    ]);
    expect([last.code, last.err]).toEqual([0, ""]);
    expect(last.out).toContain("1 new");
    expect(await paper.titles()).toHaveLength(3);
  });

  it("that could not be read also when it is not listed any more, but not one that was withdrawn", async () => {
    paper.site.pages.set(PATHS[0], { status: 500 });
    paper.site.pages.set(PATHS[1], { status: 500 });
    await paper.update();
    paper.site.pages.set(
      "/theory/",
      aListPage([
        [PATHS[2], THIRD, ""],
        ["/theory/2026/c200.html", "新来的一篇理论文章", ""],
      ]),
    );
    paper.site.pages.set("/theory/2026/c200.html", anArticlePage("新来的一篇理论文章"));
    paper.site.pages.set(PATHS[0], anArticlePage(FIRST));
    paper.site.pages.delete(PATHS[1]);

    const { code, err } = await paper.update();

    expect([code, err]).toEqual([0, ""]);
    expect(await paper.titles()).toEqual([FIRST, THIRD, "新来的一篇理论文章"].sort());
  });

  it.each<[string, SitePage, RegExp]>([
    [
      "that is not there any more",
      { status: 404 },
      /c100\.html: is not there any more; the article stays in the store/,
    ],
    [
      "whose address shows a message now",
      anArticlePage("页面不存在", { text: "请返回首页。" }),
      /c100\.html: .*"页面不存在".*; the article stays/,
    ],
    [
      "whose address shows another article now",
      {
        body: `<html><head><title>Another matter</title></head><body><article><h1>Another matter</h1>${"<p>Something else entirely is told here.</p>".repeat(9)}</article></body></html>`,
      },
      /Shows something else now, "Another matter"; the article stays/,
    ],
    [
      "whose address leads to the list now",
      { status: 302, headers: { location: "/theory/" } },
      /leads to .*\/theory\/ now; the article stays/,
    ],
    [
      "whose address leads to the home page now, which names it",
      { status: 302, headers: { location: "/" } },
      /leads to .*\/ now; the article stays/,
    ],
  ])("%s, once, and keeps it", async (_, page, report) => {
    await paper.update();
    const before = await paper.text();
    paper.site.pages.set("/", {
      body: `<title>首页</title><h1>试报网</h1><p>${FIRST}</p>${"<p>要闻</p>".repeat(99)}`,
    });
    paper.site.pages.set(PATH, page);

    const [first, second] = [await paper.update(), await paper.update()];

    expect([first.code, second.code, second.err]).toEqual([0, 0, ""]);
    expect(first.err).toMatch(report);
    expect(await paper.text()).toBe(before);
  });
});

describe("update leaves out what robots.txt does not allow,", () => {
  it("and says so once", async () => {
    paper.site.pages.set("/robots.txt", { body: `User-agent: *\nDisallow: ${PATH}\n` });

    const [first, second] = [await paper.update(), await paper.update()];

    expect([first.code, first.err]).toEqual([
      0,
      `${paper.site.origin}${PATH}: robots.txt does not allow it, so it is left out\n`,
    ]);
    expect([second.code, second.err]).toEqual([0, ""]);
    expect((await dataOf()).sources[0].forbidden).toEqual([`${paper.site.origin}${PATH}`]);
  });

  it("and does not say so again after its list could not be read", async () => {
    paper.site.pages.set("/robots.txt", { body: `User-agent: *\nDisallow: ${PATH}\n` });
    await paper.update();
    paper.site.pages.set("/theory/", { status: 500 });
    const failed = await paper.update();
    paper.site.pages.set("/theory/", listOf(FIRST, SECOND, THIRD));

    const recovered = await paper.update();

    expect(failed.err).toMatch(/answers 500/);
    expect([recovered.code, recovered.err]).toEqual([0, ""]);
  });
});

describe("update leaves for the next time", () => {
  it("what is beyond the most pages, and takes turns among the sources", async () => {
    await paper.run([
      "follow",
      `${paper.site.origin}/news/`,
      "--column",
      "news",
      "--allow-private",
      "--rate",
      "off",
    ]);
    await paper.close();
    paper = await aPublication({ theory: ["/theory/"], news: ["/news/"] });
    paper.site.pages.set("/theory/", listOf(FIRST, SECOND));
    paper.site.pages.set(
      "/news/",
      aListPage([
        ["/news/2026/c300.html", "一条普通的新闻报道", ""],
        ["/news/2026/c301.html", "另一条普通的新闻报道", ""],
      ]),
    );
    for (const [path, title] of [
      [PATHS[0], FIRST],
      [PATHS[1], SECOND],
      ["/news/2026/c300.html", "一条普通的新闻报道"],
      ["/news/2026/c301.html", "另一条普通的新闻报道"],
    ] as const)
      paper.site.pages.set(path, anArticlePage(title));

    const first = await paper.update(["--max-pages", "4"]);
    const taken = await paper.titles();
    const data = await dataOf("--max-pages", "2", "--dry-run");
    const listsOnly = await paper.update(["--max-pages", "1"]);
    const other = await paper.update(["--max-pages", "1"]);

    expect(taken).toEqual([FIRST, "一条普通的新闻报道"].sort());
    expect([first.code, first.err]).toEqual([
      0,
      `${paper.site.origin}/theory/: 1 article is left for the next update\n${paper.site.origin}/news/: 1 article is left for the next update\n`,
    ]);
    expect(data.sources.map(({ left }: { left: string[] }) => left)).toEqual([
      [`${paper.site.origin}${PATHS[1]}`],
      [`${paper.site.origin}/news/2026/c301.html`],
    ]);
    expect(listsOnly.err).toMatch(/\/news\/: 1 pages were fetched; the next update goes on/);
    expect(other.err).toMatch(/\/theory\/: 1 pages were fetched; the next update goes on/);
    expect([listsOnly.code, other.code]).toEqual([0, 0]);
  });

  it("what a list shows no more then", async () => {
    await paper.update(["--max-pages", "2"]);
    paper.site.pages.set(
      "/theory/",
      aListPage([
        [PATHS[0], FIRST, ""],
        ["/theory/2026/c200.html", "新来的一篇理论文章", ""],
      ]),
    );
    paper.site.pages.set("/theory/2026/c200.html", anArticlePage("新来的一篇理论文章"));

    await paper.update();

    expect(await paper.titles()).toEqual([FIRST, SECOND, THIRD, "新来的一篇理论文章"].sort());
  });

  it("a host that asks for a pause, and does not ask it before", async () => {
    await paper.update();
    paper.site.pages.set("/theory/", { status: 503, headers: { "retry-after": "3600" } });
    const first = await paper.update();
    paper.site.requests();

    const second = await paper.update();
    const asked = paper.site.requests();
    const later = await paper.update([], { now: () => new Date(Date.now() + 3_700_000) });

    expect([first.code, second.code, later.code]).toEqual([1, 0, 1]);
    expect(second.err).toContain("127.0.0.1 asks for a pause of 60 min; update later");
    expect(asked).toEqual([]);
  });
});
