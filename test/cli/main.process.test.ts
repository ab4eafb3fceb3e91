import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aCommandLine, type CommandLine } from "../support/a-command-line.ts";
import { anArticle, aStore } from "../support/a-store.ts";

let articles: CommandLine;

beforeAll(async () => {
  // More than a pipe holds.
  const many = Array.from({ length: 3000 }, (_, index) => anArticle({ id: `a${index}` }));
  articles = await aCommandLine(aStore(many));
});
afterAll(() => articles.remove());

/** Runs a line of shell, in which `"$@"` starts the program with its store; resolves with what it printed. */
async function shell(line: string, program = ["--import", "tsx", "src/cli/main.ts"], input = "") {
  const args = ["-c", line, "sh", process.execPath, ...program, "--store", articles.file];
  const child = spawn("sh", args, { env: { ...process.env, NODE_OPTIONS: "", NO_COLOR: "1" } });
  child.stdin.end(input);
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "exit")]);
  return { out, err, code: child.exitCode };
}

describe("the program", () => {
  it.each([
    [0, '"$@" column list', "essays     3000  Essays\nletters       0  Letters\n", /^$/],
    [1, '"$@" show none', "", /^There is no article "none"/],
    [2, '"$@" show', "", /--help/],
  ])("exits with %d after %s", async (code, line, out, err) => {
    expect(await shell(line)).toEqual({ code, out, err: expect.stringMatching(err) });
  });

  it("reads standard input", async () => {
    const { code, out } = await shell('"$@" edit a1 --body - --dry-run', undefined, "Written **now**.\n");

    expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining("<strong>now</strong>") });
  });

  it("starts through bin.js, as npx does, without tsx on the command line", async () => {
    const { code, out } = await shell('"$@" column list', ["src/cli/bin.js"]);

    expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining("Essays") });
  });

  it("ends quietly when nobody reads on", async () => {
    const { out, err } = await shell('"$@" --json list | head -1');

    expect({ out, err }).toEqual({ out: "[\n", err: "" });
  });
});
