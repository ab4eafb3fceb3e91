import fc from "fast-check";
import { expect, it } from "vitest";
import { anArticle, aStore } from "../support/a-store.ts";
import { serve } from "../support/serve.ts";

const get = serve(aStore([anArticle({ authors: [{ name: "王晓峰" }], tags: ["craft"] })]));

/** What is to be had as a page and as data at one address. */
const BOTH = [
  "/",
  "/articles/on-reading",
  "/columns/essays",
  "/columns/letters",
  "/columns/essays+letters",
  `/authors/${encodeURIComponent("王晓峰")}`,
  "/tags/craft",
];

const HTML = "text/html; charset=utf-8";
const JSON_DATA = "application/json; charset=utf-8";
const CHROME =
  "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8,application/signed-exchange;v=b3;q=0.7";
const MINIFLUX =
  "application/xml, application/atom+xml, application/rss+xml, application/rdf+xml, application/feed+json, text/html, */*;q=0.9";

async function typeOf(target: string, headers: HeadersInit): Promise<string | null> {
  return (await get(target, { headers })).headers.get("Content-Type");
}

it.each([
  { accept: undefined, type: HTML },
  { accept: "*/*", type: HTML },
  { accept: "", type: HTML },
  { accept: CHROME, type: HTML },
  { accept: MINIFLUX, type: HTML },
  { accept: "text/html", type: HTML },
  { accept: "text/*", type: HTML },
  { accept: "application/json", type: JSON_DATA },
  { accept: "application/*", type: JSON_DATA },
  { accept: "APPLICATION/JSON", type: JSON_DATA },
  { accept: "application/json, text/plain, */*", type: JSON_DATA },
  { accept: "text/html;q=0.8, application/json;q=0.9", type: JSON_DATA },
  { accept: "text/html;q=0.9, application/json;q=0.8", type: HTML },
  { accept: "application/json;q=0.1, */*;q=0.5", type: HTML },
  { accept: "text/html;q=0, */*", type: JSON_DATA },
  { accept: "image/png", type: HTML },
  { accept: "application/json; charset=utf-8", type: JSON_DATA },
  { accept: "text/html; charset=utf-8, application/json;q=0.5", type: HTML },
  { accept: 'text/html;level="a,b;q=0";q=0.4, application/json; v=1; q=0.5', type: JSON_DATA },
])("Accept: $accept gets $type where there are both (RFC 9110 §12.5.1)", async ({ accept, type }) => {
  const types = await Promise.all(
    BOTH.map((target) => typeOf(target, accept === undefined ? {} : { Accept: accept })),
  );

  expect(types).toEqual(BOTH.map(() => type));
});

it("the greater of two weights decides, whatever their order (RFC 9110 §12.4.2)", async () => {
  const weight = fc.integer({ min: 0, max: 1000 }).map((thousandths) => thousandths / 1000);
  await fc.assert(
    fc.asyncProperty(weight, weight, fc.boolean(), async (html, json, isHtmlFirst) => {
      fc.pre(html !== json);
      const ranges = [`text/html;q=${html}`, `application/json;q=${json}`];

      const type = await typeOf("/", { Accept: (isHtmlFirst ? ranges : ranges.reverse()).join(", ") });

      expect(type).toBe(html > json ? HTML : JSON_DATA);
    }),
  );
});

it.each(BOTH)("%s has Vary: Accept, in each of its forms and in a 304 (RFC 9110 §12.5.5)", async (target) => {
  const page = await get(target);
  const data = await get(target, { headers: { Accept: "application/json" } });
  const unchanged = await get(target, { headers: { "If-None-Match": page.headers.get("ETag") ?? "" } });

  expect(unchanged.status).toBe(304);
  expect([page, data, unchanged].map(({ headers }) => headers.get("Vary"))).toEqual(
    Array(3).fill("Accept-Encoding, Accept"),
  );
  expect(page.headers.get("ETag")).not.toBe(data.headers.get("ETag"));
});

it.each([
  "/articles/on-reading.json",
  "/columns/essays.json",
  "/index.json",
  "/tags/craft.json",
])("%s is JSON whatever is accepted", async (target) => {
  const types = await Promise.all(
    ["text/html", CHROME, "*/*"].map((accept) =>
      typeOf(target, { Accept: accept, "Sec-Fetch-Dest": "document" }),
    ),
  );

  expect(types).toEqual(Array(3).fill(JSON_DATA));
});

it.each([
  "/rss.xml",
  "/columns/essays/atom.xml",
  "/feed.json",
])("%s stays a feed, whatever is accepted", async (target) => {
  const types = await Promise.all(
    ["text/html", CHROME, MINIFLUX, "*/*"].map((accept) => typeOf(target, { Accept: accept })),
  );

  expect(types.filter((type) => type?.startsWith("text/html"))).toEqual([]);
});

const SAFARI = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
const RSS_BRIDGE = "application/rss+xml, application/atom+xml, */*";

/** What a client sends, and whether it is a browser in which a person opens an address. */
const NAVIGATIONS: readonly (readonly [
  accept: string | undefined,
  destination: string,
  isPerson: boolean,
])[] = [
  [CHROME, "document", true],
  [SAFARI, "document", true],
  ["TEXT/HTML", "document", true],
  ["application/xml, text/html; charset=utf-8", "document", true],
  ["*/*, text/html;q=0.1", "document", true],
  [RSS_BRIDGE, "document", false],
  ["application/feed+json, application/json;q=0.9, */*;q=0.8", "document", false],
  ["*/*", "document", false],
  ["text/*", "document", false],
  ["text/html;q=0, */*", "document", false],
  ["text/html; q=0.000, application/xml", "document", false],
  ["application/xhtml+xml, application/xml", "document", false],
  ["application/x+text/html", "document", false],
  ["", "document", false],
  [undefined, "document", false],
  [CHROME, "empty", false],
  [CHROME, "iframe", false],
  [CHROME, "document, document", false],
  [MINIFLUX, "", false],
];

it.each(
  NAVIGATIONS,
)("a feed is a page only to a person's navigation: Accept %j and Sec-Fetch-Dest %j, %j (Fetch Metadata §2.1)", async (accept, destination, isPerson) => {
  const headers = {
    ...(accept !== undefined && { Accept: accept }),
    ...(destination !== "" && { "Sec-Fetch-Dest": destination }),
  };

  const [feed, problem] = await Promise.all(
    ["/rss.xml", "/columns/none/rss.xml"].map((target) => get(target, { headers })),
  );

  expect(feed?.headers.get("Content-Type")).toBe(isPerson ? HTML : "application/rss+xml; charset=utf-8");
  expect(problem?.headers.get("Content-Type")).toBe(
    isPerson ? HTML : "application/problem+json; charset=utf-8",
  );
  expect(feed?.headers.get("Vary")).toBe("Accept-Encoding, Accept, Sec-Fetch-Dest");
  expect(problem?.headers.get("Vary")).toBe("Accept, Sec-Fetch-Dest");
});

it("a program that imitates a browser gets problem details at an address without a file extension too", async () => {
  const type = await typeOf("/nothing", { Accept: RSS_BRIDGE, "Sec-Fetch-Dest": "document" });

  expect(type).toBe("application/problem+json; charset=utf-8");
});

it.each([
  { accept: CHROME, type: HTML },
  { accept: "text/html", type: HTML },
  { accept: "*/*", type: "application/problem+json; charset=utf-8" },
  { accept: "application/json, text/html;q=0.9", type: "application/problem+json; charset=utf-8" },
  { accept: "application/problem+json", type: "application/problem+json; charset=utf-8" },
])("a problem comes as $type to who accepts $accept", async ({ accept, type }) => {
  const problem = await get("/nothing", { headers: { Accept: accept } });

  expect(problem.status).toBe(404);
  expect(problem.headers.get("Content-Type")).toBe(type);
  expect(problem.headers.get("Vary")).toBe("Accept, Sec-Fetch-Dest");
});

it.each(BOTH)("%s runs nothing but its own script and is framed by nobody", async (target) => {
  const { headers } = await get(target);
  const policy = headers.get("Content-Security-Policy") ?? "";

  expect(policy).toMatch(/default-src 'none';.*script-src 'self';.*frame-ancestors 'none'/);
  expect(policy).not.toMatch(/unsafe/);
  expect(headers.get("Permissions-Policy")).toContain("camera=()");
  expect(headers.get("Referrer-Policy")).toBe("same-origin");
});

it.each([
  "/rss.xml?limit=0",
  "/authors/nobody/rss.xml",
  "/columns/none/feed.json",
])("a problem of %s is told on a page to a browser that shows it, and to nobody else", async (target) => {
  const accept = { Accept: "text/html" };

  const [reader, browser] = await Promise.all([
    typeOf(target, accept),
    typeOf(target, { ...accept, "Sec-Fetch-Dest": "document" }),
  ]);

  expect([reader, browser]).toEqual(["application/problem+json; charset=utf-8", HTML]);
});

it("a page from before a deployment finds what has become of its style, for a while", async () => {
  const page = await (await get("/")).text();
  const [current = ""] = /\/assets\/style\.[0-9a-f]{12}\.css/.exec(page) ?? [];

  const [now, old, none] = await Promise.all(
    [current, "/assets/style.000000000000.css", "/assets/none.000000000000.css"].map((path) => get(path)),
  );

  expect(now?.headers.get("Cache-Control")).toContain("immutable");
  expect(old?.headers.get("Cache-Control")).toMatch(/max-age=60(?!.*immutable)/);
  expect(await old?.text()).toBe(await now?.text());
  expect(none?.status).toBe(404);
});
