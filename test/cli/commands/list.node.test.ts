import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aCommandLine, type CommandLine } from "../../support/a-command-line.ts";
import { anArticle, aStore } from "../../support/a-store.ts";

const { published: _, ...UNDATED } = anArticle({ id: "undated", updated: "2025-02-02T20:00:00Z" });
const ARTICLES = [
  anArticle({ authors: [{ name: "王晓峰" }] }),
  UNDATED,
  anArticle({ id: "soon", title: "On waiting", published: "2999-01-01T00:00:00Z" }),
  anArticle({ id: "draft", title: "Notes", column: "letters", published: "9999-12-31T08:00:00+08:00" }),
];
let articles: CommandLine;

beforeAll(async () => {
  articles = await aCommandLine(aStore(ARTICLES));
});
afterAll(() => articles.remove());

describe("articles list", () => {
  it("shows when each was published or will be, or when it changed", async () => {
    const { out } = await articles.run(["list"]);

    expect(out.trimEnd().split("\n")).toEqual([
      expect.stringMatching(/^draft +letters +draft +Notes$/),
      expect.stringMatching(/^scheduled 2999-01-01 08:00 +essays +soon/),
      expect.stringMatching(/^\[2025-02-03\] +essays +undated/),
      expect.stringMatching(/^2025-01-02 +essays +on-reading/),
    ]);
  });

  it.each([
    ["a word of the title", ["WAITING"], ["soon"]],
    ["words of title and author", ["reading", "晓峰"], ["on-reading"]],
    ["the newest", ["--limit", "2"], ["draft", "soon"]],
    ["a column, by its title", ["--column", "Letters"], ["draft"]],
  ])("shows only those of %s", async (_, options, ids) => {
    const { out } = await articles.run(["--json", "list", ...options]);

    expect(JSON.parse(out).map(({ id }: { id: string }) => id)).toEqual(ids);
  });

  it("says on standard error that no article matches", async () => {
    expect(await articles.run(["list", "nothing"])).toEqual({
      code: 0,
      out: "",
      err: "None of the 4 articles is like that\n",
    });
  });

  it("refuses an unknown column", async () => {
    const { code, err } = await articles.run(["list", "--column", "nope"]);

    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('There is no column "nope"') });
  });
});
