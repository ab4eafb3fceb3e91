import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aCommandLine, type CommandLine } from "../support/a-command-line.ts";
import { anArticle, aStore } from "../support/a-store.ts";

const HOSTILE = anArticle({
  id: "hostile",
  title: "A\u009b2J \u202eB",
  published: "2025-01-02T20:00:00Z",
  updated: "2025-01-02T20:00:00Z",
});
let articles: CommandLine;

beforeAll(async () => {
  articles = await aCommandLine(aStore([HOSTILE]));
});
afterAll(() => articles.remove());

describe("articles", () => {
  it.each([
    ["list", ["list"]],
    ["show", ["show", "hostile"]],
    ["JSON", ["--json", "show", "hostile"]],
    ["an argument", ["--\u001b[2J\u202e"]],
    ["an id", ["show", "\u009b\u202e"]],
  ])("shows nothing that a terminal obeys in %s", async (_, args) => {
    const { out, err } = await articles.run(args);

    expect(out + err).toMatch(/\\u/);
    expect((out + err).replaceAll("\n", "")).not.toMatch(/[\p{Cc}\u202e]/u);
  });

  it("list shows the day where the site is", async () => {
    const { out } = await articles.run(["list"]);

    expect(out).toContain("2025-01-03  essays  hostile");
  });

  it.each([
    [
      "a file that is not there",
      ["new", "--title", "A", "--column", "essays", "--body", "nofile.md"],
      /^nofile\.md: .*no such file/,
    ],
    [
      "a folder that is not there",
      ["export", "--format", "rss", "--output", "nodir/x.xml"],
      /^nodir\/x\.xml: .*no such file or folder/,
    ],
    [
      "a file for a folder",
      ["export", "--format", "markdown", "--output", "package.json"],
      /^package\.json: it is a file; .*name a folder/,
    ],
    ["a folder for a file", ["export", "--format", "rss", "--output", "src"], /^src: .*is a folder/],
  ])("says of %s in one line what to do", async (_, args, line) => {
    const { code, err } = await articles.run(args);

    expect(code).toBe(1);
    expect(err.trimEnd().split("\n")).toEqual([expect.stringMatching(line)]);
  });

  it.each([
    ["refusals", ["--json", "show", "none"], 1],
    ["wrong usage", ["list", "--json", "--frobnicate"], 2],
  ])("--json prints %s as JSON too, and the line for people apart", async (_, args, code) => {
    const ended = await articles.run(args);

    const { error } = JSON.parse(ended.out);
    expect(ended.code).toBe(code);
    expect(ended.err.split("\n")[0]).toBe(error);
  });
});

describe("articles export", () => {
  it.each([
    ["JSON and a feed on one standard output", ["rss", "--json"], /--output/],
    ["a column of OPML", ["opml", "--column", "essays"], /every column/],
    ["Markdown without a folder", ["markdown"], /--output/],
    ["an origin that is none", ["rss", "--origin", "foo"], /scheme and host/],
    ["an origin with a path", ["rss", "--origin", "https://x.example/feeds"], /scheme and host/],
  ])("refuses %s as wrong usage", async (_, options, reason) => {
    const { code, err } = await articles.run(["export", "--format", ...options]);

    expect(code).toBe(2);
    expect(err).toMatch(reason);
  });

  it("takes an origin with a slash behind it", async () => {
    const output = join(articles.folder, "feeds.opml");

    const { out } = await articles.run([
      ...["--json", "export", "--format", "opml", "--origin", "https://x.example/", "--output", output],
    ]);

    expect(JSON.parse(out)).toEqual({ output, feeds: 3 });
    expect(await readFile(output, "utf8")).toContain('xmlUrl="https://x.example/rss.xml"');
  });
});
