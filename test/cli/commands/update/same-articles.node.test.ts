import { afterEach, describe, expect, it } from "vitest";
import { aPublication, type Publication } from "../../../support/a-publication.ts";
import { aListPage, anArticlePage } from "../../../support/a-web-site.ts";

const [FIRST, SECOND, THIRD] = [
  "劳动教育融入人才培养的路径",
  "数字时代职工权益保障的新挑战",
  "论工匠精神的当代价值",
];

let paper: Publication;
afterEach(() => paper.close());

const list = (...items: readonly (readonly [path: string, title: string])[]) =>
  aListPage(items.map(([path, title]) => [path, title, "2026-11-20"]));
/** Returns what was asked for besides `robots.txt` and lists. */
const askedArticles = () =>
  paper.site.requests().filter((request) => !/^\/(?:robots\.txt|theory\/|news\/) /.test(request));
const withCanonical = (title: string, href: string) => {
  const { body } = anArticlePage(title);
  return { body: String(body).replace("</head>", `<link rel="canonical" href="${href}"></head>`) };
};

describe("update takes in once, and knows in a new clone,", () => {
  it.each([
    [
      "an article whose page states another address",
      () => withCanonical(FIRST, "https://www.elsewhere.example/1"),
    ],
    ["an article whose page states the address of the home page", () => withCanonical(FIRST, "/")],
    ["an article whose page states the address of its list", () => withCanonical(FIRST, "/theory/")],
    [
      "an article that a short address leads to",
      () => ({ status: 302, headers: { location: "/long/2026/c9.html" } }),
    ],
  ])("%s", async (_, page) => {
    paper = await aPublication({ theory: ["/theory/"] });
    paper.site.pages.set("/theory/", list(["/s/1001", FIRST], ["/s/1002", SECOND], ["/s/1003", THIRD]));
    paper.site.pages.set("/s/1001", page());
    paper.site.pages.set("/long/2026/c9.html", anArticlePage(FIRST));
    paper.site.pages.set("/s/1002", withCanonical(SECOND, "/"));
    paper.site.pages.set("/s/1003", withCanonical(THIRD, "/"));

    const first = await paper.update();
    const asked = askedArticles();
    const before = await paper.text();
    await paper.forget();
    await paper.update();

    expect(first.out).toContain("3 found, 3 new");
    expect(asked.filter((request) => request.startsWith("/s/"))).toHaveLength(3);
    expect(askedArticles()).toEqual([]);
    expect(await paper.text()).toBe(before);
    expect((await paper.store()).articles.map(({ url }) => url).sort()).toEqual(
      [1, 2, 3].map((number) => `${paper.site.origin}/s/100${number}`),
    );
  });

  it("an article with tracking parameters, a fragment and another scheme", async () => {
    paper = await aPublication({ theory: ["/theory/"] });
    paper.site.pages.set("/a/1001.html", anArticlePage(FIRST));
    paper.site.pages.set("/a/1002.html", anArticlePage(SECOND));
    paper.site.pages.set("/theory/", list(["/a/1001.html?utm_source=list", FIRST], ["/a/1002.html", SECOND]));
    await paper.update();
    paper.site.requests();
    paper.site.pages.set(
      "/theory/",
      list(["/a/1001.html?from=timeline#top", FIRST], ["/a/1002.html", SECOND]),
    );

    const { out } = await paper.update(["--recheck", "0"]);

    expect(out).toContain("2 found, 0 new");
    expect(askedArticles()).toEqual([]);
  });
});

describe("update takes in once an article that is listed", () => {
  it("in two columns: into the first, and says so", async () => {
    paper = await aPublication({ theory: ["/theory/"], news: ["/news/"] });
    paper.site.pages.set("/theory/", list(["/a/1001.html", FIRST], ["/a/1002.html", SECOND]));
    paper.site.pages.set("/news/", list(["/a/1001.html", FIRST], ["/a/1003.html", THIRD]));
    for (const [path, title] of [
      ["/a/1001.html", FIRST],
      ["/a/1002.html", SECOND],
      ["/a/1003.html", THIRD],
    ] as const)
      paper.site.pages.set(path, anArticlePage(title));

    const first = await paper.update();
    const asked = askedArticles();
    const second = await paper.update();

    const { articles } = await paper.store();
    expect(articles).toHaveLength(3);
    expect(articles.find(({ title }) => title === FIRST)?.column).toBe("theory");
    expect(first.err).toBe(
      `${paper.site.origin}/a/1001.html: is listed for news too, and is taken into theory\n`,
    );
    expect(second.err).toBe("");
    expect(asked).toHaveLength(3);
  });

  it("under two addresses that show the same", async () => {
    paper = await aPublication({ theory: ["/theory/"], news: ["/news/"] });
    paper.site.pages.set("/theory/", list(["/a/1001.html", FIRST], ["/a/1002.html", SECOND]));
    paper.site.pages.set("/news/", list(["/b/2001.html", FIRST], ["/a/1003.html", THIRD]));
    for (const [path, title] of [
      ["/a/1001.html", FIRST],
      ["/b/2001.html", FIRST],
      ["/a/1002.html", SECOND],
      ["/a/1003.html", THIRD],
    ] as const)
      paper.site.pages.set(path, anArticlePage(title));

    await paper.update();
    const before = await paper.text();
    await paper.update();
    paper.site.requests();
    await paper.update(["--recheck", "0"]);

    expect(await paper.titles()).toEqual([FIRST, SECOND, THIRD].sort());
    expect(askedArticles()).toEqual([]);
    await paper.forget();
    await paper.update();
    expect(await paper.text()).toBe(before);
  });

  it("at the address to which it has moved, and asks for it once", async () => {
    paper = await aPublication({ theory: ["/theory/"] });
    paper.site.pages.set("/theory/", list(["/a/1001.html", FIRST]));
    paper.site.pages.set("/a/1001.html", anArticlePage(FIRST));
    await paper.update();
    const before = await paper.text();
    paper.site.pages.set("/a/1001.html", { status: 301, headers: { location: "/b/2001.html" } });
    paper.site.pages.set("/b/2001.html", anArticlePage(FIRST));
    paper.site.pages.set("/theory/", list(["/b/2001.html", FIRST]));
    paper.site.requests();

    await paper.update(["--recheck", "14"]);

    expect(askedArticles()).toEqual(["/b/2001.html 200"]);
    expect(await paper.text()).toBe(before);
  });

  it("but both of two articles with one title, on one day", async () => {
    paper = await aPublication({ theory: ["/theory/"] });
    paper.site.pages.set(
      "/theory/",
      list(["/a/1001.html", FIRST], ["/a/1002.html", FIRST], ["/a/1003.html", THIRD]),
    );
    for (const [path, title] of [
      ["/a/1001.html", FIRST],
      ["/a/1002.html", FIRST],
      ["/a/1003.html", THIRD],
    ] as const) {
      const text =
        `${path}另有内容。`.repeat(3) +
        (path.endsWith("2.html") ? "完全不同的一篇文章，讲的是别的事情，地点在上海，时间是下午。" : "");
      paper.site.pages.set(path, {
        body: String(anArticlePage(title, { text }).body).replaceAll(
          `${title}的第`,
          path.endsWith("2.html") ? "下午在上海的第" : `${title}的第`,
        ),
      });
    }

    await paper.update();

    expect(await paper.titles()).toHaveLength(3);
  });
});

describe("update gives an article title and date of the list where its page", () => {
  const body = `<div class="content">${"<p>这一页没有标题，只有正文，写得比较长，让人看出它是文章。</p>".repeat(8)}</div>`;

  it.each([
    ["has none", `<html><body>${body}</body></html>`],
    ["has only that of its template", `<html><head><title>正文</title></head><body>${body}</body></html>`],
    [
      "has that of the site, and the title in the text",
      `<html><head><title>试报网</title></head><body><div>${FIRST}</div>${body}</body></html>`,
    ],
    ["has only that of the site", `<html><head><title>试报网</title></head><body>${body}</body></html>`],
  ])("%s", async (_, page) => {
    paper = await aPublication({ theory: ["/theory/"] });
    paper.site.pages.set("/theory/", list(["/a/1001.html", FIRST ?? ""], ["/a/1002.html", SECOND ?? ""]));
    paper.site.pages.set("/a/1001.html", { body: page });
    paper.site.pages.set("/a/1002.html", anArticlePage(SECOND ?? ""));

    const { err } = await paper.update();

    expect(err).toBe("");
    const article = (await paper.store()).articles.find(({ url }) => url?.endsWith("1001.html"));
    expect(article).toMatchObject({ title: FIRST, published: "2026-11-20T00:00:00+08:00" });

    const before = await paper.text();
    paper.site.pages.set("/theory/", list(["/a/1002.html", SECOND ?? ""]));
    paper.site.pages.set("/a/1001.html", { body: `${page}<!-- served once more -->` });
    expect((await paper.update(["--recheck", "14"])).err).toBe("");
    expect(await paper.text()).toBe(before);
  });
});
