import { expect, it } from "vitest";
import { publishedByAddress } from "../../../src/importer/listing/address-date.ts";

const CONTEXT = { timeZone: "Asia/Shanghai", now: new Date("2026-11-28T04:00:00Z") };

it.each([
  "https://paper.example/content/202611/27/content_10002.html",
  "https://paper.example/c/2026-11-27/8234567.shtml",
  "https://paper.example/202611/t20261127_2351001.html",
])("publishedByAddress() returns the beginning of the day in %s", (address) => {
  expect(publishedByAddress(address, CONTEXT)).toEqual(new Date("2026-11-27T00:00:00+08:00"));
});

it.each([
  ["has no day", "https://paper.example/a/101.html"],
  ["has a day ahead", "https://paper.example/2026/12/24/concert.html"],
])("publishedByAddress() returns nothing where the address %s: %s", (_, address) => {
  expect(publishedByAddress(address, CONTEXT)).toBeUndefined();
});
