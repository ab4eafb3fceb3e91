import { describe, expect, it } from "vitest";
import type { ReadContext } from "../../../src/importer/draft.ts";
import { readFeed } from "../../../src/importer/feed/read-feed.ts";
import { UserError } from "../../../src/operator/user-error.ts";

const CONTEXT: ReadContext = {
  timeZone: "Asia/Shanghai",
  language: "zh-CN",
  authority: "review.example,2020",
  related: false,
};

const rss = (item: string) =>
  `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>T</title><item><title>One &amp; two</title>${item}</item></channel></rss>`;

const withEntities = (declarations: string, title: string) =>
  `<!DOCTYPE rss [${declarations}]><rss version="2.0"><channel><title>T</title><item><title>${title}</title></item></channel></rss>`;

const read = (text: string) => readFeed({ name: "feed", text }, CONTEXT);

describe("readFeed()", () => {
  it("reads entities up to its limits", async () => {
    const text = withEntities(`<!ENTITY a "${"b".repeat(200)}">`, "&a;".repeat(5000));

    const { drafts } = await read(text);

    expect(drafts.map(({ title }) => title.length)).toEqual([1_000_000]);
  });
});

// What is read of feeds is tested with test/fixtures/feeds.
describe("readFeed() refuses", () => {
  it.each([
    ["100,000 levels", rss(`${"<a>".repeat(100_000)}${"</a>".repeat(100_000)}`), /nested/],
    [
      "content of 100,000 levels",
      rss(`<content:encoded><![CDATA[${"<div>".repeat(100_000)}]]></content:encoded>`),
      /"One & two".*nested/,
    ],
    ["301 entities", withEntities('<!ENTITY a "b">'.repeat(301), "&a;"), /entities/],
    ["an entity of 201 characters", withEntities(`<!ENTITY a "${"b".repeat(201)}">`, "&a;"), /entities/],
    [
      "entities that make it a million characters longer",
      withEntities(`<!ENTITY a "${"b".repeat(200)}">`, "&a;".repeat(5001)),
      /entities/,
    ],
    [
      "entries that the parser does not find",
      rss("").replace("<item>", "<foo>a<br>b</foo><item>"),
      /0 of its 1/,
    ],
    ["XML that is no feed", "<catalogue><book/></catalogue>", /<catalogue>, which is no feed/],
    ["JSON that is no feed", '{"a":1}', /Cannot be read/],
    ["broken JSON", '{"version":', /Cannot be read/],
  ])("%s, in one line", async (_what, text, reason) => {
    const refusal = await read(text).catch((error: unknown) => error);

    expect(refusal).toBeInstanceOf(UserError);
    expect((refusal as UserError).message).toMatch(reason);
    expect((refusal as UserError).message).not.toMatch(/\n/);
  });
});
