import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { recognise } from "../../src/importer/document-kind.ts";
import { UserError } from "../../src/operator/user-error.ts";

const recognised = (text: string) => recognise({ name: "misleading.bin", text });

describe("recognise() tells by its content", () => {
  it.each([
    ["JSON Feed", '{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[]}'],
    ["JSON Feed", '\uFEFF \n{"title":"T","items":[{"id":"1"}]}'],
    ["XML feed", '<?xml version="1.0"?>\n<!-- <html> --><rss version="2.0"><channel/></rss>'],
    ["XML feed", '<rdf:RDF xmlns:rdf="x"/>'],
    ["XML feed", '\uFEFF<feed xmlns="http://www.w3.org/2005/Atom"/>'],
    [
      "XML feed",
      '<?xml version="1.0"?><?xml-stylesheet href="a.xsl"?><!DOCTYPE rss [<!ENTITY a "<html>">]><rss/>',
    ],
    ["OPML", '<?xml version="1.0"?><opml version="2.0"/>'],
    ["HTML", "<!DOCTYPE html><title>T</title>"],
    ["HTML", '<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x"><html/>'],
    ["HTML", "<HTML><BODY>x"],
    ["HTML", "<p>A fragment"],
    ["HTML", "< p>"],
    ["HTML", "Warning: something\n<html><body>x"],
    ["HTML", "Copied <b>text</b><p>with</p> tags"],
    ["Markdown", "---\ntitle: T\n---\nText"],
    ["Markdown", "\uFEFF---\r\ntitle: T\r\n---\r\nText"],
    ["Markdown", `---\ntitle: T\nsummary: ${"long ".repeat(10_000)}\n---\nText`],
    ["Markdown", "# T\n\nText <p>with</p> a tag"],
    ["Markdown", "T\n===\n\nText"],
    ["text", "大力弘扬劳模精神\n来源：中工网"],
    ["text", "[注] 一段文字"],
    ["text", "{not} JSON"],
    ["text", "#话题# 一段文字"],
    ["text", "---\ntitle: no end"],
    ["text", "---\nno fields\n---\nText"],
    ["text", "Text\n\n---\nfield: x\n---\n"],
  ])("%s: %j", (kind, text) => {
    expect(recognised(text)).toBe(kind);
  });

  it("the text of a page as a browser copies it", () => {
    expect(recognised(readFileSync("test/fixtures/workercn-2020-11-26.txt", "utf8"))).toBe("text");
  });
});

describe("recognise() refuses", () => {
  it.each([
    ["nothing", "", /empty/],
    ["white space", " \n\uFEFF\t", /empty/],
    ["bytes", "PK\u0003\u0004\0\0", /not text/],
    ["JSON that is no feed", '{"a":1}', /JSON and no feed/],
    ["a list in JSON", "[1, 2]", /JSON and no feed/],
    ["broken JSON", '{"version": "https://jsonfeed.org', /Begins like JSON/],
    ["XML that is no feed", '<?xml version="1.0"?><catalogue/>', /<catalogue>/],
    ["an image in XML", '<svg xmlns="http://www.w3.org/2000/svg"/>', /<svg>/],
    ["an element that objects inherit", "<constructor/>", /<constructor>/],
  ])("%s", (_what, text, reason) => {
    expect(() => recognised(text)).toThrow(UserError);
    expect(() => recognised(text)).toThrow(reason);
  });

  it("a megabyte of brackets in no time", () => {
    const begun = performance.now();

    expect(() => recognised("<!DOCTYPE [".repeat(100_000))).not.toThrow();
    expect(() => recognised("<!--".repeat(250_000))).not.toThrow();
    expect(() => recognised("[".repeat(1_000_000))).not.toThrow();
    expect(() => recognised(" ".repeat(1_000_000))).toThrow(UserError);
    expect(performance.now() - begun).toBeLessThan(2000);
  });
});
