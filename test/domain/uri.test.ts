import { describe, expect, it } from "vitest";
import { isIri } from "../../src/domain/uri.ts";

describe("isIri() (RFC 3987 §2.2)", () => {
  it.each([
    "https://old.example/?p=1",
    "http://old.example/文/1#一",
    "urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a",
    "tag:old.example,2005:/posts/1",
    "yt:video:abc",
    "https://old.example/%E6%96%87",
  ])("accepts %s", (text) => {
    expect(isIri(text)).toBe(true);
  });

  it.each([
    "12345",
    "读书-7",
    "/posts/1",
    "文:1",
    "https://old.example/a b",
    "https://old.example/100%",
    "https://old.example/?a[]=1",
    "https://old.example/#a#b",
    "https:///a",
    "http:a",
    "urn:",
    "urn:\uD800",
    "urn:\uE000",
    "",
  ])("refuses %j", (text) => {
    expect(isIri(text)).toBe(false);
  });
});
