import { expect, it } from "vitest";
import { leadsAbove } from "../../../src/importer/listing/listed-address.ts";

it.each([
  ["https://news.example/theory/2026/c1.html", "https://news.example/", true],
  ["https://news.example/theory/2026/c1.html", "https://www.news.example/index.shtml", true],
  ["https://news.example/theory/2026/c1.html", "https://news.example/theory/", true],
  ["https://news.example/?p=1", "https://news.example/", true],
  ["https://news.example/theory/2026/c1.html", "https://news.example/new/c1.html", false],
  ["https://news.example/theory/2026/c1.html", "https://news.example/culture/", false],
  ["https://news.example/2026/11/28/on-reading/amp/", "https://news.example/2026/11/28/on-reading/", false],
  ["https://news.example/on-reading/index.html", "https://news.example/on-reading/", false],
  ["http://news.example/?utm_source=rss", "https://www.news.example/", false],
  ["https://news.example/?p=1", "https://news.example/on-reading/", false],
])("an article at %s that leads to %s leads above itself: %s", (address, shown, isAbove) => {
  expect(leadsAbove(address, shown)).toBe(isAbove);
});
