import { expect, it } from "vitest";
import { anArticle, aStore } from "../support/a-store.ts";
import { serve } from "../support/serve.ts";

const get = serve(aStore([anArticle()], { updated: "2025-06-01T00:00:00Z" }));

const LAST_MODIFIED = "Sun, 01 Jun 2025 00:00:00 GMT";
const LATER = "Mon, 02 Jun 2025 00:00:00 GMT";
const EARLIER = "Sat, 31 May 2025 23:59:59 GMT";

const bare = (etag: string) => etag.replaceAll('"', "");

async function etagOf(target: string): Promise<string> {
  return (await get(target)).headers.get("ETag") ?? "";
}

it("the service sends a strong quoted ETag, and the store's own date as Last-Modified (RFC 9110 §8.8)", async () => {
  const { headers } = await get("/rss.xml");

  expect(headers.get("ETag")).toMatch(/^"[\x21\x23-\x7e]+"$/);
  expect(headers.get("Last-Modified")).toBe(LAST_MODIFIED);
});

it("different bytes have different entity tags, and equal bytes the same (RFC 9110 §8.8.1)", async () => {
  const targets = ["/rss.xml", "/atom.xml", "/rss.xml?content=full"];

  const [rss, atom, same] = await Promise.all(targets.map(etagOf));

  expect(atom).not.toBe(rss);
  expect(same).toBe(rss);
});

it.each<{ sends: string; header: (etag: string) => string; status: number }>([
  { sends: "the tag", header: (etag) => etag, status: 304 },
  { sends: "the tag, weakened by a proxy", header: (etag) => `W/${etag}`, status: 304 },
  { sends: "any (*)", header: () => "*", status: 304 },
  { sends: "a list that ends with the tag", header: (etag) => `"a", W/"b", ${etag}`, status: 304 },
  { sends: "a list that begins with the tag", header: (etag) => `${etag}, "a"`, status: 304 },
  { sends: "a list without white space", header: (etag) => `"a",${etag},"b"`, status: 304 },
  { sends: "a list after a tag with a comma in it", header: (etag) => `"a,b", ${etag}`, status: 304 },
  // RFC 9110 §5.6.1.2: a recipient must ignore a reasonable number of empty list elements.
  { sends: "a list with an empty element first", header: (etag) => `, ${etag}`, status: 304 },
  { sends: "a list with an empty element inside", header: (etag) => `"a", , ${etag}`, status: 304 },
  { sends: "the tag, then garbage", header: (etag) => `${etag}, garbage`, status: 304 },
  { sends: "a stale tag", header: () => '"stale"', status: 200 },
  { sends: "an empty tag", header: () => '""', status: 200 },
  { sends: "the tag without quotes", header: bare, status: 200 },
  { sends: "the tag without its last quote", header: (etag) => etag.slice(0, -1), status: 200 },
  { sends: "the tag inside another tag", header: (etag) => `"x${bare(etag)}"`, status: 200 },
  { sends: "a list of garbage", header: () => "garbage, ;, =", status: 200 },
  { sends: "* among tags", header: () => '"a", *', status: 200 },
  { sends: "nothing at all", header: () => "", status: 200 },
])("If-None-Match with $sends is answered with $status (RFC 9110 §13.1.2)", async ({ header, status }) => {
  const headers = { "If-None-Match": header(await etagOf("/rss.xml")) };

  const response = await get("/rss.xml", { headers });

  expect(response.status).toBe(status);
});

it.each<{ sends: string; header: (etag: string) => string; since: string; status: number }>([
  { sends: "the tag and an earlier date", header: (etag) => etag, since: EARLIER, status: 304 },
  { sends: "the tag and a date that is none", header: (etag) => etag, since: "yesterday", status: 304 },
  { sends: "a stale tag and the same date", header: () => '"stale"', since: LAST_MODIFIED, status: 200 },
  { sends: "a stale tag and a later date", header: () => '"stale"', since: LATER, status: 200 },
  { sends: "a malformed tag and a later date", header: () => "malformed", since: LATER, status: 200 },
  { sends: "no tag at all and a later date", header: () => "", since: LATER, status: 200 },
])("If-None-Match takes precedence over If-Modified-Since: $sends are answered with $status (RFC 9110 §13.1.3)", async ({
  header,
  since,
  status,
}) => {
  const headers = { "If-None-Match": header(await etagOf("/atom.xml")), "If-Modified-Since": since };

  const response = await get("/atom.xml", { headers });

  expect(response.status).toBe(status);
});

it.each([
  { since: LAST_MODIFIED, status: 304 },
  { since: LATER, status: 200 },
  { since: "Sunday, 01-Jun-25 00:00:00 GMT", status: 304 },
  { since: "Sun Jun  1 00:00:00 2025", status: 304 },
  { since: EARLIER, status: 200 },
  { since: "Saturday, 31-May-25 23:59:59 GMT", status: 200 },
  { since: "Sat May 31 23:59:59 2025", status: 200 },
  { since: "Wed, 01 Jan 1800 00:00:00 GMT", status: 200 },
  { since: "Sunday, 06-Nov-94 08:49:37 GMT", status: 200 },
  { since: "Mon, 02 Jun 2025 99:99:99 GMT", status: 200 },
  { since: "2025-06-02T00:00:00Z", status: 200 },
  { since: "1748822400", status: 200 },
  { since: "tomorrow", status: 200 },
  { since: "", status: 200 },
])('If-Modified-Since "$since" alone is answered with $status', async ({ since, status }) => {
  const response = await get("/feed.json", { headers: { "If-Modified-Since": since } });

  expect(response.status).toBe(status);
});

it.each([
  "/",
  "/rss.xml",
  "/atom.xml",
  "/feed.json",
  "/columns/letters/rss.xml",
  "/articles/on-reading",
  "/articles.json",
])("a 304 of %s repeats the validators and freshness of the 200, and has no body (RFC 9110 §15.4.5)", async (target) => {
  const full = await get(target);
  const headers = { "If-None-Match": full.headers.get("ETag") ?? "" };

  const response = await get(target, { headers });

  expect(response.status).toBe(304);
  expect(response.body).toBeNull();
  expect(response.headers.has("Content-Length")).toBe(false);
  for (const name of ["ETag", "Last-Modified", "Cache-Control", "Vary"]) {
    expect(response.headers.get(name)).toBe(full.headers.get(name));
    expect(response.headers.has(name)).toBe(true);
  }
});

it("HEAD answers a condition as GET does (RFC 9110 §13.1)", async () => {
  const headers = { "If-None-Match": await etagOf("/rss.xml") };

  const response = await get("/rss.xml", { method: "HEAD", headers });

  expect(response.status).toBe(304);
});

it("a condition is ignored where the answer is an error (RFC 9110 §13.2.1)", async () => {
  const response = await get("/articles/none", { headers: { "If-None-Match": "*" } });

  expect(response.status).toBe(404);
});

it("Last-Modified and ETag move when an article is removed", async () => {
  const before = await get("/rss.xml");
  const headers = { "If-Modified-Since": before.headers.get("Last-Modified") ?? "" };
  const afterwards = serve(aStore([], { updated: "2025-06-01T00:00:01Z" }));

  const response = await afterwards("/rss.xml", { headers });

  expect(response.status).toBe(200);
  expect(response.headers.get("ETag")).not.toBe(before.headers.get("ETag"));
});
