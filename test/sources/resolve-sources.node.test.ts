import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { resolveSources } from "../../src/sources/resolve-sources.ts";

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

/** The paths of the sources that `names` in the folder stand for, relative to it. */
async function pathsOf(...names: string[]): Promise<string[]> {
  const { sources } = await resolveSources(names.map((name) => join(folder, name)));
  return sources.map(({ name }) => name.slice(folder.length + 1));
}

describe("resolveSources() of paths", () => {
  it("finds a file, hidden or not", async () => {
    await files("a.html", ".b.html");

    const { sources, failed } = await resolveSources([join(folder, "a.html"), join(folder, ".b.html")]);

    expect(sources).toEqual([
      { kind: "file", name: join(folder, "a.html"), path: join(folder, "a.html") },
      { kind: "file", name: join(folder, ".b.html"), path: join(folder, ".b.html") },
    ]);
    expect(failed).toEqual([]);
  });

  it("finds all files in a folder, sorted, except hidden ones and node_modules", async () => {
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

  it("lists each file once, in the order of the names", async () => {
    await files("a.html", "b.html", "c/d.html");
    await symlink("b.html", join(folder, "link.html"));

    expect(await pathsOf("b.html", "./b.html", "", "*.html")).toEqual(["b.html", "a.html", "c/d.html"]);
  });

  it("skips and counts the files that browsers save with a page", async () => {
    await files("a.html", "a_files/1.css", "a_files/b/2.html", "c_files/3.html");

    const [whole, glob] = [await resolveSources([folder]), await resolveSources([join(folder, "**/*")])];

    expect(whole.sources.map(({ name }) => name.slice(folder.length + 1))).toEqual([
      "a.html",
      "c_files/3.html",
    ]);
    expect(glob.sources).toEqual(whole.sources);
    expect([whole.skipped, glob.skipped]).toEqual([2, 2]);
  });

  it("refuses an empty folder, but not one that it has seen before", async () => {
    await files("a/b/c.html", "d/.hidden");

    const { failed } = await resolveSources(["a", "a/b", "d"].map((name) => join(folder, name)));

    expect(failed).toEqual([
      { from: join(folder, "d"), reason: expect.stringMatching(/^Nothing to import/) },
    ]);
  });

  it("follows links to folders, each once", async () => {
    const folders = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];
    await files(...folders.map((name) => `${name}/${name}.html`));
    const pairs = folders.flatMap((from) => folders.map((to) => [from, to] as const));
    await Promise.all(pairs.map(([from, to]) => symlink(`../${to}`, join(folder, from, `to-${to}`))));

    const found = await pathsOf("");

    expect(found.map((path) => path.slice(-6)).sort()).toEqual(folders.map((name) => `${name}.html`));
    expect(await pathsOf("**/*.html")).toEqual(folders.map((name) => `${name}/${name}.html`));
  });
});

describe("resolveSources() of other names", () => {
  it("lists standard input once", async () => {
    const { sources } = await resolveSources(["-", "-"], { isTTY: false });

    expect(sources).toEqual([{ kind: "stdin", name: "standard input" }]);
  });

  it("lists addresses once, whatever their fragment", async () => {
    const { sources } = await resolveSources([
      "https://paper.example",
      "HTTPS://paper.example/#top",
      "http://paper.example/",
    ]);

    expect(sources).toEqual([
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
  ])("refuses %j and continues", async (name, reason) => {
    await files("a.html");

    const { sources, failed } = await resolveSources([name, join(folder, "a.html")]);

    expect(sources).toHaveLength(1);
    expect(failed).toEqual([{ from: name, reason: expect.stringMatching(new RegExp(`^${reason}.*; \\w`)) }]);
  });
});
