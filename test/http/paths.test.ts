import fc from "fast-check";
import { expect, it } from "vitest";
import { canonicalPath, MAX_PATH_LENGTH } from "../../src/http/path.ts";
import { anArticle, aStore } from "../support/a-store.ts";
import { type Get, serve } from "../support/serve.ts";

const AUTHOR = "王晓峰";
const ENCODED = encodeURIComponent(AUTHOR);
const TAGS = ["工匠精神", "C++", "Q&A", "it's", "a/b", "50%"];

const get = serve(aStore([anArticle({ authors: [{ name: AUTHOR }], tags: TAGS })]));

/** Follows redirects from `target`, at most five; returns every address on the way and the last status. */
async function follow(ask: Get, target: string): Promise<{ path: string[]; status: number }> {
  const path = [target];
  let response = await ask(target);
  for (; response.status === 301 && path.length < 6; response = await ask(path.at(-1) ?? "")) {
    path.push(response.headers.get("Location") ?? "");
  }
  return { path, status: response.status };
}

it.each([
  ["/feed", "/rss.xml"],
  ["/feed/", "/rss.xml"],
  ["/rss", "/rss.xml"],
  ["/atom", "/atom.xml"],
  ["/feed.xml", "/rss.xml"],
  ["/index.xml", "/rss.xml"],
  ["/FEED", "/rss.xml"],
  ["/Atom.XML", "/atom.xml"],
  ["/rss.xml/", "/rss.xml"],
  ["//rss.xml", "/rss.xml"],
  ["///feed//", "/rss.xml"],
  ["/%72ss.xml", "/rss.xml"],
  ["/columns/essays/feed", "/columns/essays/rss.xml"],
  ["/columns/essays/feed/", "/columns/essays/rss.xml"],
  ["/columns/essays/rss", "/columns/essays/rss.xml"],
  ["/columns/essays/atom", "/columns/essays/atom.xml"],
  ["/columns/essays/feed.xml", "/columns/essays/rss.xml"],
  ["/columns/essays/index.xml", "/columns/essays/rss.xml"],
  ["/columns//essays///rss.xml", "/columns/essays/rss.xml"],
  ["/columns/Essays/rss.xml", "/columns/essays/rss.xml"],
  ["/COLUMNS/essays/rss.xml", "/columns/essays/rss.xml"],
  ["/columns/essays/RSS.xml", "/columns/essays/rss.xml"],
  ["/columns/letters+essays/rss.xml", "/columns/essays+letters/rss.xml"],
  ["/columns/essays+essays/rss.xml", "/columns/essays/rss.xml"],
  ["/columns/essays%2Bletters/atom.xml", "/columns/essays+letters/atom.xml"],
  ["/columns/letters+essays", "/columns/essays+letters"],
  ["/columns/Essays.json", "/columns/essays.json"],
  ["/Columns.json", "/columns.json"],
  ["/articles/on-reading/", "/articles/on-reading"],
  ["/Articles/on-reading", "/articles/on-reading"],
  [`/authors/${ENCODED}/feed`, `/authors/${ENCODED}/rss.xml`],
  [`/authors/${AUTHOR}/atom`, `/authors/${ENCODED}/atom.xml`],
  [`/authors/${ENCODED.toLowerCase()}/rss.xml`, `/authors/${ENCODED}/rss.xml`],
  ["/tags/C++/rss.xml", "/tags/C%2B%2B/rss.xml"],
  ["/tags/C%2B%2B/feed/", "/tags/C%2B%2B/rss.xml"],
  ["/tags/Q&A/feed.json", "/tags/Q%26A/feed.json"],
  ["/tags/it%27s/feed.json", "/tags/it's/feed.json"],
  ["/./rss.xml/", "/rss.xml"],
  ["/columns/../feed", "/rss.xml"],
  ["/columns/%2e%2e/feed", "/rss.xml"],
])("%s moves permanently, in one step, to %s (RFC 3986 §6.2.2, RFC 9110 §15.4.2)", async (spelling, canonical) => {
  const response = await get(spelling);

  expect(response.status).toBe(301);
  expect(response.headers.get("Location")).toBe(canonical);
  expect((await get(canonical)).status).toBe(200);
});

it.each([
  "/COLUMNS/LETTERS+ESSAYS+ESSAYS//FEED/",
  "//Columns/essays/Atom.XML/",
  "/Tags/C++/Feed",
  `/AUTHORS/${ENCODED.toLowerCase()}//INDEX.XML`,
])("%s, wrong in several ways, still ends at a feed", async (spelling) => {
  const { path, status } = await follow(get, spelling);

  expect(status).toBe(200);
  expect(path.length).toBeLessThanOrEqual(4);
});

it.each(TAGS)("the feed of the tag %s is served at its own address, without a redirect", async (tag) => {
  const { status } = await get(`/tags/${encodeURIComponent(tag)}/rss.xml`);

  expect(status).toBe(200);
});

it.each([
  "//evil.example",
  "//evil.example/",
  "///evil.example/feed/",
  "/\\evil.example/",
  "/%5Cevil.example/",
  "/%2F%2Fevil.example/",
  "/https://evil.example/feed/",
  "//evil.example/rss.xml/",
  "//columns//evil.example//feed",
])("%s never leads to another host", async (spelling) => {
  const { path, status } = await follow(get, spelling);

  expect(status).toBe(404);
  expect(path.slice(1)).not.toContainEqual(expect.stringMatching(/^(?!\/)|^\/[/\\]/));
});

it.each([
  ["/feed?limit=5", "/rss.xml?limit=5"],
  ["/rss.xml/?limit=5&content=summary", "/rss.xml?limit=5&content=summary"],
  ["/columns/letters+essays/rss?limit=5", "/columns/essays+letters/rss.xml?limit=5"],
  ["/FEED/?utm_source=x&limit=5", "/rss.xml?utm_source=x&limit=5"],
])("%s moves to %s, its query kept", async (spelling, canonical) => {
  const { path } = await follow(get, spelling);

  expect(path.at(-1)).toBe(canonical);
});

it.each([
  ["/%00", 400],
  ["/rss.xml%00", 400],
  ["/articles/on-reading%00.json", 400],
  ["/columns/essays%0d%0aSet-Cookie:x/feed", 400],
  ["/authors/%ff/rss.xml", 400],
  ["/authors/%c0%af", 400],
  ["/authors/%ED%A0%80/rss.xml", 400],
  ["/%", 400],
  ["/%zz/rss.xml", 400],
  [`/authors/${"a".repeat(MAX_PATH_LENGTH)}/rss.xml`, 400],
  [`/authors/${"%E4%B8%AD".repeat(MAX_PATH_LENGTH)}/rss.xml`, 400],
  ["/nothing", 404],
  ["/columns", 404],
  ["/columns/none/rss.xml", 404],
  ["/columns/essays+none/rss.xml", 404],
  ["/columns/+/rss.xml", 404],
  ["/columns/essays/rss.xml/more", 404],
  ["/columns/essays/nothing", 404],
  ["/columns/__proto__/rss.xml", 404],
  ["/columns/essays/constructor", 404],
  ["/__proto__", 404],
  ["/authors/nobody/rss.xml", 404],
  ["/tags/none/rss.xml", 404],
  ["/tags/%252e%252e/rss.xml", 404],
  ["/articles/none", 404],
  ["/articles/none.json", 404],
  ["/articles/ON-READING", 404],
  ["/articles/..%2Fon-reading", 404],
])("%s is a clean %d", async (spelling, status) => {
  const response = await get(spelling);

  expect(response.status).toBe(status);
  expect(response.headers.get("Content-Type")).toBe("application/problem+json; charset=utf-8");
});

it("a redirect never leads to a path that is refused for its length", async () => {
  const { path, status } = await follow(get, `/tags/${"$".repeat(MAX_PATH_LENGTH / 2)}/rss.xml`);

  expect({ status, redirects: path.length - 1 }).toEqual({ status: 400, redirects: 0 });
});

it("canonicalPath() leaves a canonical path as it is", () => {
  const segment = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 8 }),
    fc.string({ unit: "grapheme", maxLength: 8 }).map((text) => encodeURIComponent(text).toLowerCase()),
    fc.constantFrom("", "+", "%2B", "%2F", "%252F", "..", "%2e", "a+b", "'", "中"),
  );
  const path = fc
    .array(segment, { maxLength: 6 })
    .map((segments) => new URL(`http://a/${segments.join("/").replace(/%(?![\da-f]{2})/gi, "%25")}`).pathname)
    .filter((pathname) => !/%(?:[01]\d|[01][a-f]|7f)/i.test(pathname));

  fc.assert(
    fc.property(path, (pathname) => {
      const once = canonicalPath(pathname);

      expect(canonicalPath(once)).toBe(once);
      expect(new URL(`http://a${once}`).pathname).toBe(once);
      expect(once).toMatch(/^\/(?!\/)/);
    }),
    { numRuns: 2000, seed: 2 },
  );
});
