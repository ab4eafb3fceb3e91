import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { articleRecord } from "../../../src/domain/article-record.ts";
import { mergeDrafts } from "../../../src/importer/merge-drafts.ts";
import { readDocument } from "../../../src/importer/read-document.ts";
import { storedArticles } from "../../../src/store/json-file/memory-articles.ts";
import { parseStore } from "../../../src/store/json-file/parse-store.ts";
import type { ArticleRecord } from "../../../src/store/json-file/store-document.ts";
import { aSlug } from "../../support/a-slug.ts";
import { aStore } from "../../support/a-store.ts";
import { serve } from "../../support/serve.ts";
import { fromAtom, fromJson, fromRss, fromXml, type ToldEntry } from "../../support/told-entries.ts";

const EMPTY = aStore([]);

/** Returns a function that serves a store into which the feed of this fixture has been imported. */
async function moved(fixture: string) {
  const { site } = EMPTY;
  const document = { name: "feed", bytes: readFileSync(fixture) };
  const { drafts } = await readDocument(document, { ...site, related: false });
  const filed = drafts.map((draft) => ({ draft, column: aSlug("essays"), from: "feed" }));
  const now = new Date("2025-05-01T00:00:00Z");
  const { articles } = await mergeDrafts(storedArticles(parseStore(EMPTY)), filed, { now, asDrafts: false });
  const records = articles.map((article): ArticleRecord => articleRecord(article, site.timeZone));
  const get = serve(aStore(records));
  return async (path: string) => (await get(path)).text();
}

/** Returns the id by which a reader knows each entry, by its title: without a guid, its link. */
function idsOf(entries: readonly Pick<ToldEntry, "title" | "id" | "url">[]): object {
  return Object.fromEntries(entries.map(({ title, id, url }) => [title, id ?? url]));
}

describe("readers of a feed that moved here know every entry again:", () => {
  it.each(["rss-guid-kinds", "rss-1.0-dublin-core"])("of the RSS of %s", async (name) => {
    const fixture = `test/fixtures/feeds/${name}/source.xml`;
    const [before, get] = [fromXml(readFileSync(fixture, "utf8")), await moved(fixture)];

    const [rss, json] = [await get("/rss.xml?limit=100"), await get("/feed.json?limit=100")];

    expect(idsOf(fromXml(rss))).toEqual(idsOf(before));
    expect(idsOf(fromRss(rss))).toEqual(idsOf(before));
    expect(idsOf(fromJson(json))).toEqual(idsOf(before));
  });

  it("of the Atom", async () => {
    const fixture = "test/fixtures/feeds/atom-id-kinds/source.xml";
    const [before, get] = [idsOf(fromAtom(readFileSync(fixture, "utf8"))), await moved(fixture)];

    // "0003" is no IRI, which ids are in Atom (RFC 4287 §4.2.6).
    expect(idsOf(fromAtom(await get("/atom.xml")))).toEqual({
      ...before,
      Number: "tag:review.example,2020:number",
    });
  });

  it("of the JSON Feed", async () => {
    const fixture = "test/fixtures/feeds/json-feed-id-kinds/source.json";
    const [before, get] = [idsOf(fromJson(readFileSync(fixture, "utf8"))), await moved(fixture)];

    expect(idsOf(fromJson(await get("/feed.json")))).toEqual(before);
  });
});
