import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type ImportOptions, importArticles } from "../../../../src/cli/commands/import/import-articles.ts";
import type { Loss } from "../../../../src/importer/loss.ts";
import type { StoreDocument } from "../../../../src/store/json-file/store-document.ts";
import { aCommandContext, aProcess } from "../../../support/a-process.ts";
import { aStore } from "../../../support/a-store.ts";

let folder: string;
let file: string;
let clock: number;
/** What the last import left out. */
let losses: readonly Loss[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "lanmu-identities-"));
  file = join(folder, "articles.json");
  clock = Date.parse("2027-01-01T00:00:00Z");
  await writeFile(file, JSON.stringify(aStore([])));
});
afterEach(() => rm(folder, { recursive: true }));

const articles = async () => (JSON.parse(await readFile(file, "utf8")) as StoreDocument).articles;
const guids = async () => (await articles()).map(({ guid }) => guid);

/** Imports a document an hour later; returns what became of its articles. */
async function imported(
  name: string,
  text: string,
  { also = [], ...options }: Partial<ImportOptions> & { readonly also?: readonly string[] } = {},
): Promise<string[]> {
  clock += 3_600_000;
  const source = join(folder, name);
  await writeFile(source, text);
  const context = aCommandContext(file, aProcess({ now: () => new Date(clock) }));
  const chosen = { column: "letters", maxSize: 1_000_000, timeout: 5, ...options };
  const { outcomes } = await importArticles([...also, source], chosen, context);
  losses = outcomes.flatMap((outcome) => outcome.losses ?? []);
  return outcomes.map(({ outcome }) => outcome);
}

const rss = (...items: string[]) =>
  `<rss version="2.0"><channel><title>F</title><link>https://a.example/</link><description>D</description>${items
    .map((item) => `<item>${item}</item>`)
    .join("")}</channel></rss>`;

interface ItemSays {
  readonly title?: string;
  readonly link?: string;
  readonly guid?: string;
  readonly date?: string;
  readonly text?: string;
}

function item({ title = "Ferry sails", link, guid, date = "Fri, 20 Nov 2026 10:30:00 GMT", text }: ItemSays) {
  return [
    `<title>${title}</title>`,
    link === undefined ? "" : `<link>${link}</link>`,
    guid === undefined ? "" : `<guid>${guid}</guid>`,
    `<pubDate>${date}</pubDate>`,
    `<description>${text ?? "The ferry sails."}</description>`,
  ].join("");
}

describe("an import of an article again is one article", () => {
  const A = "https://d.example/a/1";
  it.each<[string, ItemSays, ItemSays]>([
    [
      "the site moved to https",
      { link: "http://d.example/a/1", guid: "http://d.example/a/1" },
      { link: A, guid: A },
    ],
    [
      "the site moved to https, and the entry has a guid only",
      { guid: "http://d.example/a/1" },
      { guid: A, title: "Ferry sails again" },
    ],
    [
      "the site gave up www., and the title changed",
      { link: "https://www.d.example/a/1", guid: "https://www.d.example/a/1" },
      { link: A, guid: A, title: "Ferry sails again" },
    ],
    ["the links got parameters", { link: A }, { link: `${A}?utm_source=rss&amp;utm_medium=feed` }],
    ["the links got a port", { link: "http://d.example/a/1" }, { link: "http://d.example:80/a/1" }],
    ["the links got a slash", { link: A, guid: "1" }, { link: `${A}/`, guid: "1" }],
    ["the links got a fragment", { link: A, guid: A }, { link: `${A}#comments`, guid: `${A}#comments` }],
    ["the links lost a fragment", { link: `${A}#rss` }, { link: A, title: "Ferry sails again" }],
    ["the links got another fragment", { link: `${A}#rss-1` }, { link: `${A}#rss-2` }],
    [
      "the feed got other ids",
      { guid: "12", text: "<p>One</p><p>Two</p>" },
      { guid: "n-12", text: "<p>One</p><p>Two</p>" },
    ],
    ["the feed got other ids, and has no texts", { guid: "12", text: "" }, { guid: "n-12", text: "" }],
    [
      "the site got another host",
      { link: A, guid: A },
      { link: "https://new.example/posts/ferry", guid: "urn:uuid:1" },
    ],
    ["the feed got ids", { link: A }, { link: A, guid: "urn:uuid:1" }],
    ["the feed lost its ids", { link: A, guid: "urn:uuid:1" }, { link: A }],
  ])("where %s", async (_, before, after) => {
    for (const name of ["feed.xml", "after.xml"]) {
      await rm(join(folder, ".lanmu"), { recursive: true, force: true });
      await writeFile(file, JSON.stringify(aStore([])));
      await imported("feed.xml", rss(item(before)));
      const first = await articles();

      const [outcome, ...others] = await imported(name, rss(item(after)));

      expect(outcome).toMatch(/^(updated|unchanged)$/);
      expect(others).toEqual([]);
      expect(await articles()).toMatchObject([{ id: first[0]?.id, guid: first[0]?.guid }]);
      expect(await imported(name, `${rss(item(after))}\n`)).toEqual(["unchanged"]);
    }
  });
});

describe("an import keeps articles apart", () => {
  const changelog = "https://d.example/changelog";
  it.each<[string, readonly ItemSays[]]>([
    [
      "that a script shows at one address",
      [{ link: "https://d.example/#!/1" }, { link: "https://d.example/#!/2", text: "No ferry." }],
    ],
    [
      "that a parameter tells apart",
      [{ link: "https://d.example/?p=1" }, { link: "https://d.example/?p=2", text: "No ferry." }],
    ],
    [
      "that are parts of one page",
      [
        { link: `${changelog}#v1`, guid: `${changelog}#v1`, title: "Version 1" },
        { link: `${changelog}#v2`, guid: `${changelog}#v2`, title: "Version 2", text: "Two" },
        { link: `${changelog}#v3`, guid: `${changelog}#v3`, title: "Version 2", text: "Three" },
      ],
    ],
    ["that are equal but for ids", [{ guid: "1" }, { guid: "2" }]],
    [
      "that are equal but for ids and addresses",
      [
        { link: "https://d.example/1", guid: "1" },
        { link: "https://d.example/2", guid: "2" },
      ],
    ],
  ])("%s, together, one after the other and again", async (_, items) => {
    const [first = {}] = items;
    const added = items.map(() => "added");

    expect(await imported("feed.xml", rss(item(first)))).toEqual(["added"]);
    expect((await imported("feed.xml", rss(...items.map(item)))).sort()).toEqual([
      ...added.slice(1),
      "unchanged",
    ]);
    const before = await articles();
    await rm(join(folder, ".lanmu"), { recursive: true });
    const reversed = items.map(item).reverse();
    expect(await imported("again.xml", rss(...reversed))).toEqual(items.map(() => "unchanged"));
    expect(await articles()).toEqual(before);
  });

  it("of two feeds that number their entries alike", async () => {
    const there = { guid: "12", link: "https://e.example/12", title: "No ferry" };
    await imported("a.xml", rss(item({ guid: "12", link: "https://d.example/12" })));

    expect(await imported("b.xml", rss(item({ ...there, text: "None." })))).toEqual(["added"]);
    expect(await imported("b.xml", rss(item({ ...there, text: "None!" })))).toEqual(["updated"]);
    expect(await guids()).toEqual(["12", undefined]);
  });
});

describe("an import of a feed", () => {
  it("gives a new article the id under which readers know it", async () => {
    const ids = [
      "http://d.example/?p=1",
      "0012",
      "urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a",
      "读书 &lt;7&gt;  九",
    ];
    const items = ids.map((guid, index) => item({ guid, title: `Entry ${index}` }));

    await imported(
      "feed.xml",
      rss(...items, item({ title: "Linked", link: "https://d.example/5?a=1&amp;b=2" })),
    );

    expect(await guids()).toEqual([...ids.slice(0, 3), "读书 <7>  九", "https://d.example/5?a=1&b=2"]);
  });

  it("gives it none with --new-ids", async () => {
    await imported("feed.xml", rss(item({ guid: "12" })), { newIds: true });

    expect(await guids()).toEqual([undefined]);
  });

  it("gives none to an article that the store already has, which readers know by its own id", async () => {
    await imported("feed.xml", rss(item({ guid: "12", link: "https://d.example/1" })), { newIds: true });

    expect(
      await imported("feed.xml", rss(item({ guid: "12", link: "https://d.example/1", text: "It does." }))),
    ).toEqual(["updated"]);
    expect(await guids()).toEqual([undefined]);
  });

  it("gives it to an article that the same import has just added from elsewhere", async () => {
    const link = "https://d.example/1";
    const page = join(folder, "page.md");
    await writeFile(page, `---\ntitle: Ferry sails\nurl: ${link}\n---\n\nThe ferry sails.\n`);

    await imported("feed.xml", rss(item({ guid: "12", link })), { also: [page] });

    expect(await guids()).toEqual(["12"]);
  });

  it("gives an id that two entries have to the first of them", async () => {
    const items = ["One", "Two"].map((title) => item({ guid: "https://d.example/feed", title, text: title }));

    await imported("feed.xml", rss(...items));

    expect(await guids()).toEqual(["https://d.example/feed", undefined]);
    expect(losses).toEqual([{ kind: "guid", text: "https://d.example/feed" }]);
    expect(await imported("feed.xml", rss(...items.reverse()))).toEqual(["unchanged", "unchanged"]);
  });

  it("finds the article that readers know by the id, whatever else has changed", async () => {
    await imported("feed.xml", rss(item({ guid: "https://d.example/?p=1", link: "https://d.example/1" })));
    const changed = {
      title: "New",
      link: "https://d.example/new",
      date: "Sat, 21 Nov 2026 10:30:00 GMT",
      text: "New.",
    };

    expect(await imported("after.xml", rss(item({ guid: "http://d.example/?p=1", ...changed })))).toEqual([
      "updated",
    ]);
    expect(await articles()).toMatchObject([{ guid: "https://d.example/?p=1", title: "New" }]);
  });

  it.each([
    ["an id longer than 2,000 characters", "7".repeat(2001), [{ kind: "guid", text: "7".repeat(2001) }]],
    ["an id of white space", " \n ", []],
  ])("leaves out %s", async (_, guid, expected) => {
    expect(await imported("feed.xml", rss(item({ guid })))).toEqual(["added"]);
    expect(await guids()).toEqual([undefined]);
    expect(losses).toEqual(expected);
  });
});
