import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Draft, ReadContext, ReadResult } from "../../src/importer/draft.ts";
import { readDocument } from "../../src/importer/read-document.ts";
import { UserError } from "../../src/operator/user-error.ts";

const FIXTURES = "test/fixtures";
const KINDS = ["pages", "feeds", "texts"];
const CONTEXT: ReadContext = {
  timeZone: "Asia/Shanghai",
  language: "zh-CN",
  authority: "review.example,2020",
  related: false,
};

/** The content of `expected.json`; `test/fixtures/README.md` explains the fields. */
interface Expected {
  readonly url?: string;
  readonly contentType?: string;
  readonly listedTitle?: string;
  readonly drafts?: readonly Draft[];
  readonly related?: readonly Draft[];
  readonly losses?: ReadResult["losses"];
  readonly refused?: string;
}

describe.each(KINDS)("readDocument() of test/fixtures/%s", (kind) => {
  it.each(readdirSync(join(FIXTURES, kind)))("%s", async (name) => {
    const { document, expected } = readFixture(join(FIXTURES, kind, name));
    const { drafts = [], related, refused, losses } = expected;

    if (refused !== undefined) {
      await expect(readDocument(document, CONTEXT)).rejects.toStrictEqual(new UserError(refused));
      return;
    }
    const { feedFormat, pages: _, ...read } = await readDocument(document, CONTEXT);
    // Strictly equal: a field without a value must be absent, not `undefined`.
    expect(read).toStrictEqual({ drafts, ...(losses && { losses }) });
    expect(feedFormat).toEqual(kind === "feeds" ? expect.stringMatching(/^(rss|atom|json)$/) : undefined);
    if (related !== undefined) {
      const withRelated = await readDocument(document, { ...CONTEXT, related: true });
      expect(withRelated).toStrictEqual({ drafts: [...drafts, ...related] });
    }
  });
});

function readFixture(folder: string) {
  const expected: Expected = JSON.parse(readFileSync(join(folder, "expected.json"), "utf8"), reviveValue);
  const source = readdirSync(folder).find((file) => file.startsWith("source.")) ?? "source";
  const { url, contentType, listedTitle } = expected;
  return {
    document: { name: source, bytes: readFileSync(join(folder, source)), url, contentType, listedTitle },
    expected,
  };
}

/** Dates are texts in JSON; a picture of which only the address is known is its address, as in the store. */
function reviveValue(key: string, value: unknown): unknown {
  if (key === "image" && typeof value === "string") return { url: value };
  return (key === "published" || key === "updated") && typeof value === "string" ? new Date(value) : value;
}
