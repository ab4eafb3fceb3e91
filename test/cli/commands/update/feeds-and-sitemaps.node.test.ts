import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aPublication, type Publication } from "../../../support/a-publication.ts";
import { aListPage, anArticlePage, type SitePage } from "../../../support/a-web-site.ts";

const [FIRST, SECOND] = ["劳动教育融入人才培养的路径", "数字时代职工权益保障的新挑战"];
const PARAGRAPHS = "<p>正文的第一段，写了一些字。</p><p>正文的第二段，也写了一些字。</p>";

/** What a test states of an entry. */
interface Entry {
  readonly title?: string;
  readonly link?: string;
  readonly guid?: string;
  readonly content?: string;
  readonly summary?: string;
  readonly author?: string;
  readonly date?: string;
}

let paper: Publication;
afterEach(() => paper.close());

/** Returns a feed in RSS, in which the links of entries are paths of the site. */
function aFeed(entries: readonly Entry[], more = ""): SitePage {
  const items = entries.map(
    ({ title = FIRST, link, guid, content, summary, author, date = "Fri, 20 Nov 2026 08:30:00 +0800" }) =>
      [
        `<item><title>${title}</title>`,
        link === undefined
          ? ""
          : `<link>${new URL(link, paper.site.origin).href.replaceAll("&", "&amp;")}</link>`,
        guid === undefined ? "" : `<guid isPermaLink="false">${guid}</guid>`,
        author === undefined ? "" : `<dc:creator>${author}</dc:creator>`,
        `<pubDate>${date}</pubDate>`,
        summary === undefined ? "" : `<description><![CDATA[${summary}]]></description>`,
        content === undefined ? "" : `<content:encoded><![CDATA[${content}]]></content:encoded>`,
        "</item>",
      ].join(""),
  );
  const namespaces =
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"';
  return {
    type: "application/rss+xml",
    body: `<?xml version="1.0"?><rss version="2.0" ${namespaces}><channel><title>f</title><link>${paper.site.origin}/</link>${more}${items.join("")}</channel></rss>`,
  };
}

/** Returns what was asked for besides `robots.txt` and `path`. */
const askedBesides = (path: string) =>
  paper.site
    .requests()
    .filter((request) => !request.startsWith("/robots.txt ") && !request.startsWith(`${path} `));

describe("update from a feed with whole articles", () => {
  beforeEach(async () => {
    paper = await aPublication({ theory: ["/feed.xml"] });
    paper.site.pages.set(
      "/feed.xml",
      aFeed([{ link: "/1.html", guid: "7", content: PARAGRAPHS, author: "王一" }]),
    );
    await paper.update();
  });

  it("takes them in from there, with the ids under which readers know them, and fetches no page", async () => {
    const [article] = (await paper.store()).articles;

    expect(article).toMatchObject({ title: FIRST, guid: "7", column: "theory", authors: [{ name: "王一" }] });
    expect(article?.content).toContain("正文的第二段");
    expect(askedBesides("/feed.xml")).toEqual([]);
  });

  it("writes nothing where only the feed's own dates have changed", async () => {
    const before = await paper.text();
    const [entry] = [{ link: "/1.html", guid: "7", content: PARAGRAPHS, author: "王一" }];
    paper.site.pages.set(
      "/feed.xml",
      aFeed([entry], "<lastBuildDate>Sat, 21 Nov 2026 08:30:00 +0800</lastBuildDate>"),
    );

    const { out } = await paper.update();

    expect(out).toContain("1 found, 0 new, 0 corrected");
    expect(await paper.text()).toBe(before);
  });

  it("takes in corrections from there", async () => {
    paper.site.pages.set(
      "/feed.xml",
      aFeed([{ link: "/1.html", guid: "7", content: `${PARAGRAPHS}<p>更正。</p>`, author: "王一" }]),
    );

    const { out } = await paper.update();

    expect(out).toMatch(/corrected .*\(content\)/);
    expect(askedBesides("/feed.xml")).toEqual([]);
  });

  it("keeps what the operator corrected, also in a new clone", async () => {
    const [article] = (await paper.store()).articles;
    await paper.run(["edit", article?.id ?? "", "--title", "更好的标题"]);
    const before = await paper.text();

    await paper.update();
    await paper.forget();
    const { err } = await paper.update();

    expect(await paper.text()).toBe(before);
    expect(err).toContain(`the article ${article?.id} differs from what the store has, and stays so`);
  });

  it("takes them in again where the store has lost them, although the feed is the same", async () => {
    const [article] = (await paper.store()).articles;
    await paper.run(["remove", article?.id ?? "", "--yes"]);

    await paper.update();

    expect(await paper.titles()).toEqual([FIRST]);
  });
});

describe("update from a feed with summaries only", () => {
  beforeEach(async () => {
    paper = await aPublication({ theory: ["/feed.xml"] });
    const { body } = anArticlePage(FIRST);
    paper.site.pages.set("/1.html", {
      body: String(body).replace("作者:王一", "").replace("2026-11-20 08:30", ""),
    });
    paper.site.pages.set(
      "/feed.xml",
      aFeed([{ link: "/1.html?utm_source=rss", guid: "7", summary: "一句话的摘要。", author: "李二" }]),
    );
  });

  it("fetches the page, and keeps id, date and authors of the entry", async () => {
    const { out } = await paper.update();

    const [article] = (await paper.store()).articles;
    expect(out).toContain("1 new");
    expect(article).toMatchObject({
      guid: "7",
      url: `${paper.site.origin}/1.html`,
      published: "2026-11-20T08:30:00+08:00",
      authors: [{ name: "李二" }],
      summary: "一句话的摘要。",
    });
    expect(article?.content).toContain("第3段");
    expect(askedBesides("/feed.xml")).toEqual(["/1.html 200"]);
  });

  it("knows it the next time, also in a new clone", async () => {
    await paper.update();
    const before = await paper.text();
    await paper.forget();
    paper.site.requests();

    await paper.update();

    expect(await paper.text()).toBe(before);
    expect(askedBesides("/feed.xml")).toEqual([]);
  });

  it.each([
    ["could not be read", { status: 500 }, []],
    ["was left for the next update", undefined, ["--max-pages", "1"]],
  ])("keeps them also where the page %s and the feed has not changed since", async (_, page, options) => {
    const { pages } = paper.site;
    const article = pages.get("/1.html") ?? {};
    pages.set("/1.html", page ?? article);
    await paper.update(options);
    pages.set("/1.html", article);

    await paper.update();
    await paper.update();

    expect((await paper.store()).articles).toMatchObject([{ guid: "7", authors: [{ name: "李二" }] }]);
    expect(askedBesides("/1.html").at(-1)).toBe("/feed.xml 304");
  });

  it("takes in the entry where robots.txt does not allow the page", async () => {
    paper.site.pages.set("/robots.txt", { body: "User-agent: *\nDisallow: /1.html\n" });

    const { code, err } = await paper.update();
    const before = await paper.text();
    await paper.update();

    expect([code, err]).toEqual([0, ""]);
    expect((await paper.store()).articles[0]).toMatchObject({ guid: "7", summary: "一句话的摘要。" });
    expect(await paper.text()).toBe(before);
  });

  it.each([
    ["a text that is cut", "<p>文章的开头就是这样，后面还有很多……</p><p>第二段也断了[…]</p>"],
    ["a link to the rest", '<p>文章的开头就是这样。</p><p>第二段。<a href="/1.html">阅读全文</a></p>'],
    [
      "the beginning and a line about the origin",
      '<p>The beginning [&#8230;]</p><p>The post <a href="/1.html">A</a> appeared first on <a href="/">B</a>.</p>',
    ],
  ])("takes %s for a summary too", async (_, content) => {
    paper.site.pages.set("/feed.xml", aFeed([{ link: "/1.html", guid: "7", content }]));

    await paper.update();

    expect((await paper.store()).articles[0]?.content).toContain("第3段");
  });
});

describe("update from a feed", () => {
  beforeEach(async () => {
    paper = await aPublication({ theory: ["/feed.xml"] });
  });

  it("takes in entries without an address, once", async () => {
    paper.site.pages.set(
      "/feed.xml",
      aFeed([
        { guid: "a", content: PARAGRAPHS },
        { guid: "b", title: SECOND, summary: "只有一句话。" },
      ]),
    );

    const first = await paper.update();
    const before = await paper.text();
    await paper.forget();
    paper.site.pages.set(
      "/feed.xml",
      aFeed(
        [
          { guid: "a", content: PARAGRAPHS },
          { guid: "b", title: SECOND, summary: "只有一句话。" },
        ],
        "<ttl>60</ttl>",
      ),
    );
    const second = await paper.update();

    expect(first.out).toContain("2 found, 2 new");
    expect(second.out).toContain("2 found, 0 new, 0 corrected");
    expect(await paper.text()).toBe(before);
  });

  it("takes in every entry of a feed that gives them one id", async () => {
    const entries = [FIRST, SECOND, "论工匠精神的当代价值"].map((title, index) => ({
      title,
      link: `/${index}.html`,
      guid: "same",
      content: `${PARAGRAPHS}<p>${title}</p>`,
    }));
    paper.site.pages.set("/feed.xml", aFeed(entries.slice(0, 2)));
    await paper.update();

    paper.site.pages.set("/feed.xml", aFeed(entries));
    await paper.update();

    expect(await paper.titles()).toHaveLength(3);
  });

  it("names a feed that used to list articles and is empty", async () => {
    paper.site.pages.set("/feed.xml", aFeed([]));
    const never = await paper.update();
    paper.site.pages.set("/feed.xml", aFeed([{ link: "/1.html", guid: "7", content: PARAGRAPHS }]));
    await paper.update();
    paper.site.pages.set("/feed.xml", aFeed([]));
    await paper.forget();

    const { code, err } = await paper.update();

    expect(never.code).toBe(0);
    expect(code).toBe(1);
    expect(err).toContain("Lists no articles any more");
  });

  it("reports what an article lacks, and until when it is scheduled, as an import does", async () => {
    paper.site.pages.set(
      "/feed.xml",
      aFeed([
        { link: "/1.html", guid: "7", content: PARAGRAPHS, date: "one fine day" },
        {
          title: SECOND,
          link: "/2.html",
          guid: "8",
          content: PARAGRAPHS,
          date: "Fri, 20 Nov 2099 08:30:00 +0800",
        },
      ]),
    );

    const { out } = await paper.update();
    const { out: json } = await paper.update(["--json", "--dry-run"]);

    expect(out).toMatch(/\(date not read: "one fine day"\)/);
    expect(out).toContain("(scheduled until 2099-11-20 08:30)");
    expect(out).toContain("2 new, 0 corrected, 0 failed; 1 scheduled, 1 date not read");
    expect(JSON.parse(json)).toMatchObject({ new: 0, dryRun: true });
  });

  it("reports an entry that the store refuses", async () => {
    const title = "很长的标题".repeat(3);
    paper.site.pages.set(
      "/feed.xml",
      aFeed([{ title, link: "/1.html", guid: "7", content: '<p>a</p><p>b</p><img src="//[">' }]),
    );

    const { code } = await paper.update();

    expect(code).toBe(0);
    expect(await paper.titles()).toEqual([title]);
  });
});

describe("update from a feed and the page of the column, which list the same articles,", () => {
  const followed = [
    ["the feed first", ["/feed.xml", "/theory/"]],
    ["the page first", ["/theory/", "/feed.xml"]],
  ] as const;

  it.each(followed)("takes each in once, with the whole text of the feed: %s", async (_, sources) => {
    paper = await aPublication({ theory: sources });
    paper.site.pages.set(
      "/theory/",
      aListPage([
        ["/1.html", FIRST, "2026-11-20"],
        ["/2.html", SECOND, "2026-11-19"],
      ]),
    );
    paper.site.pages.set("/feed.xml", aFeed([{ link: "/1.html", guid: "7", content: PARAGRAPHS }]));
    for (const [path, title] of [
      ["/1.html", FIRST],
      ["/2.html", SECOND],
    ] as const)
      paper.site.pages.set(path, anArticlePage(title));

    await paper.update();
    const before = await paper.text();
    const asked = askedBesides("/feed.xml").filter((request) => !request.startsWith("/theory/"));
    await paper.forget();
    await paper.update();

    expect(await paper.titles()).toEqual([FIRST, SECOND].sort());
    expect(asked).toEqual(["/2.html 200"]);
    expect((await paper.store()).articles.find(({ title }) => title === FIRST)).toMatchObject({ guid: "7" });
    expect(await paper.text()).toBe(before);
  });

  it("also where the links of the feed are redirected to the articles", async () => {
    paper = await aPublication({ theory: ["/feed.xml", "/theory/"] });
    const page = anArticlePage(FIRST);
    const content = /<div class="content">(.*?)<\/div>/s.exec(String(page.body))?.[1];
    paper.site.pages.set(
      "/theory/",
      aListPage([
        ["/1.html", FIRST, "2026-11-20"],
        ["/2.html", SECOND, "2026-11-19"],
      ]),
    );
    paper.site.pages.set("/feed.xml", aFeed([{ link: "/r?to=1", guid: "7", content: content ?? "" }]));
    paper.site.pages.set("/1.html", page);
    paper.site.pages.set("/2.html", anArticlePage(SECOND));

    await paper.update();
    const before = await paper.text();
    await paper.update();
    paper.site.requests();
    await paper.update(["--recheck", "0"]);

    expect(await paper.titles()).toEqual([FIRST, SECOND].sort());
    expect(await paper.text()).toBe(before);
    expect(paper.site.requests()).toEqual(["/robots.txt 404", "/feed.xml 304", "/theory/ 304"]);
  });
});

describe("update from a sitemap", () => {
  const urls = (paths: readonly string[], more = "") =>
    paths.map((path) => `<url><loc>${paper.site.origin}${path}</loc>${more}</url>`).join("");
  const sitemap = (content: string, root = "urlset"): SitePage => ({
    type: "application/xml",
    body: `<?xml version="1.0"?><${root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">${content}</${root}>`,
  });

  it("of news takes title and date from there where the page has none", async () => {
    paper = await aPublication({ theory: ["/news.xml"] });
    const news = `<news:news><news:publication><news:name>n</news:name><news:language>zh</news:language></news:publication><news:publication_date>2026-11-20T08:30:00+08:00</news:publication_date><news:title>${FIRST}</news:title></news:news>`;
    paper.site.pages.set("/news.xml", sitemap(urls(["/theory/1.html"], news)));
    paper.site.pages.set("/theory/1.html", {
      body: `<html><body><div>${"<p>没有标题的一页，只有正文，写得比较长，让人看出它是文章。</p>".repeat(8)}</div></body></html>`,
    });

    const { out, err } = await paper.update();

    expect(err).toBe("");
    expect(out).toContain("1 found, 1 new");
    expect((await paper.store()).articles[0]).toMatchObject({
      title: FIRST,
      published: "2026-11-20T08:30:00+08:00",
    });
  });

  it("index reads its sitemaps each time, and goes on where one cannot be read", async () => {
    paper = await aPublication({ theory: [{ url: "/index.xml", match: "/theory/*" }] });
    const entries = ["/a.xml", "/b.xml"].map(
      (path) => `<sitemap><loc>${paper.site.origin}${path}</loc></sitemap>`,
    );
    paper.site.pages.set("/index.xml", sitemap(entries.join(""), "sitemapindex"));
    paper.site.pages.set("/a.xml", { status: 500 });
    paper.site.pages.set("/b.xml", sitemap(urls(["/theory/2026/c101.html", "/news/2026/c102.html"])));
    for (const [path, title] of [
      ["/theory/2026/c101.html", FIRST],
      ["/theory/2026/c103.html", SECOND],
    ] as const)
      paper.site.pages.set(path, anArticlePage(title));
    const first = await paper.update();

    paper.site.pages.set("/b.xml", sitemap(urls(["/theory/2026/c101.html", "/theory/2026/c103.html"])));
    await paper.update();

    expect(first.code).toBe(0);
    expect(first.err).toMatch(/a\.xml: .*answers 500/);
    expect(first.out).toContain("1 found, 1 new");
    expect(await paper.titles()).toEqual([FIRST, SECOND].sort());
  });
});
