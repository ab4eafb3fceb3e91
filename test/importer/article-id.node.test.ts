import { describe, expect, it } from "vitest";
import { articleId } from "../../src/importer/article-id.ts";
import { type Identity, sourceIdHash } from "../../src/importer/matching/identity.ts";

function idOf(identity: Partial<Identity>, taken: readonly string[] = []): Promise<string> {
  const context = { authority: "review.example,2020", isTaken: async (id: string) => taken.includes(id) };
  return articleId({ title: "On Reading", ...identity }, context);
}

describe("articleId()", () => {
  const hash = sourceIdHash("entry 1");

  it.each<[string, Partial<Identity>, string]>([
    ["its title", {}, "on-reading"],
    ["its date and title", { day: "2020-11-26" }, "2020-11-26-on-reading"],
    ["its title in pinyin", { title: "弘扬劳模精神" }, "hong-yang-lao-mo-jing-shen"],
    ["a word, if its title has no letters", { title: "？！" }, "article"],
    [
      "the number of its page",
      { day: "2020-11-26", address: "https://a.example/2020/c12345678_2.html" },
      "2020-11-26-12345678",
    ],
    ["its title, if its page has no long number", { address: "https://a.example/2020/1.html" }, "on-reading"],
    ["its own id in our feeds", { sourceId: "tag:review.example,2020:first" }, "first"],
    ["the hash of its source's id, if it has no page", { sourceId: "entry 1" }, `on-reading~${hash}`],
    ["no hash, if it has a page", { sourceId: "entry 1", address: "https://a.example/1" }, "on-reading"],
  ])("has %s", async (_, identity, id) => {
    expect(await idOf(identity)).toBe(id);
  });

  it("has a number, if the id is taken", async () => {
    expect(await idOf({}, ["on-reading"])).toBe("on-reading-2");
    expect(await idOf({}, ["on-reading", "on-reading-2"])).toBe("on-reading-3");
  });

  it("has at most 60 characters of a title, cut between syllables", async () => {
    const id = await idOf({ title: "劳模".repeat(20) });

    expect(id.length).toBeLessThanOrEqual(60);
    expect(id).toMatch(/^(?:lao-mo-)+(?:lao|lao-mo|mo)$/);
  });
});
