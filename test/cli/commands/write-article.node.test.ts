import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { writeArticle } from "../../../src/cli/commands/write-article.ts";
import { UserError } from "../../../src/operator/user-error.ts";
import { aCommandContext, aProcess, type TestContext } from "../../support/a-process.ts";
import { anArticle, aStore } from "../../support/a-store.ts";

const { published: _, ...UNDATED } = anArticle();
const OPTIONS = { title: "On writing", column: "letters" };
let folder: string;
let context: TestContext;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "lanmu-write-"));
  vi.stubEnv("TMPDIR", join(folder));
  editor("true");
  await save([UNDATED]);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

const save = (articles: Parameters<typeof aStore>[0]) =>
  writeFile(context.store, JSON.stringify(aStore(articles)));
const stored = async () => JSON.parse(await readFile(context.store, "utf8")).articles;
/** An editor that runs a line of shell on the file "$1". */
function editor(line: string): void {
  const env = { EDITOR: `sh -c '${line}' sh` };
  const terminal = aProcess({ answers: [], env, now: () => new Date("2026-01-01T00:00:00Z") });
  context = aCommandContext(join(folder, "articles.json"), terminal);
}

describe("writeArticle() with an editor", () => {
  it("adds what is written, and leaves no file", async () => {
    editor('printf "We *write*." >> "$1"');

    await writeArticle(OPTIONS, context);

    expect((await stored())[1]).toMatchObject({ title: "On writing", content: "<p>We <em>write</em>.</p>" });
    expect(await readdir(folder)).toEqual(["articles.json"]);
  });

  it("adds nothing when nothing is written, and leaves no file", async () => {
    editor("true");

    await expect(writeArticle(OPTIONS, context)).rejects.toThrow(
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

    await expect(writeArticle(options, context)).rejects.toThrow(reason);
    expect(await readdir(folder)).toEqual(["articles.json"]);
  });

  it("keeps what is written, and says where, when the store does not take it", async () => {
    editor(`printf "We write." >> "$1"; echo broken > "${join(folder, "articles.json")}"`);

    await expect(writeArticle(OPTIONS, context)).rejects.toThrow(/is not JSON/);

    const [, path = ""] = /kept: .* new --body (\S+)$/.exec(context.warnings.join()) ?? [];
    expect(await readFile(path, "utf8")).toContain("We write.");
  });

  it("keeps what is written, and says where, when the editor fails", async () => {
    editor('printf "We write." >> "$1"; exit 3');

    await expect(writeArticle(OPTIONS, context)).rejects.toThrow(
      /ended with 3.*what you wrote is in \S+article\.md/,
    );
  });
});
