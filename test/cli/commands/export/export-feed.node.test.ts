import { describe, expect, it } from "vitest";
import shipped from "../../../../articles.json";
import { exportFeed } from "../../../../src/cli/commands/export/export-feed.ts";
import { FEED_FORMAT_NAMES, feedAddresses } from "../../../../src/feed/feed-format.ts";
import type { StoreDocument } from "../../../../src/store/json-file/store-document.ts";
import { aFullStore } from "../../../support/a-full-store.ts";
import { aSnapshot } from "../../../support/a-snapshot.ts";
import { anArticle, aStore } from "../../../support/a-store.ts";
import { NOW, ORIGIN, serve } from "../../../support/serve.ts";

describe.each(FEED_FORMAT_NAMES)("exportFeed() in %s", (format) => {
  it.each([
    ["the full store", aFullStore(), "/columns/essays", "essays"],
    ["the full store", aFullStore(), "", undefined],
    ["the shipped store", shipped as StoreDocument, "", undefined],
    ["an empty store", aStore([]), "/columns/letters", "letters"],
  ])("gives of %s what the service gives at %j", async (_name, store, path, column) => {
    const address = new URL(feedAddresses(ORIGIN, { path })[format]).pathname;
    const served = await (await serve(store)(address, {}, new Date("2027-01-01T00:00:00Z"))).text();

    const snapshot = await aSnapshot(store, new Date("2027-01-01T00:00:00Z"));
    const chosen = snapshot.columns.filter(({ slug }) => slug === column).map((one) => ({ column: one }))[0];
    const exported = await exportFeed(format, snapshot, { origin: ORIGIN, ...chosen });

    expect(exported).toBe(served);
  });

  it("holds every article, and none before it is published", async () => {
    const articles = Array.from({ length: 150 }, (_, index) => anArticle({ id: `a${index}` }));
    const later = anArticle({ id: "embargoed", published: "2030-01-01T00:00:00Z" });

    const snapshot = await aSnapshot(aStore([...articles, later]), NOW);
    const exported = await exportFeed(format, snapshot, { origin: ORIGIN });

    expect(articles.filter(({ id }) => !exported.includes(`2020:${id}`))).toEqual([]);
    expect(exported).not.toContain("embargoed");
  });
});
