import fc from "fast-check";
import { expect, it } from "vitest";
import { readableAddress } from "../../src/pages/readable-address.ts";

it.each([
  ["王晓峰", "https://a.example/authors/王晓峰"],
  ["王 & 李", "https://a.example/authors/王%20%26%20李"],
  ["50%", "https://a.example/authors/50%25"],
  ['"><script>', "https://a.example/authors/%22%3E%3Cscript%3E"],
  ["〈中〉", "https://a.example/authors/%E3%80%88中%E3%80%89"],
  ["中\u202E文\u00A0", "https://a.example/authors/中%E2%80%AE文%C2%A0"],
])("readableAddress() of the author %j is %s", (name, address) => {
  expect(readableAddress(`https://a.example/authors/${encodeURIComponent(name)}`)).toBe(address);
});

it("readableAddress() means the same address, whatever the name", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (name) => {
      const address = new URL(`https://a.example/authors/x${encodeURIComponent(name)}?limit=5`).href;

      expect(new URL(readableAddress(address)).href).toBe(address);
    }),
  );
});
