import { expect, it } from "vitest";
import { isInAssetFolder, isPageAsset } from "../../src/sources/page-assets.ts";

const isAsset = (name: string, text: string) => isPageAsset(name, Buffer.from(text, "latin1"));

it.each([
  ["a.html", "\x89PNG\r\n"],
  ["a", "wOF2"],
  ["a", "RIFF\x01\x02\x03\x04WEBP"],
  ["a.css", "body{color:red}"],
  ["a.min.JS", "var a=1;"],
  ["a.svg", '<?xml version="1.0"?><svg/>'],
])("isPageAsset() recognises an asset by its content, then by its name: %s, %j", (name, text) => {
  expect(isAsset(name, text)).toBe(true);
});

it.each([
  ["a.js", "<!-- saved --> <!DOCTYPE html><title>T</title>"],
  ["a.css", "\xEF\xBB\xBF<?xml version='1.0'?><rss/>"],
  ["a.txt", "var a=1;"],
  ["a.pdf", "%PDF-1.7"],
])("isPageAsset() is false for a possible document: %s, %j", (name, text) => {
  expect(isAsset(name, text)).toBe(false);
});

it.each([
  ["a_files", true],
  ["a_files/b/c.css", true],
  ["b_files/c.css", false],
  ["a_files.html", false],
])("isInAssetFolder() of %s beside a.html is %s", (path, expected) => {
  expect(isInAssetFolder(path, new Set(["a.html"]))).toBe(expected);
});
