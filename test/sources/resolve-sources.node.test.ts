import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sources } from "../../src/sources/resolve-sources.ts";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "lanmu-sources-"));
});

afterEach(() => rm(folder, { recursive: true }));

async function files(...names: string[]): Promise<void> {
  for (const name of names) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), name);
  }
}

/** The paths of what `names` in the folder lead to, relative to it. */
async function pathsOf(...names: string[]): Promise<string[]> {
  const { found } = await sources(names.map((name) => join(folder, name)));
  return found.map(({ name }) => name.slice(folder.length + 1));
}

describe("sources() of paths", () => {
  it("finds a file, hidden or not", async () => {
    await files("a.html", ".b.html");

    const { found, refused } = await sources([join(folder, "a.html"), join(folder, ".b.html")]);

    expect(found).toEqual([
      { kind: "file", name: join(folder, "a.html"), path: join(folder, "a.html") },
      { kind: "file", name: join(folder, ".b.html"), path: join(folder, ".b.html") },
    ]);
    expect(refused).toEqual([]);
  });

  it("finds all in a folder, sorted, but what is hidden or installed", async () => {
    await files("b.html", "a/2.html", "a/1.html", ".hidden/3.html", "a/.4.html", "node_modules/5.html");

    expect(await pathsOf("")).toEqual(["a/1.html", "a/2.html", "b.html"]);
  });

  it("finds what a glob matches, sorted", async () => {
    await files("b.html", "a.html", "c.txt", "d/e.html", ".f.html", "node_modules/g.html");

    expect(await pathsOf("**/*.html")).toEqual(["a.html", "b.html", "d/e.html"]);
    expect(await pathsOf("*.{html,txt}")).toEqual(["a.html", "b.html", "c.txt"]);
  });

  it("prefers a file to a glob of the same name", async () => {
    await files("[ab].html", "a.html");

    expect(await pathsOf("[ab].html")).toEqual(["[ab].html"]);
  });

  it("takes each once, in the order of the names", async () => {
    await files("a.html", "b.html", "c/d.html");
    await symlink("b.html", join(folder, "link.html"));

    expect(await pathsOf("b.html", "./b.html", "", "*.html")).toEqual(["b.html", "a.html", "c/d.html"]);
  });

  it("leaves out what browsers save beside a page, and counts it", async () => {
    await files("a.html", "a_files/1.css", "a_files/b/2.html", "c_files/3.html");

    const [whole, glob] = [await sources([folder]), await sources([join(folder, "**/*")])];

    expect(whole.found.map(({ name }) => name.slice(folder.length + 1))).toEqual([
      "a.html",
      "c_files/3.html",
    ]);
    expect(glob.found).toEqual(whole.found);
    expect([whole.leftOut, glob.leftOut]).toEqual([2, 2]);
  });

  it("refuses a folder without anything, and none that it has met before", async () => {
    await files("a/b/c.html", "d/.hidden");

    const { refused } = await sources(["a", "a/b", "d"].map((name) => join(folder, name)));

    expect(refused).toEqual([
      { from: join(folder, "d"), reason: expect.stringMatching(/^Nothing to import/) },
    ]);
  });

  it("follows links to folders, and not for ever", async () => {
    const folders = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];
    await files(...folders.map((name) => `${name}/${name}.html`));
    const pairs = folders.flatMap((from) => folders.map((to) => [from, to] as const));
    await Promise.all(pairs.map(([from, to]) => symlink(`../${to}`, join(folder, from, `to-${to}`))));

    const found = await pathsOf("");

    expect(found.map((path) => path.slice(-6)).sort()).toEqual(folders.map((name) => `${name}.html`));
    expect(await pathsOf("**/*.html")).toEqual(folders.map((name) => `${name}/${name}.html`));
  });
});

describe("sources() of other names", () => {
  it("takes standard input once", async () => {
    const { found } = await sources(["-", "-"], { isTTY: false });

    expect(found).toEqual([{ kind: "stdin", name: "standard input" }]);
  });

  it("takes addresses once, whatever part of them is meant", async () => {
    const { found } = await sources([
      "https://paper.example",
      "HTTPS://paper.example/#top",
      "http://paper.example/",
    ]);

    expect(found).toEqual([
      { kind: "address", name: "https://paper.example/", address: "https://paper.example/" },
      { kind: "address", name: "http://paper.example/", address: "http://paper.example/" },
    ]);
  });

  it.each([
    ["file:///etc/passwd", "Is not http or https"],
    ["ftp://paper.example/a.html", "Is not http or https"],
    ["data:text/html,page", "Is not http or https"],
    ["http://[", "Is not an address"],
    ["no-such-file.html", "Names no file"],
    ["no-such-*.html", "Names no file"],
    ["", "Names no file"],
    ["a\0b", "Names no file"],
    ["[", "Names no file"],
  ])("refuses %j and goes on", async (name, reason) => {
    await files("a.html");

    const { found, refused } = await sources([name, join(folder, "a.html")]);

    expect(found).toHaveLength(1);
    expect(refused).toEqual([{ from: name, reason: expect.stringMatching(new RegExp(`^${reason}.*; \\w`)) }]);
  });
});
