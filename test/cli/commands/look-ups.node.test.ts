import { describe, expect, it } from "vitest";
import { requireColumn } from "../../../src/cli/commands/look-ups.ts";
import { aSlug } from "../../support/a-slug.ts";

const COLUMNS = [
  { slug: aSlug("qianyan"), title: "工运前沿" },
  { slug: aSlug("letters"), title: "qianyan" },
  { slug: aSlug("one"), title: "来信" },
  { slug: aSlug("two"), title: "来信" },
];

describe("requireColumn()", () => {
  it.each([
    ["the slug", "letters", "letters"],
    ["the title", "工运前沿", "qianyan"],
    ["the slug rather than the title of another", "qianyan", "qianyan"],
  ])("finds a column by %s", (_, named, slug) => {
    expect(requireColumn(COLUMNS, named).slug).toBe(slug);
  });

  it.each([
    ["nope", COLUMNS, /no column "nope"; take one of these \(工运前沿 qianyan, /],
    ["来信", COLUMNS, /Several columns.*by its slug/],
    ["nope", [], /no column yet; add one with ".* column add"/],
  ])("refuses %s and says what to name", (named, columns, reason) => {
    expect(() => requireColumn(columns, named)).toThrow(reason);
  });
});
