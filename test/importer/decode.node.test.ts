import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decode } from "../../src/importer/decode.ts";
import { UserError } from "../../src/operator/user-error.ts";
import { encodeText } from "../support/encode-text.ts";

const SIMPLIFIED =
  "青石镇的职工读书社上周迎来第一百位社员,大家围坐在旧车间改成的阅览室里,谈书,也谈手里的活计。";
const TRADITIONAL =
  "青石鎮的職工讀書社上週迎來第一百位社員,大家圍坐在舊車間改成的閱覽室裡,談書,也談手裡的活計。";

describe("decode()", () => {
  it.each([
    ["utf-8 with a mark", Buffer.from(`\uFEFF${SIMPLIFIED}`), SIMPLIFIED],
    ["utf-8", Buffer.from(SIMPLIFIED), SIMPLIFIED],
    ["utf-16le with a mark", encodeText(`\uFEFF${SIMPLIFIED}`, "utf-16le"), SIMPLIFIED],
    ["utf-16be with a mark", encodeText(`\uFEFF${SIMPLIFIED}`, "utf-16be"), SIMPLIFIED],
    ["utf-16le without", encodeText(`<p>${SIMPLIFIED}</p>`, "utf-16le"), `<p>${SIMPLIFIED}</p>`],
    ["utf-16be without", encodeText(`<p>${SIMPLIFIED}</p>`, "utf-16be"), `<p>${SIMPLIFIED}</p>`],
    ["gb18030, detected", encodeText(SIMPLIFIED, "gb18030"), SIMPLIFIED],
    ["big5, detected", encodeText(TRADITIONAL, "big5"), TRADITIONAL],
    ["nothing", new Uint8Array(), ""],
  ])("reads %s", (_, bytes, text) => {
    expect(decode(bytes)).toMatchObject({ text, isDamaged: false });
  });

  it.each(["gb2312", "GBK", "gb18030", "x-gbk"])("reads the label %s as GB 18030", (label) => {
    const text = `<meta charset="${label}">镕㐀𠮷`;

    expect(decode(encodeText(text, "gb18030")).text).toBe(text);
  });

  it.each([
    ["the header", "中文", "text/html; charset=gb2312", "gb18030"],
    ["meta charset", "<meta charset=big5>中文", "", "big5"],
    ["http-equiv", '<META http-equiv="Content-Type" content="text/html; charset=gbk">中文', "", "gb18030"],
    ["the XML declaration", "<?xml version='1.0' encoding='GB2312'?><a>中文</a>", "", "gb18030"],
    ["the header before meta", "<meta charset=utf-8>中文", 'text/html; charset="Big5"', "big5"],
  ])("uses the encoding in %s", (_, text, contentType, encoding) => {
    expect(decode(encodeText(text, encoding), contentType).text).toBe(text);
  });

  it.each([
    ["a label that the bytes contradict", "<meta charset=utf-8>", "gb18030"],
    ["an unknown label", "<meta charset=klingon>", "gb18030"],
    ["UTF-16, where the bytes are not", "<meta charset=utf-16>", "utf-8"],
  ])("ignores %s", (_, head, encoding) => {
    expect(decode(encodeText(head + SIMPLIFIED, encoding)).text).toBe(head + SIMPLIFIED);
  });

  it.each([
    ["gb2312 in the header", "", "text/html; charset=gb2312"],
    ["gbk in meta", "<meta charset=gbk>", ""],
    ["Latin-1 in the header, UTF-8 in meta", "<meta charset=utf-8>", "text/html; charset=ISO-8859-1"],
    [
      "Latin-1 in the header, UTF-8 in XML",
      '<?xml version="1.0" encoding="utf-8"?>',
      "text/xml; charset=latin1",
    ],
    ["ASCII in the header", "", "text/plain; charset=us-ascii"],
  ])("reads UTF-8 although it is declared to be %s", (_, head, contentType) => {
    const text = head + SIMPLIFIED;

    expect(decode(Buffer.from(text), contentType)).toMatchObject({ text, isDamaged: false });
    expect(decode(Buffer.from(`${head}café`), contentType).text).toBe(`${head}café`);
  });

  it.each([
    ["Latin-1 in the header, GBK in meta", "<meta charset=gbk>", "text/html; charset=iso-8859-1"],
    ["Latin-1 in the header, nothing in the text", "", "text/html; charset=iso-8859-1"],
    ["ASCII", "<meta charset=us-ascii>", ""],
  ])("reads GBK although it is declared to be %s", (_, head, contentType) => {
    const text = head + SIMPLIFIED;

    expect(decode(encodeText(text, "gbk"), contentType).text).toBe(text);
  });

  it("reads Latin-1 that only the header declares", () => {
    const text = "Un café à Orléans, où l’été dure déjà depuis bientôt trois longs mois — très agréable.";
    const bytes = Buffer.from(text.replaceAll("’", "\x92").replaceAll("—", "\x97"), "latin1");

    expect(decode(bytes, "text/html; charset=iso-8859-1")).toMatchObject({ text, isDamaged: false });
  });

  describe.each([
    ["a byte of no character", Buffer.of(0xff), "\uFFFD"],
    ["a character that is cut", Buffer.from("渡").subarray(0, 2), "\uFFFD"],
    ["several", Buffer.of(0xff, 0x20, 0xfe), "\uFFFD \uFFFD"],
  ])("replaces %s and keeps the encoding (Encoding Standard §4.1)", (_, wrong, replaced) => {
    it.each([
      ["declared UTF-8", `<meta charset=utf-8>${SIMPLIFIED}`, ""],
      ["UTF-8 that is not declared", SIMPLIFIED, ""],
      ["UTF-8 that is declared to be GBK", SIMPLIFIED, "text/html; charset=gbk"],
      ["UTF-8 that is declared to be Latin-1", SIMPLIFIED, "text/html; charset=iso-8859-1"],
      ["Cyrillic in UTF-8", "Читательский кружок собрался в старом цехе", ""],
    ])("%s", (_, text, contentType) => {
      const bytes = Buffer.concat([Buffer.from(text), wrong, Buffer.from("<br>")]);

      expect(decode(bytes, contentType)).toMatchObject({ text: `${text}${replaced}<br>`, isDamaged: true });
    });
  });

  it.each([
    ["declared GBK", "gbk", SIMPLIFIED, "text/html; charset=gbk"],
    ["GB 18030 that is not declared", "gb18030", SIMPLIFIED.repeat(3), ""],
    ["GBK that is declared to be UTF-8", "gbk", SIMPLIFIED, "text/html; charset=utf-8"],
    ["declared Big5", "big5", TRADITIONAL, "text/html; charset=big5"],
  ])("replaces a byte of no character in %s", (_, encoding, text, contentType) => {
    const bytes = Buffer.concat([
      encodeText(`${text}<br>`, encoding),
      Buffer.of(0xff, 0x0a),
      encodeText(text, encoding),
    ]);

    expect(decode(bytes, contentType)).toEqual(
      expect.objectContaining({ text: `${text}<br>\uFFFD\n${text}`, isDamaged: true }),
    );
  });

  it.each([
    ["UTF-8 with a mark", Buffer.from("\uFEFF渡轮").subarray(0, -1), "渡\uFFFD"],
    ["declared UTF-8", Buffer.from("<meta charset=utf-8>渡").subarray(0, -1), "<meta charset=utf-8>\uFFFD"],
    ["GBK", encodeText("<meta charset=gbk>渡轮", "gbk").subarray(0, -1), "<meta charset=gbk>渡\uFFFD"],
  ])("replaces a character that the end of the file cuts, in %s", (_, bytes, text) => {
    expect(decode(bytes)).toMatchObject({ text, isDamaged: true });
  });

  it.each([
    ["UTF-8", "utf-8"],
    ["GBK", "gbk"],
  ])("leaves out a few null bytes in markup in %s", (_, encoding) => {
    const text = `<meta charset=${encoding}>${SIMPLIFIED.repeat(3)}`;
    const bytes = Buffer.concat([encodeText(text, encoding), Buffer.of(0), encodeText("<br>", encoding)]);

    expect(decode(bytes).text).toBe(`${text}<br>`);
    expect(decode(Buffer.concat([bytes, Buffer.from(" ")])).text).toBe(`${text}<br> `);
  });

  it("reads a text with a mark and one control character", () => {
    const text = `${SIMPLIFIED.repeat(3)}\x08`;

    expect(decode(Buffer.from(`\uFEFF${text}`)).text).toBe(text);
  });

  it("counts no U+FFFD that the text itself has as damage", () => {
    expect(decode(Buffer.from(`${SIMPLIFIED}\uFFFD`)).isDamaged).toBe(false);
  });

  it.each([
    ["declared", '<meta charset="iso-2022-jp">', '\x1B$B$"$$\x1B(B', "あい"],
    ["not declared", "", "\x1B$BF|K\\8l\x1B(B", "日本語"],
  ])("reads ISO-2022-JP, %s", (_, head, bytes, text) => {
    expect(decode(Buffer.from(head + bytes)).text).toBe(head + text);
  });

  it.each([
    ["HZ-GB-2312", '<meta charset="hz-gb-2312"><p>~{VPND~}</p>'],
    ["HZ-GB-2312", "<p>~{VPNDVPND~}</p>"],
    ["ISO-2022-KR", "\x1B$)C<meta charset=iso-2022-kr>\x0E0!\x0F"],
    ["ISO-2022-CN", '<?xml version="1.0" encoding="ISO-2022-CN"?>\x1B$)A\x0EVPND\x0F'],
    ["ISO-2022-KR", "\x1B$)C\x0E0!0!0!0!\x0F"],
    ["UTF-7", '<meta http-equiv="Content-Type" content="text/html; charset=utf-7">+Ti1lhw-'],
  ])("refuses %s, as browsers do (Encoding Standard §14.1)", (name, text) => {
    expect(() => decode(Buffer.from(text))).toThrow(
      new UserError(`Is in the encoding ${name}, which browsers do not read; save it as UTF-8`),
    );
  });

  it.each(["hz-gb-2312", "iso-2022-kr", "utf-7"])("reads plain ASCII that is declared to be %s", (label) => {
    const text = `<meta charset=${label}><p>1 + 1 = 2 ~ 2`;

    expect(decode(Buffer.from(text))).toMatchObject({ text, isDamaged: false });
  });

  it.each(["~{x} and ~}", "~{VP~}", "cd ~{a,b}/~}"])("reads %s, which is no HZ-GB-2312", (text) => {
    expect(decode(Buffer.from(text)).text).toBe(text);
  });

  it("reads UTF-8 that is declared to be HZ-GB-2312", () => {
    const text = `<meta charset=hz-gb-2312>${SIMPLIFIED}`;

    expect(decode(Buffer.from(text)).text).toBe(text);
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
        const bytes = encodeText(`\uFEFF${text}`, encoding);
        const contentType = encoding === "gb18030" ? "text/plain; charset=GBK" : "";

        expect(decode(bytes, contentType).text).toBe(text);
      }),
    );
  });

  it("returns text or throws a UserError, for any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        try {
          expect(typeof decode(bytes).text).toBe("string");
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
        }
      }),
    );
  });
});
