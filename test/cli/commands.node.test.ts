import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aCommandLine, type CommandLine } from "../support/a-command-line.ts";
import { anArticle, aStore } from "../support/a-store.ts";

let line: CommandLine;

beforeEach(async () => {
  line = await aCommandLine(aStore([anArticle({ content: "<p>We read.</p>" })]));
});
afterEach(() => line.remove());

/** Runs a command; returns its exit code and all that it printed. */
async function articles(...args: string[]) {
  const { code, out, err } = await line.run(args);
  return { code, output: out + err };
}

describe("articles", () => {
  it.each([
    ["a command that is none", ["frobnicate"]],
    ["an option that is none", ["list", "--frobnicate"]],
    ["an argument that is missing", ["show"]],
    ["a size that is none", ["import", "x", "--max-size", "big"]],
    ["a tag that cannot be an address", ["import", "x", "--tag", "a.json"]],
    ["an author whose name cannot be an address", ["import", "x", "--author", ".."]],
    ["a date that is none", ["edit", "on-reading", "--published", "3小时前"]],
    ["a time that no timer can wait", ["import", "x", "--timeout", "99999999999"]],
    ["nothing to change", ["edit", "on-reading"]],
    ["no terminal to write on", ["new"]],
    ["no command", []],
  ])("says how it is used and ends with 2 for %s", async (_, args) => {
    const { code, output } = await articles(...args);

    expect(code).toBe(2);
    expect(output).toMatch(/help|Usage/);
  });

  it.each([
    ["an article that is not there", ["show", "none"], /There is no article "none"/],
    [
      "a column that is not there",
      ["move", "on-reading", "none"],
      /There is no column "none".*Essays essays, Letters letters/,
    ],
    ["a column that has articles", ["column", "remove", "essays"], /1 article/],
    [
      "a column that is there already",
      ["column", "add", "essays", "Essays"],
      /There is already a column essays: Essays/,
    ],
    ["a source that is not there", ["import", "none.html", "--column", "essays"], /none\.html/],
  ])("refuses %s with the reason, ends with 1 and writes nothing", async (_, args, reason) => {
    const before = await readFile(line.file, "utf8");

    const { code, output } = await articles(...args);

    expect({ code, same: (await readFile(line.file, "utf8")) === before }).toEqual({ code: 1, same: true });
    expect(output).toMatch(reason);
    expect(output).not.toMatch(/\n\s+at |\u001b/);
  });

  it("an article is added, corrected, moved, shown and removed, each by one command", async () => {
    const page = join(line.folder, "page.md");
    await writeFile(
      page,
      "---\ntitle: On writing\nauthor: Li Na\ndate: 2025-03-01 09:00\n---\n\nWe *write*.\n",
    );

    expect((await articles("import", page, "--column", "letters")).output).toContain(
      "1 added, 0 updated, 0 unchanged, 0 refused",
    );
    expect((await articles("import", page, "--column", "letters")).output).toContain(
      "0 added, 0 updated, 1 unchanged, 0 refused",
    );
    const id = (await line.store()).articles[1]?.id ?? "";
    expect(id).toBe("2025-03-01-on-writing");
    await articles("edit", id, "--title", "On writing well", "--tag", "craft");
    await articles("move", id, "essays");
    expect((await line.store()).articles[1]).toMatchObject({
      title: "On writing well",
      column: "essays",
      tags: ["craft"],
      authors: [{ name: "Li Na" }],
      published: "2025-03-01T09:00:00+08:00",
      content: "<p>We <em>write</em>.</p>",
    });
    expect((await articles("show", id)).output).toMatch(/title +On writing well[\s\S]*We write\./);
    await articles("remove", id);
    expect((await line.store()).articles.map((one) => one.id)).toEqual(["on-reading"]);
  });

  it("import --draft keeps an article back until release", async () => {
    const page = join(line.folder, "page.md");
    await writeFile(page, "# Soon\n\nText.\n");

    await articles("import", page, "--column", "letters", "--draft");
    const waiting = (await line.store()).articles[1];
    await articles("release", waiting?.id ?? "");

    expect(new Date(waiting?.published ?? 0).getTime()).toBeGreaterThan(Date.now());
    expect(new Date((await line.store()).articles[1]?.published ?? 0).getTime()).toBeLessThanOrEqual(
      Date.now(),
    );
  });

  it("import takes the good of a batch, and refuses the rest with a line each", async () => {
    await writeFile(join(line.folder, "good.md"), "# Good\n\nText.\n");
    await writeFile(join(line.folder, "tag.md"), "---\ntitle: Bad\ntags: [package.json]\n---\n\nText.\n");
    await writeFile(join(line.folder, "empty.md"), "");

    const names = join(line.folder, "*.md");
    const { code, output } = await articles("import", names, "--column", "letters", "--strict");

    expect(code).toBe(1);
    expect(output).toMatch(/tag\.md: "Bad": tag left out: "package\.json"/);
    expect(output).toMatch(/empty\.md: /);
    expect(output).toContain("1 added, 0 updated, 0 unchanged, 2 refused");
    expect((await line.store()).articles.map(({ title }) => title)).toEqual(["On reading", "Good"]);
  });

  it("--json prints what scripts can read", async () => {
    const { output } = await articles("--json", "list");

    expect(JSON.parse(output)).toMatchObject([{ id: "on-reading", column: "essays" }]);
  });

  it("column add, rename and remove change the columns and nothing else", async () => {
    await articles("column", "add", "notes", "Notes");
    await articles("column", "rename", "notes", "Short notes");
    expect((await line.store()).columns.at(-1)).toEqual({ slug: "notes", title: "Short notes" });

    await articles("column", "remove", "notes");
    expect((await line.store()).columns).toEqual(aStore([]).columns);
  });

  it("new takes an article in Markdown from standard input", async () => {
    const { code } = await line.run(
      ["new", "--title", "Now", "--column", "letters", "--body", "-"],
      "Written **now**.\n",
    );

    expect(code).toBe(0);
    expect((await line.store()).articles[1]).toMatchObject({
      title: "Now",
      content: "<p>Written <strong>now</strong>.</p>",
    });
  });
});
