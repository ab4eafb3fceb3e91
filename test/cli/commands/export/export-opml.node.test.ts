import { parseOpml } from "feedsmith";
import { describe, expect, it } from "vitest";
import { exportOpml } from "../../../../src/cli/commands/export/export-opml.ts";
import { readOpml } from "../../../../src/importer/feed/read-opml.ts";
import { parseStore } from "../../../../src/store/json-file/parse-store.ts";
import type { StoreDocument } from "../../../../src/store/json-file/store-document.ts";
import { aFullStore } from "../../../support/a-full-store.ts";
import { aStore } from "../../../support/a-store.ts";
import { inDocument } from "../../../support/xpath.ts";

const ORIGIN = "https://feeds.example";
const CONTEXT = { timeZone: "UTC", language: "en", authority: "review.example,2020", related: false };

const facts = (document: StoreDocument) => {
  const { site, columns, feeds, updated } = parseStore(document);
  return { site, columns, feeds, lastChange: updated };
};

describe("exportOpml()", () => {
  it("lists the site's feed, each column's and the named ones, which an import finds", async () => {
    const text = exportOpml(facts(aFullStore()), { origin: ORIGIN });

    expect(await readOpml({ name: "opml", text }, CONTEXT)).toEqual({
      drafts: [],
      feeds: [
        { address: "https://feeds.example/rss.xml" },
        { address: "https://feeds.example/columns/essays/rss.xml", columnTitle: "Essays" },
        { address: "https://feeds.example/columns/letters/rss.xml", columnTitle: "Letters" },
        { address: "https://feeds.example/feeds/partner/rss.xml" },
        { address: "https://feeds.example/feeds/everything/rss.xml" },
      ],
    });
  });

  it("is well-formed OPML 2.0, whose every outline has a text and whose every feed has a type", () => {
    const full = facts(aFullStore());
    const site = { ...full.site, title: "R&D <“Review”>" };
    const text = exportOpml({ ...full, site }, { origin: ORIGIN, format: "rss" });

    const told = inDocument(text, (find) => ({
      version: find("/opml/@version"),
      titles: [...find("/opml/head/title"), ...find("/opml/body/outline[1]/@text")],
      nameless: find("//outline[not(normalize-space(@text))]"),
      typeless: find("//outline[@xmlUrl][not(@type='rss')]"),
      feeds: find("//outline/@xmlUrl"),
    }));

    expect(told).toEqual({
      version: ["2.0"],
      titles: ["R&D <“Review”>", "R&D <“Review”>"],
      nameless: [],
      typeless: [],
      feeds: ["", "/columns/essays", "/columns/letters", "/feeds/partner", "/feeds/everything"].map(
        (path) => `${ORIGIN}${path}/rss.xml`,
      ),
    });
  });

  it("says when the store last changed, and the same bytes each time", () => {
    const text = exportOpml(facts(aStore([])), { origin: ORIGIN });

    expect(parseOpml(text).head?.dateModified).toBe("Sun, 01 Jun 2025 00:00:00 GMT");
    expect(exportOpml(facts(aStore([])), { origin: ORIGIN })).toBe(text);
  });
});
