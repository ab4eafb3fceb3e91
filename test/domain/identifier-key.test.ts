import { describe, expect, it } from "vitest";
import { identifierKey, isHomePage, pageKey } from "../../src/domain/identifier-key.ts";

const PAGE = "https://a.example/news/1";

describe("identifierKey() and pageKey()", () => {
  it.each([
    "http://a.example/news/1",
    "https://www.a.example/news/1",
    "HTTP://WWW.A.Example/news/1",
    "https://a.example:443/news/1",
    "http://a.example:80/news/1",
    "https://a.example/news/1/",
    "https://a.example/news/1?",
    "https://a.example/news/1#",
    "https://a.example/%6eews/1",
    "https://a.example/news/1?utm_source=rss&utm_medium=feed&utm_campaign=%E6%96%87",
    "https://a.example/news/1?fbclid=x&gclid=y&msclkid=z&mc_cid=1",
    "https://a.example/news/1?spm=a1.b2.c3&from=timeline&isappinstalled=0",
    "https://a.example/news/1/?from=singlemessage#utm_source=rss",
    "https://a.example/news/1?utm_source=rss&amp;utm_medium=feed",
  ])("are those of the page itself for %s", (address) => {
    expect([identifierKey(address), pageKey(address)]).toEqual([PAGE, PAGE]);
  });

  it.each([
    ["https://a.example/news/1#comments", "https://a.example/news/1#comments"],
    ["http://a.example/news/1/?utm_source=rss#评论", "https://a.example/news/1#%E8%AF%84%E8%AE%BA"],
  ])("differ in the fragment of %s", (address, key) => {
    expect([identifierKey(address), pageKey(address)]).toEqual([key, PAGE]);
  });

  it.each([
    ["https://a.example/?p=1", "https://a.example?p=1"],
    ["https://a.example/index.php?id=1&utm_source=rss&page=2", "https://a.example/index.php?id=1&page=2"],
    ["https://a.example/view?from=2020-01-01", "https://a.example/view?from=2020-01-01"],
    ["https://a.example:8443/1", "https://a.example:8443/1"],
    ["https://news.a.example/1", "https://news.a.example/1"],
    ["https://a.example/News/1", "https://a.example/News/1"],
    ["https://a.example/news%2f1", "https://a.example/news%2F1"],
    ["https://a.example/一", "https://a.example/%E4%B8%80"],
    ["https://a.example/app#!/posts/1", "https://a.example/app#!/posts/1"],
    ["https://a.example/app/#/posts/1/?utm_source=rss&id=2", "https://a.example/app#/posts/1?id=2"],
    ["https://a.example/#!post-1", "https://a.example#!post-1"],
  ])("keep what tells pages apart in %s", (address, key) => {
    expect([identifierKey(address), pageKey(address)]).toEqual([key, key]);
  });

  it.each([
    "urn:uuid:1",
    "tag:a.example,2020:1/",
    "读书 7",
    "12345",
    "ftp://a.example/1/",
    "https://",
    "",
  ])("leave %j as it is", (text) => {
    expect([identifierKey(text), pageKey(text)]).toEqual([text, text]);
  });
});

it.each([
  ["http://www.a.example", true],
  ["https://a.example/?utm_source=rss", true],
  ["https://a.example/?p=1", false],
  ["https://a.example/#!/1", false],
  ["https://a.example/a", false],
])("isHomePage() of the key of %s is %s", (address, expected) => {
  expect(isHomePage(pageKey(address))).toBe(expected);
});
