import { writeFile } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aPublication, type Publication } from "../../../support/a-publication.ts";
import { aListPage, anArticlePage, type SitePage } from "../../../support/a-web-site.ts";

const TITLES = ["劳动教育融入人才培养的路径", "数字时代职工权益保障的新挑战", "论工匠精神的当代价值"];
const PATHS = TITLES.map((_, index) => `/theory/2026/c${100 + index}.html`);
const [TITLE = ""] = TITLES;
const [PATH = ""] = PATHS;
const LIST = aListPage(TITLES.map((title, index) => [PATHS[index] ?? "", title, `2026-11-${20 - index}`]));

let paper: Publication;
/** Returns what was asked for besides `robots.txt` and lists. */
const askedArticles = () => paper.site.requests().filter((request) => request.includes("/c1"));
const only = async () => (await paper.store()).articles.find(({ title }) => title === TITLE);

beforeEach(async () => {
  paper = await aPublication({ theory: ["/theory/"] });
  paper.site.pages.set("/theory/", LIST);
  for (const [index, title] of TITLES.entries())
    paper.site.pages.set(PATHS[index] ?? "", anArticlePage(title));
});
afterEach(() => paper.close());

/** Gives all pages of the site these properties. */
function withAll(change: (page: SitePage) => SitePage): void {
  for (const [path, page] of paper.site.pages) paper.site.pages.set(path, change(page));
}

describe("update changes no byte of the store where nothing has changed and servers", () => {
  it.each([
    "entity tag",
    "new entity tag each time",
    "date",
    "none",
  ] as const)("send as validator: %s", async (validator) => {
    withAll((page) => ({ ...page, validator }));
    await paper.update();
    const before = await paper.text();
    paper.site.requests();

    const { code, out } = await paper.update();

    expect(code).toBe(0);
    expect(out).toContain("3 found, 0 new, 0 corrected");
    expect(await paper.text()).toBe(before);
    const status = validator === "entity tag" || validator === "date" ? 304 : 200;
    expect(askedArticles().sort()).toEqual(PATHS.map((path) => `${path} ${status}`).sort());
  });

  it.each<[string, (count: number) => string]>([
    ["a counter", (count) => `<p>点击：${1024 + count}次</p>`],
    ["a counter in brackets, and comments", (count) => `<p>阅读 (${count}.2万)　${count} comments</p>`],
    ["a token in a form", (count) => `<form><input type="hidden" name="token" value="${count}"></form>`],
    ["a script", (count) => `<script>var t=${count}</script>`],
    ["a picture with a stamp", (count) => `<p><img src="/p.jpg?t=${count}" alt="图"></p>`],
    ["a link with a session", (count) => `<p><a href="/a.html;jsessionid=${count}">详情</a></p>`],
    ["a comment", (count) => `<!-- ${count} ms -->`],
  ])("show %s that changes each time", async (_, part) => {
    let count = 0;
    withAll(({ body, ...page }) => ({
      ...page,
      validator: "none",
      body: () => String(body).replace(/(?=<\/div><\/div><\/body>)/, part(count++)),
    }));
    await paper.update();
    const before = await paper.text();

    const { out } = await paper.update();

    expect(out).toContain("3 found, 0 new, 0 corrected");
    expect(await paper.text()).toBe(before);
  });

  it("redirect a page, whose validators belong to the address that sent them", async () => {
    const page = paper.site.pages.get(PATH) ?? {};
    paper.site.pages.set("/moved.html", page);
    paper.site.pages.set(PATH, { status: 301, headers: { location: "/moved.html" } });
    await paper.update();
    paper.site.requests();

    await paper.update();

    expect(paper.site.requests()).toContain("/moved.html 304");
    expect((await only())?.url).toBe(`${paper.site.origin}${PATH}`);
  });
});

describe("update in a new clone of a repository, without what was remembered,", () => {
  it("fetches no article again and changes no byte", async () => {
    await paper.update();
    const before = await paper.text();
    await paper.forget();
    paper.site.requests();

    const { out } = await paper.update();

    expect(out).toContain("3 found, 0 new, 0 corrected");
    expect(askedArticles()).toEqual([]);
    expect(await paper.text()).toBe(before);
  });

  it("keeps what the operator corrected, and says that it differs", async () => {
    await paper.update();
    const id = (await only())?.id ?? "";
    await paper.run(["edit", id, "--title", "更好的标题"]);
    const before = await paper.text();
    await paper.forget();

    const { err } = await paper.update(["--recheck", "14"]);
    const again = await paper.update(["--recheck", "14"]);

    expect(err).toContain(
      `the article ${id} differs from what the store has, and stays so until the page changes`,
    );
    expect(again.err).toBe("");
    expect(await paper.text()).toBe(before);
  });

  it("takes in corrections from then on", async () => {
    await paper.update();
    await paper.forget();
    await paper.update(["--recheck", "14"]);
    paper.site.pages.set(PATH, anArticlePage(TITLE, { text: "更正了一段文字。" }));

    const { out } = await paper.update();

    expect(out).toContain("1 corrected");
  });
});

describe("update keeps what the operator corrected,", () => {
  it("and takes in only what the source changes later", async () => {
    await paper.update();
    const id = (await only())?.id ?? "";
    await paper.run(["edit", id, "--author", "赵六"]);
    paper.site.pages.set(PATH, anArticlePage(TITLE, { text: "更正了一段文字。" }));

    const { out } = await paper.update();

    const article = (await paper.store()).articles.find((one) => one.id === id);
    expect(out).toMatch(/corrected .*\(content\)/);
    expect(article?.authors).toEqual([{ name: "赵六" }]);
    expect(article?.content).toContain("更正了一段文字");
  });

  it("and the column to which it was moved", async () => {
    await paper.update();
    const id = (await only())?.id ?? "";
    await paper.run(["move", id, "news"]);
    paper.site.pages.set(PATH, anArticlePage(TITLE, { text: "更正了一段文字。" }));

    const { out } = await paper.update();

    expect(out).toContain("1 corrected");
    expect((await paper.store()).articles.find((one) => one.id === id)?.column).toBe("news");
  });

  it("also where an import had it before the column was followed", async () => {
    await paper.run(["import", `${paper.site.origin}${PATH}`, "--column", "theory", "--allow-private"]);
    const id = (await only())?.id ?? "";
    await paper.run(["edit", id, "--title", "更好的标题"]);

    const { out } = await paper.update();

    expect(out).toContain("2 new, 0 corrected");
    expect((await paper.store()).articles.map(({ title }) => title)).toContain("更好的标题");
  });

  it("and completes an article of which the store has only a summary, however old it is", async () => {
    const store = await paper.store();
    const reference = {
      id: "known",
      title: TITLE,
      column: "theory",
      url: `${paper.site.origin}${PATH}`,
      summary: "摘要",
    };
    const articles = [{ ...reference, updated: "2020-01-02T00:00:00Z" }];
    await writeFile(paper.file, JSON.stringify({ ...store, articles }));

    await paper.update();

    expect(await only()).toMatchObject({
      id: "known",
      summary: "摘要",
      content: expect.stringContaining("第3段"),
    });
  });
});

describe("update checks an article for corrections", () => {
  const HOUR = 3_600_000;
  const START = Date.parse("2026-11-26T08:00:00Z");
  const at = (hours: number) => ({ now: () => new Date(START + hours * HOUR) });

  it("in each update of its first day, then less often, and not after 14 days", async () => {
    await paper.update([], at(0));
    const checkedAt: number[] = [];
    for (let hour = 1; hour < 24 * 16; hour += 6) {
      paper.site.requests();
      await paper.update([], at(hour));
      if (askedArticles().length > 0) checkedAt.push(hour);
    }

    expect(checkedAt.slice(0, 5)).toEqual([1, 7, 13, 19, 25]);
    expect(checkedAt.length).toBeLessThan(35);
    expect(checkedAt.at(-1)).toBeGreaterThan(24 * 12);
    expect(checkedAt.at(-1)).toBeLessThanOrEqual(24 * 14);
  }, 60_000);

  it("at once with --recheck, and not at all with --recheck 0", async () => {
    await paper.update([], at(0));
    await paper.update([], at(24 * 10));
    paper.site.requests();

    await paper.update([], at(24 * 10 + 1));
    const spared = askedArticles();
    await paper.update(["--recheck", "14"], at(24 * 10 + 2));
    const all = askedArticles();
    await paper.update(["--recheck", "0"], at(24 * 10 + 3));

    expect([spared.length, all.length, askedArticles().length]).toEqual([0, 3, 0]);
  });

  it("that is not listed any more", async () => {
    await paper.update();
    paper.site.pages.set(
      "/theory/",
      aListPage(TITLES.slice(1).map((title, index) => [PATHS[index + 1] ?? "", title, ""])),
    );
    paper.site.pages.set(PATH, anArticlePage(TITLE, { text: "更正了一段文字。" }));

    const { out } = await paper.update();

    expect(out).toContain("2 found, 0 new, 1 corrected");
  });
});
