import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { documentKind, isCode } from "../../src/importer/document-kind.ts";
import { UserError } from "../../src/operator/user-error.ts";
import { cpuTime } from "../support/cpu-time.ts";

const kindOf = (text: string) => documentKind({ text });

describe("documentKind() by the content of a document", () => {
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
    expect(kindOf(text)).toBe(kind);
  });

  it("the text of a page as a browser copies it", () => {
    expect(kindOf(readFileSync("test/fixtures/texts/workercn-2020-11-26/source.txt", "utf8"))).toBe("text");
  });
});

describe("documentKind() refuses", () => {
  it.each([
    ["nothing", "", /empty/],
    ["white space", " \n\uFEFF\t", /empty/],
    ["bytes", "PK\u0003\u0004\0\0", /not text/],
    ["JSON that is no feed", '{"a":1}', /JSON but not a JSON Feed/],
    ["a list in JSON", "[1, 2]", /JSON but not a JSON Feed/],
    ["broken JSON", '{"version": "https://jsonfeed.org', /Looks like JSON/],
    ["XML that is no feed", '<?xml version="1.0"?><catalogue/>', /<catalogue>/],
    ["an image in XML", '<svg xmlns="http://www.w3.org/2000/svg"/>', /<svg>/],
    ["an element that objects inherit", "<constructor/>", /<constructor>/],
  ])("%s", (_what, text, reason) => {
    expect(() => kindOf(text)).toThrow(UserError);
    expect(() => kindOf(text)).toThrow(reason);
  });

  it("a megabyte of brackets, in linear time", async () => {
    const time = await cpuTime(() => {
      expect(() => kindOf("<!DOCTYPE [".repeat(100_000))).not.toThrow();
      expect(() => kindOf("<!--".repeat(250_000))).not.toThrow();
      expect(() => kindOf("[".repeat(1_000_000))).not.toThrow();
      expect(() => kindOf(" ".repeat(1_000_000))).toThrow(UserError);
    });

    expect(time).toBeLessThan(2000);
  });
});

function isCodeNamed(name: string, text: string): boolean {
  const document = { name, text };
  return isCode(document, documentKind(document));
}

it.each([
  ["a", "var a=1;"],
  ["a", "body{color:red}"],
  ["a", "(function(a){return a&&a.b})(window)"],
  ["a", "/* 版权所有 */\n.title {\n  color: red;\n}\n"],
  ["a", "/*! A licence that is all there is. */"],
  ["a", 'import a from "a";\n\nexport function b() {\n  return a.map((one) => one * 2);\n}\n'],
  ["a", "#!/bin/sh\necho"],
  ["a.js", "# Nothing that looks like a script"],
  ["https://a.example/a.css?v=1", "Nothing that looks like a style"],
])("isCode() recognises a script or a style sheet: %s, %j", (name, text) => {
  expect(isCodeNamed(name, text)).toBe(true);
});

it.each([
  ["a", "大力弘扬劳模精神\n来源：中工网 2020-11-26 08:27\n各地职工学习劳模。"],
  ["a", "Notes\n\nWe read (much); we write: little.\nI came;\nI saw;\nI went.\n"],
  ["a", "{not} JSON"],
  ["a", "# How to\n\n```js\nvar a = { b: 1 };\n```\n"],
  ["a.js", "<!doctype html><title>T</title>"],
])("isCode() is false for prose, Markdown and pages: %s, %j", (name, text) => {
  expect(isCodeNamed(name, text)).toBe(false);
});

it("isCode() is false for the text of a page as a browser copies it", () => {
  expect(isCodeNamed("a", readFileSync("test/fixtures/texts/workercn-2020-11-26/source.txt", "utf8"))).toBe(
    false,
  );
});

it("isCode() takes linear time", async () => {
  const time = await cpuTime(() => {
    for (const part of ["/*", "/**", "//", "{ ", "; "]) isCodeNamed("a", part.repeat(500_000));
  });

  expect(time).toBeLessThan(2000);
});
