import { describe, expect, it } from "vitest";
import { parseSlug } from "../../src/domain/slug.ts";

describe("parseSlug()", () => {
  it.each(["a", "2020", "on-reading", "gongyun-qianyan", "a-1-b"])("takes %j", (text) => {
    expect(parseSlug(text)).toBe(text);
  });

  it.each([
    "",
    "A",
    "On-reading",
    "-a",
    "a-",
    "a--b",
    "a_b",
    "a b",
    "a/b",
    "a+b",
    "工运",
    "a\n",
    "é",
  ])("refuses %j", (text) => {
    expect(parseSlug(text)).toBeUndefined();
  });

  it("refuses what is absent", () => {
    expect(parseSlug(undefined)).toBeUndefined();
  });
});
