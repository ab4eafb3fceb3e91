import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { UserError } from "../../src/operator/user-error.ts";
import { readSource } from "../../src/sources/read-source.ts";
import type { ReadLimits, Source } from "../../src/sources/source.ts";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "lanmu-read-"));
});

afterEach(() => rm(folder, { recursive: true }));

const aFile = (name: string): Source => ({ kind: "file", name, path: join(folder, name) });
const stdin: Source = { kind: "stdin", name: "standard input" };

function within(limits: Partial<ReadLimits> = {}): ReadLimits {
  return { maxBytes: 1_000_000, timeout: 5_000, ...limits };
}

async function refusalOf(source: Source, limits: Partial<ReadLimits> = {}): Promise<string> {
  const error = await readSource(source, within(limits)).catch((refusal: unknown) => refusal);
  expect(error).toBeInstanceOf(UserError);
  return (error as UserError).message;
}

describe("readSource() of a file", () => {
  it("returns its bytes unchanged", async () => {
    const bytes = Uint8Array.of(0xef, 0xbb, 0xbf, 0, 0xff, 10);
    await writeFile(join(folder, "a.html"), bytes);

    const read = await readSource(aFile("a.html"), within());

    expect(Buffer.from(read.bytes)).toEqual(Buffer.from(bytes));
    expect(Object.keys(read)).toEqual(["bytes"]);
  });

  it("reads a file of exactly the maximum size", async () => {
    await writeFile(join(folder, "a.html"), Buffer.alloc(1_000_000));

    const { bytes } = await readSource(aFile("a.html"), within());

    expect(bytes).toHaveLength(1_000_000);
  });

  it("refuses a file that is one byte larger", async () => {
    await writeFile(join(folder, "a.html"), Buffer.alloc(1_000_001));

    expect(await refusalOf(aFile("a.html"))).toBe(
      "Has more than 1000000 bytes; split it, or raise --max-size",
    );
  });

  it("counts the bytes that it reads, not the size that the file reports", async () => {
    const endless: Source = { kind: "file", name: "kallsyms", path: "/proc/kallsyms" };

    expect(await refusalOf(endless, { maxBytes: 1_000 })).toContain("Has more than 1000 bytes");
  });

  it("refuses a file that does not exist", async () => {
    expect(await refusalOf(aFile("none.html"))).toBe("Cannot be read: there is no such file; check its name");
  });

  it("refuses a symbolic link to itself", async () => {
    await symlink("loop", join(folder, "loop"));

    expect(await refusalOf(aFile("loop"))).toContain("form a circle");
  });

  it("refuses a folder", async () => {
    expect(await refusalOf(aFile("."))).toContain("Is a folder");
  });

  it.each(["/dev/zero", "/dev/null"])("refuses the device %s", async (path) => {
    expect(await refusalOf({ kind: "file", name: path, path })).toContain("not a regular file");
  });

  it("refuses a pipe, without waiting for a writer", async () => {
    execFileSync("mkfifo", [join(folder, "pipe")]);

    expect(await refusalOf(aFile("pipe"))).toContain("not a regular file");
  });

  it("refuses an invalid file name", async () => {
    expect(await refusalOf({ kind: "file", name: "a", path: "a\0b" })).toContain("Cannot be read");
  });
});

describe("readSource() of standard input", () => {
  it("returns all of it", async () => {
    const input = Readable.from([Buffer.from("栏"), Buffer.from("目")]);

    const { bytes } = await readSource(stdin, within({ stdin: input }));

    expect(new TextDecoder().decode(bytes)).toBe("栏目");
  });

  it("stops at the maximum size", async () => {
    let given = 0;
    async function* endless() {
      for (;;) {
        given += 1;
        yield new Uint8Array(1_000);
      }
    }

    const message = await refusalOf(stdin, { stdin: endless(), maxBytes: 10_000 });

    expect(message).toContain("Has more than 10000 bytes");
    expect(given).toBe(11);
  });
});

describe("readSource() of an address", () => {
  it("fetches it with the same limits", async () => {
    const server = createServer((_, response) => response.end("page")).listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const source: Source = { kind: "address", name: address, address };

    const { bytes, url } = await readSource(source, within({ allowPrivate: true }));
    const inside = await refusalOf(source);
    server.close();

    expect([new TextDecoder().decode(bytes), url]).toEqual(["page", address]);
    expect(inside).toContain("private network");
  });
});
