import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { recognise } from "../../src/importer/document-kind.ts";
import { isCode } from "../../src/importer/is-code.ts";

function isCodeNamed(name: string, text: string): boolean {
  const document = { name, text };
  return isCode(document, recognise(document));
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
])("isCode() tells a script or a style: %s, %j", (name, text) => {
  expect(isCodeNamed(name, text)).toBe(true);
});

it.each([
  ["a", "大力弘扬劳模精神\n来源：中工网 2020-11-26 08:27\n各地职工学习劳模。"],
  ["a", "Notes\n\nWe read (much); we write: little.\nI came;\nI saw;\nI went.\n"],
  ["a", "{not} JSON"],
  ["a", "# How to\n\n```js\nvar a = { b: 1 };\n```\n"],
  ["a.js", "<!doctype html><title>T</title>"],
])("isCode() takes prose, Markdown and pages for none: %s, %j", (name, text) => {
  expect(isCodeNamed(name, text)).toBe(false);
});

it("isCode() takes the text of a page as a browser copies it for none", () => {
  expect(isCodeNamed("a", readFileSync("test/fixtures/workercn-2020-11-26.txt", "utf8"))).toBe(false);
});

it("isCode() needs no time for what is made to take some", () => {
  const begun = performance.now();

  for (const part of ["/*", "/**", "//", "{ ", "; "]) isCodeNamed("a", part.repeat(500_000));

  expect(performance.now() - begun).toBeLessThan(2000);
});
