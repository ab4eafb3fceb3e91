import { expect, it } from "vitest";
import { isNoDocument } from "../../src/sources/is-no-document.ts";

const told = (name: string, text: string) => isNoDocument(name, Buffer.from(text, "latin1"));

it.each([
  ["a.html", "\x89PNG\r\n"],
  ["a", "wOF2"],
  ["a", "RIFF\x01\x02\x03\x04WEBP"],
  ["a.css", "body{color:red}"],
  ["a.min.JS", "var a=1;"],
  ["a.svg", '<?xml version="1.0"?><svg/>'],
])("isNoDocument() tells by what it holds, then by its name: %s, %j", (name, text) => {
  expect(told(name, text)).toBe(true);
});

it.each([
  ["a.js", "<!-- saved --> <!DOCTYPE html><title>T</title>"],
  ["a.css", "\xEF\xBB\xBF<?xml version='1.0'?><rss/>"],
  ["a.txt", "var a=1;"],
  ["a.pdf", "%PDF-1.7"],
])("isNoDocument() leaves what could be meant: %s, %j", (name, text) => {
  expect(told(name, text)).toBe(false);
});
