import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { decode } from "../../../src/importer/decode.ts";
import { readListPage } from "../../../src/importer/listing/list-page.ts";
import type { LeftOutReason, ListedArticle, ListingOptions } from "../../../src/importer/listing/listing.ts";

const FIXTURES = "test/fixtures/listings";

/** The content of `expected.json`; `test/fixtures/README.md` explains the fields. */
interface Expected extends ListingOptions {
  readonly url: string;
  readonly column: string;
  readonly now?: Date;
  readonly articles: readonly ListedArticle[];
  readonly next?: string;
  readonly leftOut?: Partial<Record<LeftOutReason, number>>;
}

describe("readListPage() of test/fixtures/listings", () => {
  it.each(readdirSync(FIXTURES))("%s", (name) => {
    const folder = join(FIXTURES, name);
    const expected: Expected = JSON.parse(readFileSync(join(folder, "expected.json"), "utf8"), reviveDate);
    const { text } = decode(readFileSync(join(folder, "source.html")));

    const { articles, next, leftOut } = readListPage(
      { name, text, url: expected.url },
      { timeZone: "Asia/Shanghai", columnTitle: expected.column, now: expected.now },
      expected,
    );

    expect(articles).toStrictEqual(expected.articles);
    expect(next).toBe(expected.next);
    const counts = Object.fromEntries(leftOut.map(({ reason, count }) => [reason, count]));
    expect(counts).toEqual(expected.leftOut ?? counts);
  });
});

function reviveDate(key: string, value: unknown): unknown {
  return (key === "published" || key === "now") && typeof value === "string" ? new Date(value) : value;
}
