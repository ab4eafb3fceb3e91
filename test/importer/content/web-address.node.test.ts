import { describe, expect, it } from "vitest";
import { webAddress } from "../../../src/importer/content/web-address.ts";

describe("webAddress()", () => {
  it.each([
    ["https://paper.example/a?b=%20c#d", "https://paper.example/a?b=%20c#d"],
    ["HTTP://Paper.example", "HTTP://Paper.example"],
    [" https://paper.example/一 ", "https://paper.example/一"],
    ["https://paper.example/a b", "https://paper.example/a%20b"],
    ["https:/c", "https://base.example/c"],
    ["../c", "https://base.example/c"],
    ["//paper.example/c", "https://paper.example/c"],
  ])("gives %j in full", (address, full) => {
    expect(webAddress(address, "https://base.example/a/b")).toBe(full);
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
  ])("finds no address of the web in %j", (address) => {
    expect(webAddress(address, "https://base.example/")).toBeUndefined();
  });
});
