import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aProcess } from "../../support/a-process.ts";
import { aPublication, FETCHING, type Publication } from "../../support/a-publication.ts";
import { aListPage, anArticlePage } from "../../support/a-web-site.ts";

const TITLES = ["劳动教育融入人才培养的路径", "数字时代职工权益保障的新挑战", "论工匠精神的当代价值"];
const LIST = aListPage(
  TITLES.map((title, index) => [`/theory/2026/c${100 + index}.html`, title, `2026-11-${20 - index}`]),
);

let paper: Publication;
const follow = (path: string, ...options: string[]) =>
  paper.run(["follow", `${paper.site.origin}${path}`, "--column", "theory", ...FETCHING, ...options]);
const sources = async (column = 0) => (await paper.store()).columns[column]?.sources;

beforeEach(async () => {
  paper = await aPublication();
  paper.site.pages.set("/theory/", LIST);
});
afterEach(() => paper.close());

describe("follow asks on a terminal,", () => {
  it.each([
    ["and adds the source for Enter", "", true],
    ["and adds the source for yes", "yes", true],
    ["and adds nothing for no", "n", false],
  ])("%s", async (_, answer, isAdded) => {
    const terminal = aProcess({ answers: [answer] });

    const { code, err } = await paper.runIn(terminal, [
      "follow",
      `${paper.site.origin}/theory/`,
      "--column",
      "理论",
      ...FETCHING,
    ]);

    expect(code).toBe(isAdded ? 0 : 1);
    expect(err).toContain("Follow it (Y/n): ");
    expect(await sources()).toEqual(isAdded ? [{ url: `${paper.site.origin}/theory/` }] : undefined);
  });

  it("but not with --yes", async () => {
    const terminal = aProcess({ answers: [] });

    const { code } = await paper.runIn(terminal, [
      ...["follow", `${paper.site.origin}/theory/`, "--column", "理论", "--yes"],
      ...FETCHING,
    ]);

    expect(code).toBe(0);
    expect(await sources()).toHaveLength(1);
  });
});

describe("follow keeps", () => {
  it("the address as it is given, without a fragment", async () => {
    paper.site.pages.set("/theory/?page=1", LIST);

    await follow("/theory/?page=1#list");

    expect(await sources()).toEqual([{ url: `${paper.site.origin}/theory/?page=1` }]);
  });

  it("one source of an address, with the selector and pattern that were given last", async () => {
    await follow("/theory/", "--select", "ul");
    const { out } = await follow("/theory/", "--match", "/theory/*");

    expect(out).toContain("theory follows");
    expect(await sources()).toEqual([{ url: `${paper.site.origin}/theory/`, match: "/theory/*" }]);
  });

  it("nothing twice", async () => {
    await follow("/theory/");

    const { code, out } = await follow("/theory/");

    expect(code).toBe(0);
    expect(out).toContain("unchanged: theory follows it already");
  });

  it("the sources of a column that is renamed, and drops those of one that is removed", async () => {
    await follow("/theory/");
    await paper.run(["column", "rename", "theory", "理论与实践"]);
    expect(await sources()).toHaveLength(1);

    await paper.run(["column", "remove", "theory"]);

    expect((await paper.store()).columns.map(({ slug }) => slug)).toEqual(["news"]);
  });
});

describe("follow refuses", () => {
  it("the page of an article", async () => {
    const text = "这一段讲的是文章的内容，写得比较长，让人看出它不是列表。".repeat(12);
    paper.site.pages.set("/theory/2026/c100.html", anArticlePage(TITLES[0] ?? "", { text }));

    const { code, err } = await follow("/theory/2026/c100.html");

    expect(code).toBe(1);
    expect(err).toMatch(/Is the page of one article, "劳动教育融入人才培养的路径".*import/);
    expect(await sources()).toBeUndefined();
  });

  it.each([
    ["a selector that matches nothing", ["--select", ".none"]],
    ["a pattern that matches nothing", ["--match", "/none/*"]],
  ])("%s, and says what there is without it", async (_, options) => {
    const { code, err } = await follow("/theory/", ...options);

    expect(code).toBe(1);
    expect(err).toContain(`Lists no articles with ${options.join(" ")}`);
    expect(err).toContain(
      `3 are found without, such as "${TITLES[0]}", ${paper.site.origin}/theory/2026/c100.html`,
    );
    expect(await sources()).toBeUndefined();
  });

  it("a pattern that no entry of a feed matches", async () => {
    const item = `<item><title>${TITLES[0]}</title><link>${paper.site.origin}/theory/1.html</link></item>`;
    paper.site.pages.set("/feed.xml", {
      type: "application/rss+xml",
      body: `<rss version="2.0"><channel><title>f</title><link>${paper.site.origin}/</link>${item}</channel></rss>`,
    });

    const { code, err } = await follow("/feed.xml", "--match", "/news/*");

    expect(code).toBe(1);
    expect(err).toContain("1 is found without");
  });

  it("what is no selector", async () => {
    const { code, err } = await follow("/theory/", "--select", "ul[");

    expect(code).toBe(1);
    expect(err).toContain('Found the selector "ul["');
  });

  it("an address in a private network", async () => {
    const { code, err } = await paper.run([
      "follow",
      `${paper.site.origin}/theory/`,
      "--column",
      "theory",
      "--rate",
      "off",
    ]);

    expect(code).toBe(1);
    expect(err).toContain("is in a private network; give --allow-private");
  });

  it("an address with a password", async () => {
    const { code } = await paper.run(["follow", "https://a:b@news.example/", "--column", "theory"]);

    expect(code).toBe(2);
  });

  it("a list that robots.txt does not allow", async () => {
    paper.site.pages.set("/robots.txt", { body: "User-agent: *\nDisallow: /theory/\n" });

    const { code, err } = await follow("/theory/");

    expect(code).toBe(1);
    expect(err).toContain("does not allow it");
  });
});

describe("follow mentions", () => {
  it("the feed that a page names for itself, not those of comments and of the whole site", async () => {
    const feeds = ["/comments/feed", "/feed", "/theory/feed"].map(
      (href) => `<link rel="alternate" type="application/rss+xml" href="${href}">`,
    );
    paper.site.pages.set("/theory/", {
      body: String(LIST.body).replace("<title>", `${feeds.join("")}<title>`),
    });

    const { code, err } = await follow("/theory/");

    expect(code).toBe(0);
    expect(err).toContain(`The page names a feed, ${paper.site.origin}/theory/feed:`);
  });

  it("that a home page may have the articles of several columns", async () => {
    paper.site.pages.set("/", LIST);

    expect((await follow("/")).err).toContain("This is a home page");
    expect((await follow("/theory/")).err).toBe("");
  });

  it("that another column follows the address too", async () => {
    await paper.run(["follow", `${paper.site.origin}/theory/`, "--column", "news", ...FETCHING]);

    const { err } = await follow("/theory/");

    expect(err).toContain("news follows it too; an article is taken into the first of the columns only");
  });
});

describe("unfollow", () => {
  it("removes a source by its address, from one column or from all", async () => {
    await follow("/theory/");
    await paper.run(["follow", `${paper.site.origin}/theory/`, "--column", "news", ...FETCHING]);

    await paper.run(["unfollow", `${paper.site.origin}/theory`, "--column", "news"]);
    expect([await sources(0), await sources(1)]).toEqual([
      [{ url: `${paper.site.origin}/theory/` }],
      undefined,
    ]);

    const { code } = await paper.run(["unfollow", `${paper.site.origin}/theory/#list`]);
    expect(code).toBe(0);
    expect(await sources(0)).toBeUndefined();
  });

  it("names every column that no longer follows the source", async () => {
    await follow("/theory/");
    await paper.run(["follow", `${paper.site.origin}/theory/`, "--column", "news", ...FETCHING]);

    const { out } = await paper.run(["unfollow", `${paper.site.origin}/theory/`]);

    expect(out).toBe(`theory, news no longer follow ${paper.site.origin}/theory/\n`);
  });

  it("refuses what no column follows", async () => {
    const { code, err } = await paper.run(["unfollow", "https://news.example/"]);

    expect(code).toBe(1);
    expect(err).toContain("No column follows https://news.example/");
  });
});
