import fc from "fast-check";
import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { decode } from "../../src/importer/decode.ts";
import { UserError } from "../../src/operator/user-error.ts";

const SIMPLIFIED =
  "青石镇的职工读书社上周迎来第一百位社员,大家围坐在旧车间改成的阅览室里,谈书,也谈手里的活计。";
const TRADITIONAL =
  "青石鎮的職工讀書社上週迎來第一百位社員,大家圍坐在舊車間改成的閱覽室裡,談書,也談手裡的活計。";

describe("decode()", () => {
  it.each([
    ["utf-8 with a mark", Buffer.from(`\uFEFF${SIMPLIFIED}`), SIMPLIFIED],
    ["utf-8", Buffer.from(SIMPLIFIED), SIMPLIFIED],
    ["utf-16le with a mark", iconv.encode(SIMPLIFIED, "utf-16le", { addBOM: true }), SIMPLIFIED],
    ["utf-16be with a mark", iconv.encode(SIMPLIFIED, "utf-16be", { addBOM: true }), SIMPLIFIED],
    ["utf-16le without", iconv.encode(`<p>${SIMPLIFIED}</p>`, "utf-16le"), `<p>${SIMPLIFIED}</p>`],
    ["utf-16be without", iconv.encode(`<p>${SIMPLIFIED}</p>`, "utf-16be"), `<p>${SIMPLIFIED}</p>`],
    ["gb18030, detected", iconv.encode(SIMPLIFIED, "gb18030"), SIMPLIFIED],
    ["big5, detected", iconv.encode(TRADITIONAL, "big5"), TRADITIONAL],
    ["nothing", new Uint8Array(), ""],
  ])("reads %s", (_, bytes, text) => {
    expect(decode(bytes)).toBe(text);
  });

  it.each(["gb2312", "GBK", "gb18030", "x-gbk"])("reads the label %s as GB 18030", (label) => {
    const text = `<meta charset="${label}">镕㐀𠮷`;

    expect(decode(iconv.encode(text, "gb18030"))).toBe(text);
  });

  it.each([
    ["the header", "中文", "text/html; charset=gb2312", "gb18030"],
    ["meta charset", "<meta charset=big5>中文", "", "big5"],
    ["http-equiv", '<META http-equiv="Content-Type" content="text/html; charset=gbk">中文', "", "gb18030"],
    ["the XML declaration", "<?xml version='1.0' encoding='GB2312'?><a>中文</a>", "", "gb18030"],
    ["the header before meta", "<meta charset=utf-8>中文", 'text/html; charset="Big5"', "big5"],
  ])("uses the encoding in %s", (_, text, contentType, encoding) => {
    expect(decode(iconv.encode(text, encoding), contentType)).toBe(text);
  });

  it.each([
    ["a label that the bytes contradict", "<meta charset=utf-8>", "gb18030"],
    ["an unknown label", "<meta charset=klingon>", "gb18030"],
    ["UTF-16, where the bytes are not", "<meta charset=utf-16>", "utf-8"],
  ])("ignores %s", (_, head, encoding) => {
    expect(decode(iconv.encode(head + SIMPLIFIED, encoding))).toBe(head + SIMPLIFIED);
  });

  it.each([
    ["a PNG", [0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]],
    ["a JPEG", [0xff, 0xd8, 0xff, 0xe0]],
    ["a ZIP", [0x50, 0x4b, 3, 4, 20, 0]],
    ["a PDF", [0x25, 0x50, 0x44, 0x46, 0x2d]],
    ["a gzip", [0x1f, 0x8b, 8]],
    ["bytes with NULs", [1, 0, 0, 7, 0, 0, 0, 9]],
  ])("refuses %s", (_, bytes) => {
    expect(() => decode(Uint8Array.from(bytes))).toThrow(UserError);
  });

  it("decodes any Chinese text in any encoding", () => {
    const han = fc.string({ unit: fc.constantFrom(..."中文阅读，。　ABC<p>\n") });
    const encodings = ["utf-8", "gb18030", "utf-16le", "utf-16be"] as const;
    fc.assert(
      fc.property(han, fc.constantFrom(...encodings), (text, encoding) => {
        const bytes = iconv.encode(text, encoding, { addBOM: true });
        const contentType = encoding === "gb18030" ? "text/plain; charset=GBK" : "";

        expect(decode(bytes, contentType)).toBe(text);
      }),
    );
  });

  it("returns text or throws a UserError, for any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        try {
          expect(typeof decode(bytes)).toBe("string");
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
        }
      }),
    );
  });
});
