import { readFile, rm } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aCommandLine, type CommandLine } from "../../support/a-command-line.ts";
import { anArticle, aStore } from "../../support/a-store.ts";

const SAID = ["init", "--title", "Harbour Weekly", "--url", "https://harbour.example"];
let articles: CommandLine;

beforeEach(async () => {
  articles = await aCommandLine(aStore([anArticle()]));
});
afterEach(() => articles.remove());

describe("articles init", () => {
  it("makes a store that passes the check, with what is usual for what is not said", async () => {
    await rm(articles.file);

    const { code } = await articles.run([...SAID, "--time-zone", "Europe/Lisbon"]);

    const { site, columns } = await articles.store();
    expect(code).toBe(0);
    expect({ site, columns }).toMatchObject({
      site: {
        title: "Harbour Weekly",
        description: "Harbour Weekly",
        url: "https://harbour.example/",
        timeZone: "Europe/Lisbon",
        publisher: { name: "Harbour Weekly" },
        authority: `harbour.example,${new Date().getUTCFullYear()}`,
      },
      columns: [],
    });
    expect((await articles.run(["check"])).out).toContain("0 columns, 0 articles, no problems");
  });

  it("makes the columns, and names the schema where it lies", async () => {
    await rm(articles.file);

    await articles.run([...SAID, "--column", "news=News", "--column", "letters=来信"]);

    const store = JSON.parse(await readFile(articles.file, "utf8"));
    expect(store.columns).toEqual([
      { slug: "news", title: "News" },
      { slug: "letters", title: "来信" },
    ]);
    const schema = await readFile(new URL(store.$schema, `file://${articles.file}`), "utf8");
    expect(JSON.parse(schema)).toHaveProperty("title", "Lanmu store");
  });

  it("overwrites nothing", async () => {
    const before = await readFile(articles.file, "utf8");

    const { code, err } = await articles.run(SAID);

    expect(code).toBe(1);
    expect(err).toMatch(/articles\.json: there is a file of that name already/);
    expect(await readFile(articles.file, "utf8")).toBe(before);
  });

  it.each([
    ["a title that is missing", ["init"], /no terminal to ask on; give --title/],
    [
      "a time zone that is none",
      [...SAID, "--time-zone", "Mars/X"],
      /Found "Mars\/X"; write an IANA time zone/,
    ],
    ["a column without a title", [...SAID, "--column", "news"], /slug and a title, such as letters=Letters/],
    ["a slug that is none", [...SAID, "--column", "News=News"], /lower-case letters/],
  ])("refuses %s as wrong usage", async (_, args, reason) => {
    await rm(articles.file);

    const { code, err } = await articles.run(args);

    expect(code).toBe(2);
    expect(err).toMatch(reason);
  });

  it("is what a command names that finds no store", async () => {
    await rm(articles.file);

    const [listed, added] = await Promise.all([
      articles.run(["list"]),
      articles.run(["column", "add", "news", "News"]),
    ]);

    expect([listed.err, added.err]).toEqual(
      Array(2).fill(expect.stringMatching(/there is no such file; .*"lanmu --store \S+ init"\n$/)),
    );
  });
});
