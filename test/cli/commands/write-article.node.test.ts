import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { writeArticle } from "../../../src/cli/commands/write-article.ts";
import type { CommandContext } from "../../../src/cli/terminal/command-context.ts";
import { UserError } from "../../../src/operator/user-error.ts";
import { anArticle, aStore } from "../../support/a-store.ts";

const { published: _, ...UNDATED } = anArticle();
const OPTIONS = { title: "On writing", column: "letters" };
let folder: string;
let notes: string[];
let shell: CommandContext;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "lanmu-write-"));
  vi.stubEnv("TMPDIR", join(folder));
  vi.stubEnv("VISUAL", "");
  notes = [];
  shell = {
    now: () => new Date("2026-01-01T00:00:00Z"),
    print: () => {},
    note: (line) => notes.push(line),
    exitCode: 0,
    store: join(folder, "articles.json"),
    json: false,
    stdin: { isTTY: true } as NodeJS.ReadStream,
  };
  await save([UNDATED]);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

const save = (articles: Parameters<typeof aStore>[0]) =>
  writeFile(shell.store, JSON.stringify(aStore(articles)));
const stored = async () => JSON.parse(await readFile(shell.store, "utf8")).articles;
/** An editor that runs a line of shell on the file "$1". */
const editor = (line: string) => vi.stubEnv("EDITOR", `sh -c '${line}' sh`);

describe("writeArticle() with an editor", () => {
  it("adds what is written, and leaves no file", async () => {
    editor('printf "We *write*." >> "$1"');

    await writeArticle(OPTIONS, shell);

    expect((await stored())[1]).toMatchObject({ title: "On writing", content: "<p>We <em>write</em>.</p>" });
    expect(await readdir(folder)).toEqual(["articles.json"]);
  });

  it("adds nothing when nothing is written, and leaves no file", async () => {
    editor("true");

    await expect(writeArticle(OPTIONS, shell)).rejects.toThrow(
      new UserError("Nothing was written, so nothing was added"),
    );
    expect(await readdir(folder)).toEqual(["articles.json"]);
  });

  it.each([
    ["a title that is taken", { title: "On reading", column: "letters" }, /There is an article "On reading"/],
    ["a title that is none", { title: " ", column: "letters" }, /title/],
    ["a column that is none", { title: "On writing", column: "none" }, /no column "none"/],
  ])("is not opened for %s", async (_, options, reason) => {
    editor(`touch "${folder}/opened"`);

    await expect(writeArticle(options, shell)).rejects.toThrow(reason);
    expect(await readdir(folder)).toEqual(["articles.json"]);
  });

  it("keeps what is written, and says where, when the store does not take it", async () => {
    editor(`printf "We write." >> "$1"; echo broken > "${shell.store}"`);

    await expect(writeArticle(OPTIONS, shell)).rejects.toThrow(/is not JSON/);

    const [, path = ""] = /kept: .* new --body (\S+)$/.exec(notes.join()) ?? [];
    expect(await readFile(path, "utf8")).toContain("We write.");
  });

  it("keeps what is written, and says where, when the editor fails", async () => {
    editor('printf "We write." >> "$1"; exit 3');

    await expect(writeArticle(OPTIONS, shell)).rejects.toThrow(
      /ended with 3.*what you wrote is in \S+article\.md/,
    );
  });
});
