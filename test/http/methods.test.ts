import { expect, it } from "vitest";
import { anArticle, aStore } from "../support/a-store.ts";
import { ORIGIN, serve } from "../support/serve.ts";

const get = serve(aStore([anArticle({ authors: [{ name: "王晓峰" }], tags: ["craft"] })]));

const AUTHOR = `/authors/${encodeURIComponent("王晓峰")}`;

const DOCUMENTS = [
  { target: "/", type: "text/html; charset=utf-8" },
  { target: "/columns.json", type: "application/json; charset=utf-8" },
  { target: "/articles.json", type: "application/json; charset=utf-8" },
  { target: "/articles.json?limit=1", type: "application/json; charset=utf-8" },
  { target: "/articles/on-reading", type: "text/html; charset=utf-8" },
  { target: "/articles/on-reading.json", type: "application/json; charset=utf-8" },
  { target: "/openapi.json", type: "application/json; charset=utf-8" },
  { target: "/health", type: "application/json; charset=utf-8" },
  { target: "/rss.xml", type: "application/rss+xml; charset=utf-8" },
  { target: "/atom.xml", type: "application/atom+xml; charset=utf-8" },
  { target: "/feed.json", type: "application/feed+json; charset=utf-8" },
  { target: "/columns/essays", type: "text/html; charset=utf-8" },
  { target: "/columns/essays.json", type: "application/json; charset=utf-8" },
  { target: "/columns/essays/rss.xml", type: "application/rss+xml; charset=utf-8" },
  { target: "/columns/letters/atom.xml", type: "application/atom+xml; charset=utf-8" },
  { target: "/columns/essays+letters/feed.json", type: "application/feed+json; charset=utf-8" },
  { target: AUTHOR, type: "text/html; charset=utf-8" },
  { target: `${AUTHOR}/rss.xml`, type: "application/rss+xml; charset=utf-8" },
  { target: "/tags/craft.json", type: "application/json; charset=utf-8" },
  { target: "/tags/craft/atom.xml", type: "application/atom+xml; charset=utf-8" },
];

const MOVED = ["/feed", "/columns/essays/feed", "/rss.xml/", "/RSS.XML", "/columns/letters+essays"];
const PROBLEMS = ["/nothing", "/articles/none", "/columns/none", "/%ff", "/rss.xml?limit=0", "/a/b/c/d/e"];
const EVERYTHING = [...DOCUMENTS.map(({ target }) => target), ...MOVED, ...PROBLEMS];

const OTHER_METHODS = ["POST", "PUT", "PATCH", "DELETE"];

const headersOf = ({ headers }: Response) => Object.fromEntries(headers);

it.each(DOCUMENTS)("GET $target is a 200 of $type", async ({ target, type }) => {
  const response = await get(target);

  expect(response.status).toBe(200);
  expect(response.headers.get("Content-Type")).toBe(type);
});

it.each(
  EVERYTHING,
)("HEAD %s is GET without the body: same status, same headers (RFC 9110 §9.3.2)", async (target) => {
  const got = await get(target, { headers: { "Accept-Encoding": "gzip" } });

  const response = await get(target, { method: "HEAD", headers: { "Accept-Encoding": "gzip" } });

  expect(response.status).toBe(got.status);
  expect(headersOf(response)).toEqual(headersOf(got));
  expect(await response.text()).toBe("");
});

it.each(EVERYTHING)("OPTIONS %s names the methods, and has no body (RFC 9110 §9.3.7)", async (target) => {
  const response = await get(target, { method: "OPTIONS" });

  expect(response.status).toBe(204);
  expect(response.headers.get("Allow")).toBe("GET, HEAD, OPTIONS");
  expect(await response.text()).toBe("");
});

it("a preflight is answered so that any script may send conditions of its own", async () => {
  const headers = {
    Origin: "https://reader.example",
    "Access-Control-Request-Method": "GET",
    "Access-Control-Request-Headers": "if-none-match",
  };

  const response = await get("/feed.json", { method: "OPTIONS", headers });

  expect(response.ok).toBe(true);
  expect(response.headers.get("Access-Control-Allow-Origin")).toBe("*");
  expect(response.headers.get("Access-Control-Allow-Methods")).toContain("GET");
  expect(response.headers.get("Access-Control-Allow-Headers")).toMatch(/^\*$|if-none-match/i);
  expect(Number(response.headers.get("Access-Control-Max-Age"))).toBeGreaterThan(0);
});

it.each(
  OTHER_METHODS.flatMap((method) => ["/", "/rss.xml", "/feed", "/nothing"].map((t) => ({ method, t }))),
)("$method $t is a 405 that names the methods there are and is not stored (RFC 9110 §15.5.6)", async ({
  method,
  t,
}) => {
  const response = await get(t, { method });

  expect(response.status).toBe(405);
  expect(response.headers.get("Allow")).toBe("GET, HEAD, OPTIONS");
  expect(response.headers.get("Content-Type")).toBe("application/problem+json; charset=utf-8");
  expect(response.headers.get("Cache-Control")).toContain("no-store");
});

it.each(
  EVERYTHING.flatMap((target) => ["GET", "HEAD", "OPTIONS", "DELETE"].map((method) => ({ target, method }))),
)("$method $target may be read by any page, and runs nothing", async ({ target, method }) => {
  const { headers } = await get(target, { method, headers: { Origin: "https://reader.example" } });

  expect(headers.get("Access-Control-Allow-Origin")).toBe("*");
  expect(headers.has("Access-Control-Allow-Credentials")).toBe(false);
  expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
  expect(headers.get("Content-Security-Policy")).toContain("default-src 'none'");
  expect(headers.get("Content-Security-Policy")).toContain("frame-ancestors 'none'");
  expect(headers.has("Referrer-Policy")).toBe(true);
  expect(headers.has("Cache-Control")).toBe(true);
});

it.each([
  "/",
  "/rss.xml",
  "/articles/on-reading",
  "/articles.json",
  "/favicon.svg",
])("a 304 of %s has what updates the client's copy and what CORS needs, and no other header (RFC 9110 §15.4.5)", async (target) => {
  const { status, headers } = await get(target, { headers: { "If-None-Match": "*" } });

  expect(status).toBe(304);
  expect([...headers.keys()].sort()).toEqual([
    "access-control-allow-origin",
    "access-control-expose-headers",
    "cache-control",
    "etag",
    "last-modified",
    "vary",
  ]);
  expect([...headers].map(([name, value]) => `${name}: ${value}\r\n`).join("").length).toBeLessThan(320);
});

it.each(["ETag", "Last-Modified", "Link"])("scripts may read %s of a feed", async (name) => {
  const { headers } = await get("/rss.xml");

  expect(headers.get("Access-Control-Expose-Headers")?.split(/, */)).toContain(name);
  expect(headers.has(name)).toBe(true);
});

it.each([
  "text/html",
  "application/json",
  "image/png",
  "*/*;q=0",
  "nonsense",
])("a feed's address is that feed, whatever Accept says (%s)", async (accept) => {
  const response = await get("/rss.xml", { headers: { Accept: accept } });

  expect(response.status).toBe(200);
  expect(response.headers.get("Content-Type")).toBe("application/rss+xml; charset=utf-8");
});

it("the Link header of a feed names the hub, whatever characters its address has", async () => {
  const store = aStore([anArticle()]);
  const hubbed = serve({ ...store, site: { ...store.site, hub: "https://hub.example/推送" } });

  const { status, headers } = await hubbed("/rss.xml");

  expect(status).toBe(200);
  expect(headers.get("Link")).toBe(
    `<${ORIGIN}/rss.xml>; rel="self"; type="application/rss+xml", ` +
      '<https://hub.example/%E6%8E%A8%E9%80%81>; rel="hub"',
  );
});

it.each([
  { target: "/rss.xml", says: "public, max-age=900, stale-while-revalidate=60" },
  { target: "/articles/on-reading", says: "public, max-age=300, stale-while-revalidate=60" },
  { target: "/health", says: "private, no-store" },
  { target: "/feed", says: "public, max-age=86400" },
  { target: "/nothing", says: "public, max-age=60, must-revalidate" },
])("$target is fresh for its own time: $says", async ({ target, says }) => {
  const { headers } = await get(target);

  expect(headers.get("Cache-Control")).toBe(says);
});
