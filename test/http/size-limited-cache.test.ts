import { expect, it } from "vitest";
import { sizeLimitedCache } from "../../src/http/size-limited-cache.ts";

const cacheOf = (maxSize: number) => sizeLimitedCache<string>(maxSize, (value) => value.length);

it("sizeLimitedCache() returns what was set, and undefined for anything else", () => {
  const cache = cacheOf(10);
  cache.set("a", "1");

  expect([cache.get("a"), cache.get("b")]).toEqual(["1", undefined]);
});

it("sizeLimitedCache() drops the least recently used values first", () => {
  const cache = cacheOf(3);
  for (const key of ["a", "b", "c"]) cache.set(key, "x");
  cache.get("a");

  cache.set("d", "x");

  expect(["a", "b", "c", "d"].map((key) => cache.get(key))).toEqual(["x", undefined, "x", "x"]);
});

it("sizeLimitedCache() counts a replaced value once", () => {
  const cache = cacheOf(4);
  cache.set("a", "xxx");
  cache.set("a", "xx");

  cache.set("b", "xx");

  expect([cache.get("a"), cache.get("b")]).toEqual(["xx", "xx"]);
});

it("sizeLimitedCache() does not keep a value larger than the limit", () => {
  const cache = cacheOf(3);

  cache.set("a", "xxxx");
  cache.set("b", "xxx");

  expect([cache.get("a"), cache.get("b")]).toEqual([undefined, "xxx"]);
});
