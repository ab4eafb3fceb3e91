import { describe, expect, it } from "vitest";
import { isReachable, webAddress } from "../../../src/importer/content/web-address.ts";

describe("webAddress()", () => {
  it.each([
    ["https://paper.example/a?b=%20c#d", "https://paper.example/a?b=%20c#d"],
    ["HTTP://Paper.example", "HTTP://Paper.example"],
    [" https://paper.example/一 ", "https://paper.example/一"],
    ["https://paper.example/a b", "https://paper.example/a%20b"],
    ["https:/c", "https://base.example/c"],
    ["../c", "https://base.example/c"],
    ["//paper.example/c", "https://paper.example/c"],
  ])("returns %j as an absolute address", (address, absolute) => {
    expect(webAddress(address, "https://base.example/a/b")).toBe(absolute);
  });

  it.each([
    undefined,
    null,
    "",
    "javascript:void(0)",
    "mailto:a@paper.example",
    "file:///etc/passwd",
    "https://",
    "https://user:word@paper.example/",
  ])("returns undefined for %j", (address) => {
    expect(webAddress(address, "https://base.example/")).toBeUndefined();
  });
});

const PRIVATE = [
  "http://localhost/",
  "http://printer.local/a.png",
  "http://127.0.0.1:9/x.png",
  "http://10.0.0.1/",
  "https://192.168.1.1/admin",
  "http://169.254.169.254/latest",
  "http://[::1]/",
  "http://[fd00::1]/",
  "http://[::ffff:127.0.0.1]/",
  "http://2130706433/",
  "http://0x7f.1/",
];

describe("isReachable()", () => {
  it.each(PRIVATE)("is false for %s on a public page and in a file", (address) => {
    expect([isReachable(address, "https://a.example/1.html"), isReachable(address)]).toEqual([false, false]);
  });

  it.each(PRIVATE)("is true for %s on a page of a private network", (address) => {
    expect(isReachable(address, "http://192.168.1.7/1.html")).toBe(true);
  });

  it.each([
    "https://a.example/",
    "http://93.184.215.14/",
    "http://[2606:4700::1111]/",
    "https://localhost.example/",
    "/relative.png",
  ])("is true for %s", (address) => {
    expect(isReachable(address)).toBe(true);
  });
});
