import { describe, expect, it } from "vitest";
import { savedPage, withPartAddresses } from "../../src/importer/mhtml.ts";
import { UserError } from "../../src/operator/user-error.ts";
import { cpuTime } from "../support/cpu-time.ts";

const message = (...lines: readonly string[]) => Buffer.from(lines.join("\r\n"), "latin1");
const related = (type: string, ...parts: readonly (readonly string[])[]) =>
  message(
    "MIME-Version: 1.0",
    `Content-Type: multipart/related; boundary="b.1"${type}`,
    "",
    ...parts.flatMap((part) => ["--b.1", ...part]),
    "--b.1--",
  );
const htmlOf = (bytes: Uint8Array) => Buffer.from(savedPage(bytes)?.bytes ?? []).toString("latin1");

describe("savedPage()", () => {
  it.each([
    ["quoted-printable", "<p>=\r\na=3Db=E6=b5=B7</p> =\t\r\n!", "<p>a=b\xE6\xB5\xB7</p> !"],
    ["Quoted-Printable", "50 = 50 =ZZ", "50 = 50 =ZZ"],
    ["base64", "PHA+5\r\nrW3PC\r\n9wPg==", "<p>\xE6\xB5\xB7</p>"],
    ["8bit", "<p>\xBA\xA3=3D</p>", "<p>\xBA\xA3=3D</p>"],
    ["binary", "<p>\xBA\xA3\n</p>", "<p>\xBA\xA3\n</p>"],
  ])("removes the transfer coding %s (RFC 2045 §6)", (coding, body, html) => {
    const part = ["Content-Type: text/html", `Content-Transfer-Encoding: ${coding}`, "", body];

    expect(htmlOf(related("", part))).toBe(html);
    expect(htmlOf(message("MIME-Version: 1.0", ...part))).toBe(html);
  });

  it.each([
    ["the first page", "", "one"],
    ["the one that `start` names (RFC 2387 §3.2)", '; start="<2@x>"', "two"],
    ["the first page if `start` names none", '; start="<3@x>"', "one"],
  ])("returns %s", (_, type, html) => {
    const bytes = related(
      type,
      ["Content-Type: text/css", "", "p {}"],
      ["Content-Type: text/html", "Content-ID: <1@x>", "", "one"],
      ["content-type: TEXT/HTML", "content-id: <2@x>", "", "two"],
    );

    expect(htmlOf(bytes)).toBe(html);
  });

  it("returns the page at the address of the snapshot", () => {
    const bytes = message(
      "Snapshot-Content-Location: https://mht.example/2.html",
      "MIME-Version: 1.0",
      "Content-Type: multipart/related; boundary=b",
      "",
      ...["--b", "Content-Type: text/html", "Content-Location: https://mht.example/1.html", "", "frame"],
      ...["--b", "Content-Type: text/html", "Content-Location: https://mht.example/2.html", "", "page"],
      "--b--",
    );

    expect(htmlOf(bytes)).toBe("page");
    expect(savedPage(bytes)?.url).toBe("https://mht.example/2.html");
  });

  it.each([
    ["its own", ["Content-Location: https://mht.example/1.html"], "https://mht.example/1.html"],
    [
      "a folded one (RFC 2557 §4.4.2)",
      ["Content-Location: https://mht.example/a", "\tb.html"],
      "https://mht.example/ab.html",
    ],
    [
      "one below Content-Base",
      ["Content-Base: https://mht.example/a/", "Content-Location: 1.html"],
      "https://mht.example/a/1.html",
    ],
    ["a file", ["Content-Location: file:///C:/1.html"], undefined],
    ["none", [], undefined],
  ])("returns the address of the page: %s", (_, fields, url) => {
    const bytes = related("", ["Content-Type: text/html", ...fields, "", "page"]);

    expect(savedPage(bytes)?.url).toBe(url);
  });

  it.each([
    [
      "line ends of Unix",
      "MIME-Version: 1.0\nContent-Type: multipart/related;\n boundary=b\n\n--b\nContent-Type: text/html\n\npage\n--b--\n",
    ],
    [
      "a byte order mark and empty lines",
      "\xEF\xBB\xBF\r\n\r\nMIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\npage",
    ],
    [
      "a boundary with a backslash in quotes",
      'Mime-Version: 1.0\nContent-Type: multipart/mixed; boundary="a\\"(b)"\n\n--a"(b)\nContent-Type: text/html\n\npage\n--a"(b)--',
    ],
    [
      "the page in a part of a part",
      "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: multipart/alternative; boundary=bb\n\n--bb\n\ntext\n--bb\nContent-Type: text/html\n\npage\n--bb--\n--b--",
    ],
    [
      "a cut picture behind the page",
      "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\npage\n--b\nContent-Type: image/gif\n\nR0lGOD",
    ],
  ])("reads a message with %s", (_, text) => {
    expect(htmlOf(Buffer.from(text, "latin1"))).toBe("page");
  });

  it.each([
    ["a page", "<!doctype html><p>MIME-Version: 1.0"],
    ["a text with labels", "Title: One\nAuthor: Two\n\nContent-Type: text/html"],
    ["a mail in plain text", "From: a@b.example\nMIME-Version: 1.0\nContent-Type: text/plain\n\nHello"],
    ["a header of HTTP", "Content-Type: text/html\n\n<p>page"],
    ["nothing", ""],
  ])("returns undefined for %s", (_, text) => {
    expect(savedPage(Buffer.from(text))).toBeUndefined();
  });

  it.each([
    ["of no page", related("", ["Content-Type: image/gif", "", "GIF"]), "without a page"],
    [
      "of an attached page alone",
      related("", ["Content-Type: text/html", "Content-Disposition: attachment", "", "page"]),
      "without a page",
    ],
    [
      "whose page has no end",
      related("", ["Content-Type: text/html", "", "page"]).subarray(0, -8),
      "cut off",
    ],
  ])("refuses a message %s", (_, bytes, reason) => {
    expect(() => savedPage(bytes)).toThrow(UserError);
    expect(() => savedPage(bytes)).toThrow(reason);
  });

  it.each([
    ["header fields", `MIME-Version: 1.0\nContent-Type: text/html\n${"A: b\n c\n".repeat(500_000)}`],
    [
      "equal signs and spaces",
      `MIME-Version: 1.0\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n${"= ".repeat(50_000)}${" ".repeat(100_000)}`,
    ],
    [
      "boundaries",
      `MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n${"--b\n".repeat(50_000)}Content-Type: text/html\n\npage\n--b--`,
    ],
    [
      "parts in parts",
      "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\n".repeat(20_000),
    ],
  ])("reads many %s in little time", async (_, text) => {
    const time = await cpuTime(() => {
      try {
        savedPage(Buffer.from(text));
      } catch (error) {
        expect(error).toBeInstanceOf(UserError);
      }
    });

    expect(time).toBeLessThan(3000);
  });
});

describe("withPartAddresses()", () => {
  const page = { partAddresses: new Map([["1@x", "https://mht.example/1.gif?a=1&b='2'"]]) };

  it.each([
    ["<img src=cid:1@x>", "<img src=https://mht.example/1.gif?a=1&amp;b=%272%27>"],
    ["<img src='cid:1%40x'>", "<img src='https://mht.example/1.gif?a=1&amp;b=%272%27'>"],
    ['<img src="cid:2@x">', '<img src="cid:2@x">'],
    ['<img src="cid:%E0">', '<img src="cid:%E0">'],
    ["acid:1@x", "acid:1@x"],
  ])("replaces the addresses of parts that have another (RFC 2392): %s", (html, replaced) => {
    expect(withPartAddresses(html, page)).toBe(replaced);
  });
});
