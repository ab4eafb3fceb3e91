import { describe, expect, it } from "vitest";
import { asSlug } from "../../src/domain/slug.ts";

describe("asSlug()", () => {
  it.each(["a", "2020", "on-reading", "gongyun-qianyan", "a-1-b"])("takes %j", (text) => {
    expect(asSlug(text)).toBe(text);
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
    expect(asSlug(text)).toBeUndefined();
  });

  it("refuses what is absent", () => {
    expect(asSlug(undefined)).toBeUndefined();
  });
});
