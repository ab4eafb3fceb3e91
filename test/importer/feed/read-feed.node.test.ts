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

const read = (text: string) => readFeed({ name: "feed", text }, CONTEXT);

// What is read of feeds is tested with test/fixtures/feeds.
describe("readFeed() refuses", () => {
  it.each([
    ["100,000 levels", rss(`${"<a>".repeat(100_000)}${"</a>".repeat(100_000)}`), /nested/],
    [
      "content of 100,000 levels",
      rss(`<content:encoded><![CDATA[${"<div>".repeat(100_000)}]]></content:encoded>`),
      /"One & two".*nested/,
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
