import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkFile } from "../../src/cli/check-file.ts";
import { aFullStore } from "../support/a-full-store.ts";
import { aProcess } from "../support/a-process.ts";
import { plant } from "../support/plant.ts";

/** 中工网 in GB18030, where the store should be UTF-8. */
const GB18030 = Buffer.concat([
  Buffer.from('{"title": "'),
  Buffer.from("d6d0b9a4cdf8", "hex"),
  Buffer.from('"}'),
]);

let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "lanmu-check-"));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

/** Writes `content` to a file of its own and checks it. */
async function check(content: string | Uint8Array) {
  const file = join(await mkdtemp(join(folder, "store-")), "articles.json");
  await writeFile(file, content);
  return checked(file);
}

async function checked(file: string) {
  const { stdout, stderr, now, out, err } = aProcess();
  const code = await checkFile(file, { stdout, stderr, now: now() });
  return { file, code, out: out(), err: err(), lines: err().trimEnd().split("\n") };
}

function checkDocument(document: unknown): ReturnType<typeof check> {
  return check(JSON.stringify(document, null, 2));
}

describe("checkFile()", () => {
  it("exits 0 and says what it has counted when a store has no problem", async () => {
    const { code, out, err } = await checkDocument(aFullStore());

    expect({ code, out, err }).toEqual({
      code: 0,
      out: expect.stringMatching(
        /articles\.json: 2 columns, 2 articles, no problems\nthe Worker would be about \d\d KiB compressed, 3 % .*\n$/,
      ),
      err: "",
    });
  });

  it("exits 1 and says of every problem, on a line each: file, pointer, article, what was found, what to do", async () => {
    const slips = plant(plant(aFullStore(), "/articles/0/published", "2025-01-02"), "/site/titel", "x");

    const { code, file, lines } = await checkDocument(slips);

    expect({ code, lines: new Set(lines) }).toEqual({
      code: 1,
      lines: new Set([
        `${file} /articles/0/published (article on-reading): found "2025-01-02"; write an RFC 3339 date with an offset, such as 2020-11-26T08:27:11+08:00`,
        `${file} /site/titel: found an unknown field; take it out or correct its name`,
        `${file}: 2 problem(s); nothing is served or deployed until they are fixed`,
      ]),
    });
  });

  it.each([
    ["an id", "/articles/0/id", "on\nreading"],
    ["a column", "/articles/0/column", "poems\nand prose"],
    ["a slug that is taken", "/columns", ["a\nb", "a\nb"].map((slug) => ({ slug, title: "A" }))],
    ["an address in content", "/articles/0/content", '<a href="java\nscript:x()">a</a>'],
    ["the name of a field", "/articles/0/a\nb", 1],
    ["a terminal's escape", "/articles/0/column", "\u001B[2J"],
  ])("keeps to one printable line a problem when %s has a line end or worse", async (_, pointer, planted) => {
    const { code, file, lines } = await checkDocument(plant(aFullStore(), pointer, planted));

    expect(code).toBe(1);
    expect(lines.filter((line) => !line.startsWith(file) || /\p{Cc}/u.test(line))).toEqual([]);
  });

  it.each([
    ["a word that is none", '{\n  "updated": 1,\n  "site": oops\n}\n', "line 3 column 11"],
    ["a comma too few", '{\n  "updated": 1\n  "site": 2\n}\n', "line 3 column 3"],
    ["a comma too many", '{\n  "updated": 1,\n}\n', "line 3 column 1"],
    ["a string that is cut off", '{\n  "updated": "20\n}', "line 2 column 14"],
    ["an end that is missing", '{\n  "columns": [\n', "line 3 column 1"],
    ["nothing in it", "", "line 1 column 1"],
  ])("says in which line and column JSON is broken by %s", async (_, text, place) => {
    const { code, file, lines } = await check(text);

    expect({ code, lines: lines.length }).toEqual({ code: 1, lines: 2 });
    expect(lines[0]).toContain(`${file}: is not JSON: `);
    expect(lines[0]).toContain(place);
  });

  it("refuses a store in GB18030 and asks for UTF-8", async () => {
    const { code, file, lines } = await check(GB18030);

    expect({ code, lines: lines.length }).toEqual({ code: 1, lines: 2 });
    expect(lines[0]).toMatch(new RegExp(`^${file}: .*UTF-8`));
  });

  it("reads a store that begins with a byte order mark, as some editors write it", async () => {
    const { code } = await check(`\uFEFF${JSON.stringify(aFullStore())}`);

    expect(code).toBe(0);
  });

  it("says which file is missing", async () => {
    const file = join(folder, "none.json");

    const { code, err } = await checked(file);

    expect(code).toBe(1);
    expect(err).toMatch(new RegExp(`^${file}: .*no such file`));
  });
});
