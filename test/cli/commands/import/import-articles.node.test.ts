import { once } from "node:events";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { generateDocument } from "../../../../bench/generated-store.ts";
import { type ImportOptions, importArticles } from "../../../../src/cli/commands/import/import-articles.ts";
import { importReport, printReport } from "../../../../src/cli/commands/import/import-report.ts";
import type { ArticleRecord, StoreDocument } from "../../../../src/store/json-file/store-document.ts";
import { aCommandContext, aProcess } from "../../../support/a-process.ts";
import { anArticle, aStore } from "../../../support/a-store.ts";

let folder: string;
let file: string;
let clock: number;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "lanmu-import-"));
  file = join(folder, "articles.json");
  clock = Date.parse("2026-01-01T00:00:00Z");
  await put(aStore([]));
});
afterEach(() => rm(folder, { recursive: true }));

const put = (store: StoreDocument) => writeFile(file, JSON.stringify(store, null, 2));
const store = async (): Promise<StoreDocument> => JSON.parse(await readFile(file, "utf8"));
const articles = async () => (await store()).articles;

/** Writes a source, and returns its name. */
async function source(name: string, text: string): Promise<string> {
  await writeFile(join(folder, name), text);
  return join(folder, name);
}

/** Imports an hour later; returns what is printed. */
async function imported(names: string | readonly string[], options: Partial<ImportOptions> = {}) {
  clock += 3_600_000;
  const context = { ...aCommandContext(file, aProcess({ now: () => new Date(clock) })), json: true };
  const result = await importArticles(
    [names].flat(),
    { column: "letters", maxSize: 1_000_000, timeout: 5, allowPrivate: true, ...options },
    context,
  );
  printReport(importReport(result, context.colors), context);
  const { results, warnings, exitCode } = context;
  const { added, updated, unchanged, refused, outcomes } = results.at(-1) as Record<string, unknown>;
  return { counts: [added, updated, unchanged, refused], outcomes, notes: warnings, exitCode };
}

/** Changes an article as an operator does. */
async function correct(title: string, says: Partial<ArticleRecord>): Promise<void> {
  clock += 3_600_000;
  const updated = new Date(clock).toISOString();
  const before = await store();
  const changed = before.articles.map((one) => (one.title === title ? { ...one, ...says, updated } : one));
  await put({ ...before, updated, articles: changed });
}

const rss = (...items: string[]) =>
  `<rss version="2.0"><channel><title>F</title><link>https://a.example/</link><description>D</description>${items
    .map((item) => `<item>${item}</item>`)
    .join("")}</channel></rss>`;
const guid = (id: string) => `<guid isPermaLink="false">${id}</guid>`;
const page = (title: string, canonical: string) =>
  `<!doctype html><html><head><title>${title}</title><link rel="canonical" href="${canonical}"></head><body><article><h1>${title}</h1><p>${`What ${title} says is said at length. `.repeat(10)}</p></article></body></html>`;
const forget = () => rm(join(folder, ".lanmu"), { recursive: true });

describe("an import of articles that have something in common", () => {
  it.each([
    "https://a.example/",
    "https://a.example/news",
  ])("keeps pages apart whose canonical is %s", async (canonical) => {
    const names = [];
    for (const title of ["One", "Two", "Three"])
      names.push(await source(`${title}.html`, page(title, canonical)));

    const first = await imported(names);
    const second = await imported(names);
    await forget();
    const third = await imported(names);

    expect([first.counts, second.counts, third.counts]).toEqual([
      [3, 0, 0, 0],
      [0, 0, 3, 0],
      [0, 0, 3, 0],
    ]);
  });

  it("keeps entries apart that share a link", async () => {
    const link = "<link>https://a.example/news</link>";
    const entry = (id: string) =>
      `<title>Title ${id}</title>${link}${guid(id)}<pubDate>Thu, 0${id} Jan 2025 08:00:00 GMT</pubDate><description>Text ${id}</description>`;
    const name = await source("feed.xml", rss(entry("1"), entry("2")));

    const first = await imported(name);
    const before = await articles();
    await forget();
    const second = await imported(name);
    await source("feed.xml", rss(entry("3"), entry("2")));
    const third = await imported(name);

    expect([first.counts, second.counts, third.counts]).toEqual([
      [2, 0, 0, 0],
      [0, 0, 2, 0],
      [1, 0, 1, 0],
    ]);
    expect((await articles()).slice(0, 2)).toEqual(before);
  });

  it("knows entries of one title by the ids that their source gives, even without its memory", async () => {
    const entry = (id: string, text: string) =>
      `<title>Weather</title>${guid(id)}<description>${text}</description>`;
    const name = await source("feed.xml", rss(entry("g1", "Sun"), entry("g2", "Rain")));

    const first = await imported(name);
    await forget();
    const second = await imported(name);
    await source("feed.xml", rss(entry("g3", "Snow"), entry("g2", "Much rain"), entry("g1", "Sun")));
    await forget();
    const third = await imported(name);

    expect([first.counts, second.counts, third.counts]).toEqual([
      [2, 0, 0, 0],
      [0, 0, 2, 0],
      [1, 1, 1, 0],
    ]);
    expect((await articles()).map(({ summary, content }) => summary ?? content)).toEqual([
      expect.stringContaining("Sun"),
      expect.stringContaining("Much rain"),
      expect.stringContaining("Snow"),
    ]);
  });

  it("remembers the id of an entry whose title and link change", async () => {
    const entry = (title: string) =>
      `<title>${title}</title><link>https://a.example/${title}</link>${guid("https://a.example/?p=1")}<description>Text</description>`;
    const name = await source("feed.xml", rss(entry("one")));
    await imported(name);
    await source("feed.xml", rss(entry("uno")));

    expect((await imported(name)).counts).toEqual([0, 1, 0, 0]);
    expect(await articles()).toMatchObject([{ title: "uno", url: "https://a.example/uno" }]);
  });

  it("takes an id that a feed gives to all its entries for none", async () => {
    const entry = (title: string) =>
      `<title>${title}</title>${guid("https://a.example/feed")}<description>${title}!</description>`;
    const name = await source("feed.xml", rss(entry("One"), entry("Two")));
    await imported(name);
    await source("feed.xml", rss(entry("Three"), entry("Two"), entry("One")));

    expect((await imported(name)).counts).toEqual([1, 0, 2, 0]);
    expect((await articles()).map(({ title }) => title)).toEqual(["One", "Two", "Three"]);
  });

  it("takes what two feeds list for one article", async () => {
    const entry = `<title>One</title><link>https://a.example/1</link><guid>https://a.example/1</guid><description>Text</description>`;
    const names = [await source("a.xml", rss(entry)), await source("b.xml", rss(entry))];

    expect((await imported(names)).counts).toEqual([1, 0, 1, 0]);
    expect((await imported(names)).counts).toEqual([0, 0, 2, 0]);
  });

  it("takes what a page calls another by for that one, and lets the article itself say its title", async () => {
    const list = `<h3>Related</h3><ul><li><h4><a href="https://a.example/2">Short</a></h4><p>A summary that is long enough to be one.</p></li></ul>`;
    const one = page("One", "https://a.example/1").replace("</article>", `</article><aside>${list}</aside>`);
    const names = [
      await source("1.html", one),
      await source("2.html", page("The long title", "https://a.example/2")),
    ];

    await imported(names, { related: true });
    await source("2.html", page("The longer title", "https://a.example/2"));
    const { counts } = await imported(names, { related: true });

    expect(counts).toEqual([0, 1, 2, 0]);
    expect(await articles()).toMatchObject([
      { title: "One" },
      { title: "The longer title", summary: "A summary that is long enough to be one." },
    ]);
  });

  it("two texts of one title that have nothing else in common are two", async () => {
    const names = [await source("a.md", "# Notes\n\nOne.\n"), await source("b.md", "# Notes\n\nTwo.\n")];

    await imported(names);
    await source("b.md", "# Notes\n\nThree.\n");
    await imported(names);

    expect((await articles()).map(({ content }) => content)).toEqual(["<p>One.</p>", "<p>Three.</p>"]);
  });
});

describe("an import of what was imported before", () => {
  const entry = (title: string, text = "Text") =>
    `<title>${title}</title><link>https://a.example/1</link>${guid("1")}<description>${text}</description>`;
  const other = `<title>Other</title><link>https://a.example/2</link>${guid("2")}<description>Other</description>`;

  it("keeps what an operator corrected until the source itself changes it", async () => {
    const name = await source("feed.xml", rss(entry("Tytle")));
    await imported(name);
    await correct("Tytle", { title: "Title" });
    await source("feed.xml", rss(other, entry("Tytle", "New text")));
    const second = await imported(name);
    const kept = (await articles())[0];
    await source("feed.xml", rss(other, entry("A new title", "New text")));
    await imported(name);

    expect(second.counts).toEqual([1, 1, 0, 0]);
    expect(kept).toMatchObject({ title: "Title", summary: "New text" });
    expect((await articles())[0]).toMatchObject({ title: "A new title" });
  });

  it("keeps the date of what was released, until the source itself changes it", async () => {
    const dated = (date: string) =>
      `---\ntitle: One\nurl: https://a.example/1\ndate: ${date}\n---\n\nText.\n`;
    const name = await source("one.md", dated("2025-03-01 09:00"));
    await imported(name, { draft: true });
    await correct("One", { published: "2025-12-31T09:00:00+08:00" });

    expect((await imported(name, { draft: true })).counts).toEqual([0, 0, 1, 0]);
    expect((await imported(name)).counts).toEqual([0, 0, 1, 0]);
    expect(await articles()).toMatchObject([{ published: "2025-12-31T09:00:00+08:00" }]);

    await source("one.md", dated("2025-04-01 09:00"));
    expect((await imported(name)).counts).toEqual([0, 1, 0, 0]);
    expect(await articles()).toMatchObject([{ published: "2025-04-01T09:00:00+08:00" }]);
  });

  it.each([
    ["title", { title: "A better title" }],
    ["date", { published: "2025-12-31T09:00:00+08:00" }],
  ])("knows an article without address and id by what its source said, where its %s was corrected", async (_, says) => {
    const name = await source("one.md", "---\ntitle: One\ndate: 2025-03-01\n---\n\nText.\n");
    await imported(name);
    await correct("One", says);
    await source("one.md", "---\ntitle: One\ndate: 2025-03-01\n---\n\nNew text.\n");

    expect((await imported(name)).counts).toEqual([0, 1, 0, 0]);
    expect(await articles()).toMatchObject([{ ...says, content: "<p>New text.</p>" }]);
  });

  it("adds a tag to all, and takes none away", async () => {
    const name = await source("one.md", "---\ntitle: One\ntags: [a]\n---\n\nText.\n");

    await imported(name);
    await imported(name, { tag: ["新"] });
    await imported(name);

    expect(await articles()).toMatchObject([{ tags: ["a", "新"] }]);
  });

  it("tells of every article that is as it was", async () => {
    const name = await source("feed.xml", rss(entry("One"), other));
    await imported(name);

    expect((await imported(name)).outcomes).toMatchObject([
      { outcome: "unchanged", title: "One", id: "one", from: name },
      { outcome: "unchanged", title: "Other", id: "other", from: name },
    ]);
  });

  it("reads a source again whose articles the store has as they were before", async () => {
    const name = await source("feed.xml", rss(entry("One", "Old")));
    await imported(name);
    const old = await store();
    await source("feed.xml", rss(entry("One", "New")));
    await imported(name);
    await put(old);

    expect((await imported(name)).counts).toEqual([0, 1, 0, 0]);
    expect(await articles()).toMatchObject([{ summary: "New" }]);
  });

  it("remembers each source that was taken in whole, whatever became of the others", async () => {
    const good = await source("good.md", "# Good\n\nText.\n");
    const bad = await source("bad.md", "---\ntitle: Bad\ntags: [a.json]\n---\n\nText.\n");
    await imported([good, bad], { strict: true });
    await correct("Good", { title: "Better" });
    const remembered = JSON.parse(await readFile(join(folder, ".lanmu", "sources-of-articles.json"), "utf8"));

    expect(remembered).toMatchObject({ [good]: { version: { ids: ["good"] } }, [bad]: { articles: {} } });
    expect(remembered[bad]).not.toHaveProperty("version");
    expect((await imported([good, bad], { strict: true })).counts).toEqual([0, 0, 1, 1]);
  });

  it.each([
    [
      "damaged",
      async () => writeFile(join(folder, ".lanmu", "sources-of-articles.json"), '{"a":1}'),
      /is damaged/,
    ],
    [
      "unwritable",
      async () => {
        await forget();
        await writeFile(join(folder, ".lanmu"), "a file");
      },
      /cannot be (?:read|written) \(\w+\); .* again$/,
    ],
  ])("goes on with a note where its memory is %s", async (_, harm, note) => {
    const name = await source("one.md", "# One\n\nText.\n");
    await imported(name);
    await harm();
    await source("one.md", "# One\n\nNew text.\n");

    const { counts, notes, exitCode } = await imported(name);

    expect({ counts, exitCode }).toEqual({ counts: [0, 1, 0, 0], exitCode: 0 });
    expect(notes.join("\n")).toMatch(note);
  });
});

describe("an import into a column", () => {
  const letter = "---\ntitle: One\nurl: https://a.example/1\n---\n\nText.\n";
  const withoutColumn = { column: undefined } as unknown as Partial<ImportOptions>;

  it("needs one only for what is new", async () => {
    const name = await source("one.md", letter);
    await imported(name);
    await source("one.md", letter.replace("Text", "New text"));
    const other = await source("two.md", "# Two\n\nText.\n");

    const { counts, notes, exitCode } = await imported([name, other], withoutColumn);

    expect({ counts, exitCode }).toEqual({ counts: [0, 1, 0, 1], exitCode: 1 });
    expect(notes).toEqual([`${other}: "Two": names no column of the store; give one with --column`]);
    expect(await articles()).toMatchObject([{ title: "One", content: "<p>New text.</p>" }]);
  });

  it("reads again what named no column, once there is one", async () => {
    const name = await source("one.md", letter);
    await imported(name, withoutColumn);

    expect((await imported(name)).counts).toEqual([1, 0, 0, 0]);
  });

  it("says where an article stays that is in another", async () => {
    const names = [await source("one.md", letter)];
    await imported(names);
    const one = await imported(names, { column: "essays" });
    names.push(await source("two.md", "# Two\n\nText.\n"));
    await imported(names);
    const both = await imported(names, { column: "essays" });

    expect(one).toMatchObject({ counts: [0, 0, 1, 0], exitCode: 0 });
    expect(one.notes).toEqual([
      expect.stringMatching(/^one stays in letters; ".* move one essays" moves it$/),
    ]);
    expect(both.notes).toEqual([expect.stringMatching(/^2 articles stay in other columns \(letters\); /)]);
  });
});

describe("an import with --strict", () => {
  const tagged = (title: string, tag: string) =>
    `<title>${title}</title><link>https://a.example/${title}</link><category>${tag}</category><description>Text</description>`;

  it("refuses an article that would lack something, and reads its source again", async () => {
    const name = await source("feed.xml", rss(tagged("One", "a.json"), tagged("Two", "sea")));

    const first = await imported(name, { strict: true });
    const second = await imported(name, { strict: true });

    expect(first).toMatchObject({
      counts: [1, 0, 0, 1],
      notes: [`${name}: "One": tag left out: "a.json"`],
      exitCode: 1,
    });
    expect(second.counts).toEqual([0, 0, 1, 1]);
    expect(await articles()).toMatchObject([{ title: "Two" }]);
  });

  it("takes an article that is only scheduled", async () => {
    const name = await source("one.md", "---\ntitle: One\ndate: 2027-01-01\n---\n\nText.\n");

    expect(await imported(name, { strict: true })).toMatchObject({ counts: [1, 0, 0, 0], exitCode: 0 });
  });

  it("refuses an entry without title and text", async () => {
    const name = await source("feed.xml", rss(tagged("One", "sea"), guid("2")));

    const { counts, notes } = await imported(name, { strict: true });

    expect(counts).toEqual([1, 0, 0, 1]);
    expect(notes).toEqual([`${name}: 1 entry without title and text left out`]);
  });
});

describe("an import of a file that holds one article", () => {
  const text = "What was said of reading, and of much else.";

  it("knows it again by its file, where nothing but the words has changed", async () => {
    const name = await source("one.md", `# One\n\n${text}\n`);
    await imported(name);
    await correct("One", { title: "The first", authors: [{ name: "Li Na" }] });
    await source("one.md", `---\ntitle: Uno\nauthor: Wang\n---\n\n${text} And of more.\n`);

    expect((await imported(name)).counts).toEqual([0, 1, 0, 0]);
    expect(await articles()).toMatchObject([{ id: "one", title: "Uno", authors: [{ name: "Wang" }] }]);
  });

  it.each([
    ["its date", "date: 2025-03-01", "date: 2025-03-02"],
    ["its address", "url: https://a.example/1", "url: https://a.example/2"],
    ["its id", "id: a", "id: b"],
  ])("takes it for another where %s is", async (_, before, after) => {
    const name = await source("one.md", `---\ntitle: One\n${before}\n---\n\n${text}\n`);
    await imported(name);
    await source("one.md", `---\ntitle: Two\n${after}\n---\n\n${text}\n`);

    expect((await imported(name)).counts).toEqual([1, 0, 0, 0]);
  });

  it("takes what has no words of the first for another, as a file that is used again holds it", async () => {
    const name = await source("clip.txt", "弘扬劳模精神\n各地职工学习劳模的先进事迹。\n");
    await imported(name);
    await source("clip.txt", "夏日读书\n天气炎热，图书馆里坐满了人。\n");

    expect((await imported(name)).counts).toEqual([1, 0, 0, 0]);
  });
});

describe("an import of a folder", () => {
  it("reads pages that a browser saved in one file (MHTML), whatever their names are", async () => {
    const saved = (title: string, address: string) =>
      `MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\nContent-Location: ${address}\r\n\r\n${page(title, address)}\r\n--b--\r\n`;
    await mkdir(join(folder, "saved", "old"), { recursive: true });
    await source("saved/one.mhtml", saved("One", "https://a.example/1"));
    await source("saved/old/two.mht", saved("Two", "https://a.example/2"));
    await source("saved/three", saved("Three", "https://a.example/3"));

    const { counts } = await imported(join(folder, "saved"));

    expect(counts).toEqual([3, 0, 0, 0]);
    expect((await imported(join(folder, "saved", "**", "*.{mht,mhtml}"))).counts).toEqual([0, 0, 2, 0]);
    expect((await articles()).map(({ url }) => url).sort()).toEqual(
      [1, 2, 3].map((n) => `https://a.example/${n}`),
    );
  });

  const article = page("One", "https://a.example/1");

  it("leaves out what pages are shown with, and says how many that were", async () => {
    await mkdir(join(folder, "saved", "a_files"), { recursive: true });
    await source("saved/a.html", article);
    await source("saved/a_files/frame.html", "<title>Ad</title><p>Buy</p>");
    await source("saved/script.js", "var a=1;\n=====\n");
    await source("saved/style.css", "body{color:red}");
    await writeFile(join(folder, "saved", "font"), Buffer.from("wOF2\0\0\0"));

    const { counts, notes, exitCode } = await imported(join(folder, "saved"));

    expect({ counts, notes, exitCode }).toEqual({
      counts: [1, 0, 0, 0],
      notes: ["4 files that are no articles were left out"],
      exitCode: 0,
    });
  });

  it.each([
    ["nothing", async () => {}],
    ["nothing to read", () => source("empty/a.css", "body{color:red}")],
  ])("refuses one that holds %s", async (_, fill) => {
    await mkdir(join(folder, "empty"));
    await fill();

    const { counts, notes, exitCode } = await imported(join(folder, "empty"));

    expect({ counts, exitCode }).toEqual({ counts: [0, 0, 0, 1], exitCode: 1 });
    expect(notes.at(-1)).toMatch(/empty: Nothing to import/);
  });

  it("refuses a script that is named, and pages that are no article", async () => {
    const names = [
      await source("a.js", "var a=1;"),
      await source("list.html", '<title>Directory listing for /</title><ul><li><a href="a">a</a></ul>'),
    ];

    const { counts, notes } = await imported(names);

    expect(counts).toEqual([0, 0, 0, 2]);
    expect(notes).toEqual([
      expect.stringMatching(/a\.js: Is a script or a style/),
      expect.stringMatching(/list\.html: (?:Has no article text|Found no article)/),
    ]);
  });
});

describe("an import from an address", () => {
  let server: Server;
  let asked: (string | undefined)[];
  let address: string;

  beforeEach(async () => {
    asked = [];
    server = createServer(({ headers }, response) => {
      asked.push(headers["if-none-match"]);
      if (headers["if-none-match"] === '"1"') return response.writeHead(304).end();
      return response
        .writeHead(200, { ETag: '"1"' })
        .end(rss("<title>One</title><description>Text</description>"));
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/feed`;
  });
  afterEach(() => void server.close());

  it("counts the articles of what its server says is not modified", async () => {
    await imported(address);

    const { counts, outcomes } = await imported(address);

    expect(asked).toEqual([undefined, '"1"']);
    expect(counts).toEqual([0, 0, 1, 0]);
    expect(outcomes).toMatchObject([{ title: "One", outcome: "unchanged" }]);
  });

  it("asks for all of it where the operator chooses otherwise", async () => {
    await imported(address);

    expect((await imported(address, { tag: ["新"] })).counts).toEqual([0, 1, 0, 0]);
    expect(asked).toEqual([undefined, undefined]);
  });

  it("asks for all of it where an article is gone", async () => {
    await imported(address);
    await put({ ...(await store()), articles: [] });

    expect((await imported(address)).counts).toEqual([1, 0, 0, 0]);
  });

  it("reads no source before it knows that the date is one", async () => {
    await expect(imported(address, { published: "3小时前" })).rejects.toThrow(/the date "3小时前"/);
    expect(asked).toEqual([]);
  });
});

describe("an import into a store that writes dates and addresses otherwise", () => {
  it("compares what they mean", async () => {
    await mkdir(join(folder, "pages"));
    const record = { title: "One", published: "2025-01-02T23:30:00Z", url: "http://x.example/中文" };
    await put(
      aStore([
        anArticle({ ...record, updated: "2025-01-03T00:00:00Z" }),
        anArticle({
          id: "two",
          title: "Two",
          published: "2025-01-02T23:30:00Z",
          updated: "2025-01-03T00:00:00Z",
        }),
      ]),
    );
    const before = await readFile(file, "utf8");
    const names = [
      await source(
        "1.md",
        "---\ntitle: One\nurl: http://x.example/%E4%B8%AD%E6%96%87\ndate: 2025-01-03 07:30\n---\n",
      ),
      await source("2.md", "---\ntitle: Two\ndate: 2025-01-03 07:30\n---\n"),
    ];

    expect((await imported(names)).counts).toEqual([0, 0, 2, 0]);
    expect(await readFile(file, "utf8")).toBe(before);
  });

  it("finds an article by an address that the store writes as browsers do", async () => {
    await put(aStore([anArticle({ title: "One", url: "http://x.example/中文" })]));
    const name = await source("1.md", "---\ntitle: Uno\nurl: http://x.example/中文\n---\n");

    expect((await imported(name)).counts).toEqual([0, 1, 0, 0]);
    expect(await articles()).toMatchObject([{ title: "Uno", url: "http://x.example/中文" }]);
  });
});

describe("the size of the Worker", { timeout: 120_000 }, () => {
  it.each([
    [generateDocument({ count: 750, characters: 2_500 }), / 8\d % of what Cloudflare's free plan allows/],
    [generateDocument({ count: 5 }), undefined],
  ])("is warned of after an import that makes a store large, and not after others (%#)", async (before, says) => {
    await put(before);
    const name = await source("one.md", "# One\n\nText.\n");
    const options = { column: before.columns[0]?.slug ?? "", maxSize: 1000, timeout: 5 };

    const { sizeWarning } = await importArticles([name], options, aCommandContext(file, aProcess()));
    const dryRun = await importArticles(
      [name],
      { ...options, dryRun: true },
      aCommandContext(file, aProcess()),
    );

    expect(sizeWarning).toEqual(says && expect.stringMatching(says));
    expect(dryRun.sizeWarning).toBeUndefined();
  });
});
