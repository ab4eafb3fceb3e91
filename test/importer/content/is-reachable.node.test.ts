import { describe, expect, it } from "vitest";
import { isReachable } from "../../../src/importer/content/is-reachable.ts";

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
  it.each(PRIVATE)("does not hold for %s on a page of the internet, nor in a file", (address) => {
    expect([isReachable(address, "https://a.example/1.html"), isReachable(address)]).toEqual([false, false]);
  });

  it.each(PRIVATE)("holds for %s on a page of a private network", (address) => {
    expect(isReachable(address, "http://192.168.1.7/1.html")).toBe(true);
  });

  it.each([
    "https://a.example/",
    "http://93.184.215.14/",
    "http://[2606:4700::1111]/",
    "https://localhost.example/",
    "/relative.png",
  ])("holds for %s", (address) => {
    expect(isReachable(address)).toBe(true);
  });
});
