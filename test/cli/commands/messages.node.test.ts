import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import manifest from "../../../package.json";
import { aCommandLine, type CommandLine } from "../../support/a-command-line.ts";
import { anArticle, aStore } from "../../support/a-store.ts";

const SCHEDULED = anArticle({ id: "scheduled", published: "2999-01-01T00:00:00Z" });
let articles: CommandLine;

beforeEach(async () => {
  articles = await aCommandLine(aStore([anArticle({ summary: "Short", tags: ["books"] }), SCHEDULED]));
});
afterEach(() => articles.remove());

describe("articles prints what it did", () => {
  it.each([
    [
      ["edit", "on-reading", "--title", "On writing", "--clear", "summary", "--tag", "books", "--tag", "art"],
      "changed on-reading  On writing\n    title: On [-reading-]{+writing+}\n    tags: books{+, art+}\n    summary: [-Short-]\n",
    ],
    [["edit", "on-reading", "--title", "On reading"], "unchanged on-reading  On reading\n"],
    [["move", "on-reading", "Letters"], "moved on-reading  On reading: from Essays to Letters\n"],
    [["move", "on-reading", "essays"], "unchanged on-reading  On reading: it is in Essays already\n"],
    [
      ["release", "on-reading"],
      "unchanged on-reading  On reading: it is published already, since 2025-01-02T08:00:00+08:00\n",
    ],
    [["column", "add", "notes", "Notes"], "added column notes: Notes\n"],
    [["column", "rename", "letters", "Post"], "renamed column letters: from Letters to Post\n"],
    [["column", "rename", "Letters", "Letters"], "unchanged column letters: Letters\n"],
    [["column", "list"], "essays        2  Essays\nletters       0  Letters\n"],
  ])("in %j", async (args, told) => {
    expect(await articles.run(args)).toEqual({ code: 0, out: told, err: "" });
  });

  it.each([
    [
      ["edit", "on-reading", "--title", "On writing", "--dry-run"],
      /would change.*\n.*writing.*\nnothing is written/,
    ],
    [["remove", "on-reading", "--dry-run"], /would remove on-reading {2}On reading; nothing is written/],
  ])("and what it would do, in %j", async (args, told) => {
    const before = await readFile(articles.file, "utf8");

    const { out } = await articles.run(args);

    expect(out).toMatch(told);
    expect(await readFile(articles.file, "utf8")).toBe(before);
  });

  it.each([
    ["edit", ["edit", "on-reading", "--title", ""]],
    ["new", ["new", "--title", " ", "--column", "essays", "--body", "-"]],
    ["column", ["column", "rename", "essays", ""]],
  ])("and refuses an empty title in one line, in %s", async (_, args) => {
    const { code, err } = await articles.run(args);

    expect(code).toBe(2);
    expect(err.split("\n")[0]).toMatch(/A title cannot be empty\.$/);
  });

  it.each([
    ["rss", "x.xml", /^wrote 1 article to \S+x\.xml; left out 1 that is a draft or scheduled$/],
    ["opml", "x.opml", /^wrote 3 feeds to \S+x\.opml$/],
    ["markdown", "folder", /^wrote 2 articles to \S+folder, a file each$/],
  ])("and how much it exported as %s", async (format, name, told) => {
    const { out } = await articles.run([
      ...["export", "--format", format, "--output", join(articles.folder, name)],
    ]);

    expect(out.trimEnd()).toMatch(told);
  });

  it("--version prints the version", async () => {
    expect(await articles.run(["--version"])).toMatchObject({ code: 0, out: `${manifest.version}\n` });
  });
});

it("articles stats prints what it counts", async () => {
  const { out } = await articles.run(["stats"]);

  expect(out).toMatch(
    / 2 {2}articles in all\n +0 {2}with their text\n +2 {2}without, as teasers.*\n +1 {2}scheduled for a later date\n +0 {2}drafts, which "release" publishes/,
  );
});
