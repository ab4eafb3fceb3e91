import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aCommandLine, type CommandLine } from "../../support/a-command-line.ts";
import { aStore } from "../../support/a-store.ts";
import { aListPage, anArticlePage, aWebSite, type WebSite } from "../../support/a-web-site.ts";

const DAYS = ["2026-11-20", "2026-11-19", "2026-11-18"];
const TITLES = ["劳动教育融入人才培养的路径", "数字时代职工权益保障的新挑战", "论工匠精神的当代价值"];
const paths = TITLES.map((_, index) => `/theory/2026/c${100 + index}.html`);
const FETCHING = ["--allow-private", "--rate", "off"];

let site: WebSite;
let lanmu: CommandLine;
const update = (...options: string[]) => lanmu.run(["update", ...FETCHING, ...options]);
const titles = async () => (await lanmu.store()).articles.map(({ title }) => title);
const storeText = () => readFile(lanmu.file, "utf8");

beforeEach(async () => {
  site = await aWebSite({
    "/theory/": aListPage(TITLES.map((title, index) => [paths[index] ?? "", title, DAYS[index] ?? ""])),
    ...Object.fromEntries(
      TITLES.map((title, index) => [
        paths[index] ?? "",
        anArticlePage(title, { date: `${DAYS[index]} 08:30` }),
      ]),
    ),
  });
  lanmu = await aCommandLine(
    aStore([], {
      columns: [
        { slug: "theory", title: "理论" },
        { slug: "news", title: "新闻" },
      ],
    }),
  );
});
afterEach(async () => {
  await site.close();
  await lanmu.remove();
});

describe("follow", () => {
  it("prints what the page lists and what it leaves out, and adds the source to the column", async () => {
    const { code, out } = await lanmu.run([
      "follow",
      `${site.origin}/theory/`,
      "--column",
      "理论",
      ...FETCHING,
    ]);

    expect(code).toBe(0);
    for (const title of TITLES) expect(out).toContain(title);
    expect(out.replace(/ +/g, " ")).toContain(`2026-11-20 ${TITLES[0]} ${site.origin}${paths[0]}`);
    expect(out).toMatch(/rankings and recommendations \(1\), such as "一条很热门的新闻报道"/);
    expect((await lanmu.store()).columns[0]).toEqual({
      slug: "theory",
      title: "理论",
      sources: [{ url: `${site.origin}/theory/` }],
    });
    expect((await lanmu.run(["column", "list"])).out).toContain(`follows ${site.origin}/theory/`);
  });

  it("keeps selector and pattern with the source, and unfollow removes it", async () => {
    const address = `${site.origin}/theory/`;
    await lanmu.run([
      "follow",
      address,
      "--column",
      "theory",
      "--select",
      ".list",
      "--match",
      "/theory/*",
      ...FETCHING,
    ]);
    expect((await lanmu.store()).columns[0]?.sources).toEqual([
      { url: address, select: ".list", match: "/theory/*" },
    ]);

    expect((await lanmu.run(["unfollow", address])).code).toBe(0);

    expect((await lanmu.store()).columns[0]).toEqual({ slug: "theory", title: "理论" });
  });

  it.each([
    ["a page that lists nothing", "/empty/", /Lists no articles.*--select/],
    ["an address that is not there", "/none/", /answers 404/],
  ])("refuses %s", async (_, path, reason) => {
    site.pages.set("/empty/", { body: "<title>理论</title><p>Nothing here</p>" });

    const { code, err } = await lanmu.run([
      "follow",
      `${site.origin}${path}`,
      "--column",
      "theory",
      ...FETCHING,
    ]);

    expect(code).toBe(1);
    expect(err).toMatch(reason);
    expect((await lanmu.store()).columns[0]).not.toHaveProperty("sources");
  });
});

describe("update", () => {
  beforeEach(async () => {
    await lanmu.run(["follow", `${site.origin}/theory/`, "--column", "theory", ...FETCHING]);
    site.requests();
  });

  it("takes in every listed article, whole, and fetches each once", async () => {
    const { code, out } = await update();

    expect(code).toBe(0);
    expect(out).toContain("1 source: 3 found, 3 new, 0 corrected, 0 failed");
    expect((await titles()).sort()).toEqual([...TITLES].sort());
    const { articles } = await lanmu.store();
    expect(articles.find(({ title }) => title === TITLES[0])).toMatchObject({
      column: "theory",
      url: `${site.origin}${paths[0]}`,
      published: "2026-11-20T08:30:00+08:00",
      authors: [{ name: "王一" }],
      content: expect.stringContaining("第3段"),
    });
    expect([...site.requests()].sort()).toEqual(
      ["/robots.txt 404", "/theory/ 200", ...paths.map((path) => `${path} 200`)].sort(),
    );
  });

  it("changes no byte and downloads nothing again where nothing is new", async () => {
    await update("--recheck", "36500");
    const before = await storeText();
    site.requests();

    const { code, out } = await update("--recheck", "36500");

    expect(code).toBe(0);
    expect(out).toContain("3 found, 0 new, 0 corrected, 0 failed");
    expect(await storeText()).toBe(before);
    expect(site.requests().filter((request) => !request.endsWith(" 304"))).toEqual(["/robots.txt 404"]);
  });

  it("knows the articles from the store itself, without what it remembers", async () => {
    await update();
    const before = await storeText();
    await rm(join(lanmu.folder, ".lanmu"), { recursive: true });
    site.requests();

    await update("--recheck", "0");

    expect(await storeText()).toBe(before);
    expect(site.requests()).toEqual(["/robots.txt 404", "/theory/ 200"]);
  });

  it("takes in a new article and a correction, each where it belongs", async () => {
    await update();
    const [first = ""] = paths;
    site.pages.set(
      first,
      anArticlePage(TITLES[0] ?? "", { date: "2026-11-20 08:30", text: "更正了一段文字。" }),
    );
    site.pages.set("/theory/2026/c200.html", anArticlePage("新来的一篇理论文章"));
    site.pages.set(
      "/theory/",
      aListPage([
        ["/theory/2026/c200.html", "新来的一篇理论文章", "2026-11-21"],
        ...TITLES.map((title, index) => [paths[index] ?? "", title, DAYS[index] ?? ""] as const),
      ]),
    );

    const { out } = await update("--recheck", "36500");

    expect(out).toContain("4 found, 1 new, 1 corrected, 0 failed");
    expect(out).toMatch(/corrected .*劳动教育融入人才培养的路径 \(content\)/);
    expect((await lanmu.store()).articles).toHaveLength(4);
  });

  it("writes nothing in a dry run", async () => {
    const before = await storeText();

    const { out } = await update("--dry-run");

    expect(out).toContain("would be 1 source: 3 found, 3 new, 0 corrected, 0 failed; nothing is written");
    expect(await storeText()).toBe(before);
  });

  it.each([
    [
      "whose layout has changed",
      { body: "<title>理论</title><div>新版页面</div>" },
      /layout of the page may have changed.*--select/,
    ],
    ["that answers an error", { status: 500 }, /answers 500/],
  ])("names a source %s, goes on with the others, and recovers", async (_, broken, reason) => {
    site.pages.set(
      "/news/",
      aListPage([
        ["/news/2026/c300.html", "一条普通的新闻报道", "2026-11-21"],
        ["/news/2026/c301.html", "另一条普通的新闻报道", "2026-11-21"],
      ]),
    );
    site.pages.set("/news/2026/c300.html", anArticlePage("一条普通的新闻报道"));
    site.pages.set("/news/2026/c301.html", anArticlePage("另一条普通的新闻报道"));
    await lanmu.run(["follow", `${site.origin}/news/`, "--column", "news", ...FETCHING]);
    const list = site.pages.get("/theory/");
    site.pages.set("/theory/", broken);

    const failed = await update();
    if (list) site.pages.set("/theory/", list);
    const recovered = await update();

    expect(failed.code).toBe(1);
    expect(failed.err).toMatch(reason);
    expect(failed.out).toContain("2 new");
    expect(recovered.code).toBe(0);
    expect(await titles()).toHaveLength(5);
  });

  it("tries an article again that could not be read, and reports it after the third time", async () => {
    site.pages.set(paths[1] ?? "", { status: 500 });

    const [first, second, third] = [await update(), await update(), await update()];
    const patient = await update("--fail-after", "3d");

    expect([first.code, second.code, third.code, patient.code]).toEqual([0, 0, 1, 0]);
    expect(first.err).toContain("1 article could not be read, and will be tried again");
    expect(third.err).toMatch(/c101\.html: .*answers 500.*\(tried 3 times\)/);
    expect(await titles()).toHaveLength(2);
  });

  it("leaves out what robots.txt does not allow (RFC 9309)", async () => {
    site.pages.set("/robots.txt", { body: `User-agent: *\nDisallow: ${paths[2]}\n`, type: "text/plain" });

    const { code, err } = await update();

    expect(code).toBe(0);
    expect(err).toContain(`${site.origin}${paths[2]}: robots.txt does not allow it`);
    expect(site.requests().join()).not.toContain(paths[2] ?? "-");
    expect(await titles()).toHaveLength(2);
  });

  it("reports an article that is not there any more, and keeps it", async () => {
    await update();
    site.pages.delete(paths[0] ?? "");

    const { code, err } = await update("--recheck", "36500");

    expect(code).toBe(0);
    expect(err).toContain("is not there any more; the article stays in the store");
    expect(await titles()).toHaveLength(3);
  });

  it("fetches at most as many pages as allowed, and goes on the next time", async () => {
    const first = await update("--max-pages", "3");
    const second = await update();

    expect(first.out).toContain("2 new");
    expect(first.err).toContain("1 article is left for the next update");
    expect(second.out).toContain("1 new");
  });
});
