import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type ImportOptions, importArticles } from "../../../../src/cli/commands/import/import-articles.ts";
import { importReport } from "../../../../src/cli/commands/import/import-report.ts";
import type { StoreDocument } from "../../../../src/store/json-file/store-document.ts";
import { aCommandContext, aProcess } from "../../../support/a-process.ts";
import { anArticle, aStore } from "../../../support/a-store.ts";
import { serve } from "../../../support/serve.ts";

const RSS = `<rss version="2.0"><channel><title>F</title><link>https://a.example/</link><description>D</description><item><title>One</title><guid isPermaLink="false">1</guid><description>Text</description></item></channel></rss>`;
const ATOM = `<feed xmlns="http://www.w3.org/2005/Atom"><title>F</title><id>urn:f</id><updated>2025-01-01T00:00:00Z</updated><entry><title>One</title><id>urn:1</id><updated>2025-01-01T00:00:00Z</updated></entry></feed>`;
const JSON_FEED = `{"version":"https://jsonfeed.org/version/1.1","title":"F","items":[{"id":"1","title":"One","content_text":"Text"}]}`;

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "lanmu-keep-address-"));
  file = join(folder, "articles.json");
  await put(aStore([]));
});
afterEach(() => rm(folder, { recursive: true }));

const put = (store: StoreDocument) => writeFile(file, JSON.stringify(store));
const store = async (): Promise<StoreDocument> => JSON.parse(await readFile(file, "utf8"));

/** Imports documents; returns the notes of the report. */
async function imported(documents: readonly string[], options: Partial<ImportOptions>) {
  const names = documents.map((_, index) => join(folder, `${index}`));
  for (const [index, text] of documents.entries()) await writeFile(names[index] ?? "", text);
  const context = aCommandContext(file, aProcess({ now: () => new Date("2026-01-01T00:00:00Z") }));
  const chosen = { column: "letters", maxSize: 1_000_000, timeout: 5, ...options };
  return importReport(await importArticles(names, chosen, context), context.colors).notes;
}

describe("--keep-address", () => {
  it.each([
    ["RSS", RSS, "/old/feed.xml", "/columns/letters/rss.xml"],
    ["Atom", ATOM, "/?feed=atom", "/columns/letters/atom.xml"],
    ["a JSON Feed", JSON_FEED, "/old.json", "/columns/letters/feed.json"],
  ])("redirects the address of %s to the feed of the column", async (_, text, from, to) => {
    const notes = await imported([text], { keepAddress: from });

    expect(notes).toEqual([`${from} leads to ${to}`]);
    expect((await store()).redirects).toEqual([{ from, to }]);
    const response = await serve(await store())(from, { redirect: "manual" });
    expect([response.status, response.headers.get("Location")]).toEqual([301, to]);
  });

  it("redirects to the feed of the site where articles of the feed are in other columns", async () => {
    await put(aStore([anArticle({ guid: "1", title: "One" })]));

    await imported([RSS], { keepAddress: "/old" });

    expect((await store()).redirects).toEqual([{ from: "/old", to: "/rss.xml" }]);
  });

  it("redirects again where the feed has not changed, and replaces what leads elsewhere", async () => {
    await imported([RSS], {});
    const before = { from: "/other", to: "/atom.xml" };
    await put({ ...(await store()), redirects: [{ from: "/Old/", to: "/atom.xml" }, before] });

    await imported([RSS], { keepAddress: "/old" });
    await imported([RSS], { keepAddress: "/old" });

    expect((await store()).redirects).toEqual([{ from: "/old", to: "/columns/letters/rss.xml" }, before]);
  });

  it.each([
    ["/columns/letters/rss.xml", "/columns/letters/rss.xml"],
    ["/columns/letters/feed/", "/columns/letters/rss.xml"],
    ["/columns/letters/atom.xml", "/columns/letters/atom.xml"],
    ["/feed.xml", "/rss.xml"],
    ["/Feed/", "/rss.xml"],
    ["/atom.xml", "/atom.xml"],
  ])("adds nothing for %s, which leads there already", async (from, to) => {
    expect(await imported([RSS], { keepAddress: from })).toEqual([`${from} leads to ${to}`]);
    expect(await store()).not.toHaveProperty("redirects");
  });

  it("writes nothing in a dry run", async () => {
    const before = await store();

    const notes = await imported([RSS], { keepAddress: "/old", dryRun: true });

    expect(notes).toEqual(["/old leads to /columns/letters/rss.xml"]);
    expect(await store()).toEqual(before);
  });

  it.each<[string, readonly string[], string, RegExp]>([
    ["without a feed", ["# One\n\nText.\n"], "/old", /^Found no feed; with --keep-address/],
    ["with feeds of two formats", [RSS, ATOM], "/old", /^Found feeds of several formats \(rss, atom\)/],
    [
      "from an address of another document here",
      [RSS],
      "/opml.xml",
      /\/redirects\/0\/from: found "\/opml.xml"/,
    ],
  ])("writes nothing at all %s", async (_, documents, keepAddress, message) => {
    const before = await store();

    await expect(imported(documents, { keepAddress })).rejects.toThrow(message);
    expect(await store()).toEqual(before);
  });

  it("writes no redirect where a source cannot be read", async () => {
    expect(await imported([RSS, "<catalogue/>"], { keepAddress: "/old" })).toEqual([
      "/old leads nowhere yet; import the feed again",
    ]);
    expect(await store()).not.toHaveProperty("redirects");
  });
});
