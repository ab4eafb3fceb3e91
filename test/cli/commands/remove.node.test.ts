import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { aCommandLine, type CommandLine } from "../../support/a-command-line.ts";
import { aPublication, type Publication } from "../../support/a-publication.ts";
import { anArticle, aStore } from "../../support/a-store.ts";
import { aListPage, anArticlePage } from "../../support/a-web-site.ts";

const [FIRST, SECOND] = ["劳动教育融入人才培养的路径", "数字时代职工权益保障的新挑战"];
const feedOf = (...guids: readonly string[]) =>
  `<rss version="2.0"><channel><title>F</title><link>https://a.example/</link><description>D</description>${guids
    .map(
      (guid) =>
        `<item><title>Title ${guid}</title><guid>urn:${guid}</guid><description>T</description></item>`,
    )
    .join("")}</channel></rss>`;

let lanmu: CommandLine;
let paper: Publication;
const cleaning: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const clean of cleaning.splice(0)) await clean();
});

async function aShop(...given: Parameters<typeof aStore>): Promise<void> {
  lanmu = await aCommandLine(aStore(...given));
  cleaning.push(lanmu.remove);
}

async function save(name: string, text: string): Promise<string> {
  const file = join(lanmu.folder, name);
  await writeFile(file, text);
  return file;
}

const ids = async () => (await lanmu.store()).articles.map(({ id }) => id);

describe("remove", () => {
  it.each([
    ["a published article", {}, "readers get 410 Gone, and imports and updates leave it out", 410],
    [
      "a scheduled article with a source",
      { published: "2099-01-01T00:00:00Z", url: "https://a.example/1" },
      "readers have never seen it, and imports and updates leave it out",
      404,
    ],
    [
      "a draft that was written here",
      { published: "9999-12-31T00:00:00Z" },
      "readers have never seen it",
      404,
    ],
  ])("says what readers get of %s", async (_, says, consequence, status) => {
    await aShop([anArticle(says)]);

    const dry = await lanmu.run(["remove", "on-reading", "--dry-run", "--json"]);
    const { out } = await lanmu.run(["remove", "on-reading"]);

    expect(out).toBe(`removed on-reading  On reading: ${consequence}\n`);
    expect(JSON.parse(dry.out)).toMatchObject({ id: "on-reading", status, changed: false });
  });

  it("keeps the article among the removed ones; check, list and stats go on without it", async () => {
    await aShop([anArticle({ guid: "urn:1", url: "https://a.example/1" }), anArticle({ id: "other" })]);

    await lanmu.run(["remove", "on-reading"]);
    const [check, list, stats, show] = [
      await lanmu.run(["check"]),
      await lanmu.run(["list", "--json"]),
      await lanmu.run(["stats", "--json"]),
      await lanmu.run(["show", "on-reading"]),
    ];

    expect((await lanmu.store()).removed).toEqual([
      {
        id: "on-reading",
        guid: "urn:1",
        title: "On reading",
        url: "https://a.example/1",
        published: "2025-01-02T08:00:00+08:00",
      },
    ]);
    expect(check.code).toBe(0);
    expect(list.out).not.toContain("on-reading");
    expect(JSON.parse(stats.out)).toMatchObject({ articles: 1 });
    expect(show.err).toContain('The article "on-reading" was removed');
  });

  it("new gives the id of a removed article to no other", async () => {
    await aShop([]);
    const write = () =>
      lanmu.run(
        ["new", "--title", "Rain", "--column", "essays", "--published", "2025-01-02", "--body", "-"],
        "Text",
      );
    await write();
    const [id = ""] = await ids();
    await lanmu.run(["remove", id]);

    await write();

    expect(await ids()).toEqual([`${id}-2`]);
  });
});

describe("import", () => {
  it("leaves out what was removed, each time, and counts it once", async () => {
    await aShop([]);
    const feed = await save("feed.xml", feedOf("1", "2"));
    await lanmu.run(["import", feed, "--column", "essays"]);
    const [first = "", second = ""] = await ids();
    await lanmu.run(["remove", first]);

    const unchanged = await lanmu.run(["import", feed, "--column", "essays"]);
    await save("feed.xml", feedOf("1", "2", "3"));
    const changed = await lanmu.run(["import", feed]);
    const other = await save("other.xml", feedOf("1"));
    const elsewhere = await lanmu.run(["import", other, "--json"]);

    expect([unchanged, changed].map(({ code, out }) => [code, out.split("\n").at(-2)])).toEqual([
      [0, "0 added, 0 updated, 1 unchanged, 0 refused, 1 removed by you"],
      [1, "0 added, 0 updated, 1 unchanged, 1 refused, 1 removed by you"],
    ]);
    expect(JSON.parse(elsewhere.out)).toMatchObject({
      added: 0,
      removed: 1,
      outcomes: [{ outcome: "removed", id: first, title: "Title 1" }],
    });
    expect(await ids()).toEqual([second]);
  });

  it("leaves out the removed article of a copied text, which has only a title and a date", async () => {
    await aShop([]);
    const text = (title: string, date: string) =>
      `---\ntitle: ${title}\ndate: ${date}\n---\n\nText of ${title}\n`;
    await mkdir(join(lanmu.folder, "texts"));
    const folder = join(lanmu.folder, "texts");
    await save("texts/a.md", text("一周要闻", "2025-01-02"));
    await lanmu.run(["import", folder, "--column", "essays"]);
    const [first = ""] = await ids();
    await lanmu.run(["remove", first]);
    await save("texts/b.md", text("一周要闻", "2025-01-09"));
    await save("texts/a.md", `${text("一周要闻", "2025-01-02")}\nMore\n`);

    const { out } = await lanmu.run(["import", folder, "--column", "essays"]);

    expect(out).toContain("1 added, 0 updated, 0 unchanged, 0 refused, 1 removed by you");
    expect(await ids()).toEqual(["2025-01-09-yi-zhou-yao-wen"]);
  });

  it("takes an article in again whose entry was deleted from the removed ones, from an unchanged source", async () => {
    await aShop([]);
    const feed = await save("feed.xml", feedOf("1", "2"));
    await lanmu.run(["import", feed, "--column", "essays"]);
    const [first = "", second = ""] = await ids();
    await lanmu.run(["remove", first]);
    await lanmu.run(["import", feed, "--column", "essays"]);
    const { removed: _, ...store } = await lanmu.store();
    await save("articles.json", JSON.stringify(store));

    const { out } = await lanmu.run(["import", feed, "--column", "essays"]);

    expect(out).toContain("1 added, 0 updated, 1 unchanged, 0 refused\n");
    expect(await ids()).toEqual([second, first]);
  });

  it("of its file alone brings an article back under its ids; of its folder, or with others, does not", async () => {
    await aShop([]);
    const page =
      "---\ntitle: Rain\nurl: https://a.example/rain\nguid: urn:rain\ndate: 2025-01-02\n---\n\nText\n";
    await mkdir(join(lanmu.folder, "texts"));
    const [file, other] = [
      await save("texts/rain.md", page),
      await save("other.md", page.replaceAll(/rain/gi, "snow")),
    ];
    const column = ["--column", "essays"];
    await lanmu.run(["import", file, ...column]);
    const [before] = (await lanmu.store()).articles;
    await lanmu.run(["remove", before?.id ?? ""]);

    const folder = await lanmu.run(["import", join(lanmu.folder, "texts"), ...column]);
    const together = await lanmu.run(["import", file, other, ...column]);
    const alone = await lanmu.run(["import", file, ...column]);

    expect(folder.out).toContain("0 added, 0 updated, 0 unchanged, 0 refused, 1 removed by you");
    expect(together.out).toContain("1 added, 0 updated, 0 unchanged, 0 refused, 1 removed by you");
    expect(alone.out).toContain("1 added, 0 updated, 0 unchanged, 0 refused\n");
    const { articles, removed } = await lanmu.store();
    expect(articles.map(({ id, guid }) => [id, guid])).toContainEqual([before?.id, "urn:rain"]);
    expect(removed).toEqual([]);
  });
});

describe("update", () => {
  const ofList = async () => {
    paper = await aPublication({ theory: ["/theory/"] });
    cleaning.push(paper.close);
    paper.site.pages.set(
      "/theory/",
      aListPage([
        ["/a/10001.html", FIRST, "2026-11-20"],
        ["/a/10002.html", SECOND, "2026-11-20"],
      ]),
    );
    paper.site.pages.set("/a/10001.html", anArticlePage(FIRST));
    paper.site.pages.set("/a/10002.html", anArticlePage(SECOND));
    await paper.update();
  };
  const removeFirst = async () => {
    const first = (await paper.store()).articles.find(({ title }) => title === FIRST);
    await paper.run(["remove", first?.id ?? ""]);
    return first?.id;
  };

  it.each([
    ["", async () => {}],
    [" in a new clone", () => paper.forget()],
  ])("leaves out what was removed while its list still has it%s, and fetches no page of it", async (_, forget) => {
    await ofList();
    const id = await removeFirst();
    await forget();
    paper.site.requests();

    const { out, code } = await paper.update();
    const json = await paper.update(["--json"]);

    expect(out).toContain("1 source: 2 found, 0 new, 0 corrected, 0 failed, 1 removed by you");
    expect(code).toBe(0);
    expect(JSON.parse(json.out)).toMatchObject({ removed: 1, sources: [{ removed: [id] }] });
    expect(paper.site.requests().some((request) => request.startsWith("/a/10001.html"))).toBe(false);
    expect(await paper.titles()).toEqual([SECOND]);
  });

  it("leaves out what was removed at whatever address the list leads to it, fetched once", async () => {
    await ofList();
    await removeFirst();
    paper.site.pages.set("/s/7", { status: 302, headers: { location: "/a/10001.html" } });
    const { body } = anArticlePage(FIRST);
    const canonical = `<link rel="canonical" href="${paper.site.origin}/a/10001.html"></head>`;
    paper.site.pages.set("/a/10001.html", { body: String(body).replace("</head>", canonical) });
    paper.site.pages.set(
      "/theory/",
      aListPage([
        ["/s/7", FIRST, "2026-11-20"],
        ["/a/10002.html", SECOND, "2026-11-20"],
      ]),
    );

    const first = await paper.update();
    paper.site.requests();
    const second = await paper.update();

    expect([first, second].map(({ out }) => /, 1 removed by you/.test(out))).toEqual([true, true]);
    expect(paper.site.requests().some((request) => request.startsWith("/s/7"))).toBe(false);
    expect(await paper.titles()).toEqual([SECOND]);
  });

  const ofFeed = async (...entries: readonly { readonly title: string; readonly text: string }[]) => {
    const { origin, pages } = paper.site;
    const items = entries.map(
      ({ title, text }, index) =>
        `<item><title>${title}</title><guid>urn:${index}</guid><link>${origin}/a/1000${index}.html</link><content:encoded>&lt;p&gt;${text.repeat(200)}&lt;/p&gt;</content:encoded></item>`,
    );
    const body = `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>F</title><link>${origin}/</link><description>D</description>${items.join("")}</channel></rss>`;
    pages.set("/feed.xml", { body, headers: { "content-type": "application/rss+xml" } });
    return paper.update();
  };

  it.each([
    ["", FIRST, SECOND],
    [" whose title others have too", "一周要闻", "一周要闻"],
  ])("leaves out a removed entry of a feed%s, writes nothing, and takes in corrections of the others", async (_, one, other) => {
    paper = await aPublication({ theory: ["/feed.xml"] });
    cleaning.push(paper.close);
    const first = { title: one, text: "第一篇。" };
    await ofFeed(first, { title: other, text: "第二篇。" });
    const { articles } = await paper.store();
    const removed = articles.find(({ guid }) => guid === "urn:0");
    await paper.run(["remove", removed?.id ?? ""]);
    const before = await paper.text();

    const again = await ofFeed(first, { title: other, text: "第二篇。" });
    const unwritten = await paper.text();
    const corrected = await ofFeed(first, { title: other, text: "第二篇，已更正。" });
    const last = await ofFeed(first, { title: other, text: "第二篇，再次更正。" });

    expect(again.out).toContain("2 found, 0 new, 0 corrected, 0 failed, 1 removed by you");
    expect(unwritten).toBe(before);
    for (const { out } of [corrected, last])
      expect(out).toContain("2 found, 0 new, 1 corrected, 0 failed, 1 removed by you");
    expect((await paper.store()).articles.map(({ guid }) => guid)).toEqual(["urn:1"]);
  });

  it("import with the address of the page brings it back under its id, and updates know it again", async () => {
    await ofList();
    const id = await removeFirst();

    const imported = await paper.run([
      "import",
      `${paper.site.origin}/a/10001.html`,
      "--column",
      "theory",
      "--allow-private",
    ]);
    const { out } = await paper.update();

    expect(imported.out).toContain("1 added");
    expect((await paper.store()).articles.map((article) => article.id)).toContain(id);
    expect(out).toContain("2 found, 0 new");
    expect(out).not.toContain("removed by you");
  });
});
