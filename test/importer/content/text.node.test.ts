import { describe, expect, it } from "vitest";
import { markupSafeText, repairReferences } from "../../../src/importer/content/text.ts";

const LAST_CODE_POINT = 0x10ffff;

describe("repairReferences()", () => {
  it.each([
    ["two decimal references", "a &#55357;&#56842; b", "a 😊 b"],
    ["two hexadecimal references", "&#xD83D;&#xde0a;", "😊"],
    ["references with zeros", "&#055357;&#x00DE0A;", "😊"],
    ["a character, then a pair", "&#54744;&#55357;&#56842;", "&#54744;😊"],
    ["half a pair", "a&#55357;b&#56842;c&#56842;&#55357;d", "abcd"],
    ["controls", "&#0;&#8;&#x1F;&#127;x", "x"],
    ["noncharacters", "&#xFFFF;&#xFDD0;&#x1FFFE;x", "x"],
    ["numbers beyond Unicode", "&#x110000;&#99999999999;x", "x"],
    ["line ends and tabs", "&#10;&#13;&#9;", "&#10;&#13;&#9;"],
    ["windows-1252 (HTML §13.2.5.80)", "&#150;&#x85;", "&#150;&#x85;"],
    ["what is no reference", "&#;&#x;&#55357 &amp;#8; & #8;", "&#;&#x;&#55357 &amp;#8; & #8;"],
  ])("reads %s", (_what, markup, repaired) => {
    expect(repairReferences(markup)).toBe(repaired);
  });

  it("joins the two references of every character beyond U+FFFF", () => {
    for (let code = 0x10000; code <= LAST_CODE_POINT; code += 97) {
      const character = String.fromCodePoint(code);
      const units = [character.charCodeAt(0), character.charCodeAt(1)];
      const decimal = units.map((unit) => `&#${unit};`).join("");
      const hexadecimal = units.map((unit) => `&#x${unit.toString(16)};`).join("");

      expect([repairReferences(decimal), repairReferences(hexadecimal)]).toEqual([character, character]);
    }
  });

  it("keeps the references to all characters of Unicode that HTML allows, and no others", () => {
    for (let code = 0; code <= LAST_CODE_POINT + 1; code += code < 0x10100 ? 1 : 1021) {
      const isCharacter = code <= LAST_CODE_POINT && markupSafeText(String.fromCodePoint(code)) !== "";
      const isKept = isCharacter || (code >= 0x80 && code <= 0x9f);

      expect(repairReferences(`&#${code};`)).toBe(isKept ? `&#${code};` : "");
    }
  });
});
