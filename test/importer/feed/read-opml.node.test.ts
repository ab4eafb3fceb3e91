import { describe, expect, it } from "vitest";
import type { ReadContext } from "../../../src/importer/draft.ts";
import { readOpml } from "../../../src/importer/feed/read-opml.ts";
import { UserError } from "../../../src/operator/user-error.ts";

const CONTEXT: ReadContext = {
  timeZone: "UTC",
  language: "en",
  authority: "review.example,2020",
  related: false,
};
const opml = (body: string) =>
  `<?xml version="1.0"?><opml version="2.0"><head><title>Feeds</title></head><body>${body}</body></opml>`;

function read(text: string, url?: string) {
  return readOpml({ name: "feeds.opml", text, ...(url !== undefined && { url }) }, CONTEXT);
}

describe("readOpml() finds", () => {
  it.each([
    [
      "a feed outside other outlines",
      '<outline text="A" xmlUrl="https://a.example/rss"/>',
      [{ address: "https://a.example/rss" }],
    ],
    [
      "a feed in an outline",
      '<outline text="Essays"><outline text="A" xmlUrl="https://a.example/rss?a=1&amp;b=2"/></outline>',
      [{ address: "https://a.example/rss?a=1&b=2", columnTitle: "Essays" }],
    ],
    [
      "the title before the text",
      '<outline text="e" title="Essays &amp; more"><outline text="A" xmlUrl="https://a.example/rss"/></outline>',
      [{ address: "https://a.example/rss", columnTitle: "Essays & more" }],
    ],
    [
      "the nearest outline",
      '<outline text="All"><outline text="Essays"><outline text="A" xmlUrl="https://a.example/rss"/></outline><outline text="B" xmlUrl="https://b.example/rss"/></outline>',
      [
        { address: "https://a.example/rss", columnTitle: "Essays" },
        { address: "https://b.example/rss", columnTitle: "All" },
      ],
    ],
    [
      "names in any case",
      '<Outline TEXT="A" XMLURL="https://a.example/rss"/>',
      [{ address: "https://a.example/rss" }],
    ],
    ["a relative address", '<outline text="A" xmlUrl="/rss"/>', [{ address: "https://lists.example/rss" }]],
    [
      "an address that cannot be fetched",
      '<outline text="A" xmlUrl="file:///etc/passwd"/>',
      [{ address: "file:///etc/passwd" }],
    ],
  ])("%s", async (_what, body, feeds) => {
    expect(await read(opml(body), "https://lists.example/feeds.opml")).toStrictEqual({ drafts: [], feeds });
  });
});

it("readOpml() counts the outlines that are neither a feed nor a group", async () => {
  const feed = '<outline text="C" xmlUrl="https://c.example/rss"/>';
  const list = opml(
    `<outline text="Group">${feed}<outline text="A" htmlUrl="https://a.example/"/></outline><outline text="B"/>`,
  );

  expect(await read(list)).toStrictEqual({
    drafts: [],
    feeds: [{ address: "https://c.example/rss", columnTitle: "Group" }],
    losses: [{ kind: "outlines", count: 2 }],
  });
});

describe("readOpml() refuses", () => {
  it.each([
    ["a list without feeds", opml('<outline text="A"/>'), /without a feed/],
    ["an empty list", opml(""), /without a feed/],
    ["a list that is cut off", opml("").slice(0, -10), /cut off/],
    ["entities", `<!DOCTYPE opml [<!ENTITY a "b">]>${opml("").replace(/<\?.*?\?>/, "")}`, /entities/],
    [
      "100,000 levels",
      opml(`${"<outline>".repeat(100_000)}${"</outline>".repeat(100_000)}`),
      /Cannot be read/,
    ],
  ])("%s, in one line", async (_what, text, reason) => {
    const refusal = await read(text).catch((error: unknown) => error);

    expect(refusal).toBeInstanceOf(UserError);
    expect((refusal as UserError).message).toMatch(reason);
  });
});
