import fc from "fast-check";
import { expect, it } from "vitest";
import { anArticle, aStore } from "../support/a-store.ts";
import { serve } from "../support/serve.ts";

const get = serve(
  aStore([
    anArticle({ authors: [{ name: "王晓峰" }], tags: ["craft", "C++"], content: "<p>工匠精神</p>" }),
    anArticle({ id: "teaser", column: "letters", summary: "Short" }),
    anArticle({ id: "soon", published: "2026-01-01T00:00:01Z" }),
  ]),
);

/** What paths of the service are made of. */
const ROUTE_LIKE = fc.constantFrom(
  ...["columns", "authors", "tags", "articles", "columns.json", "articles.json", "openapi.json", "health"],
  ...["search", "search.json", "opensearch.xml"],
  ...["rss.xml", "atom.xml", "feed.json", "feed", "rss", "atom", "feed.xml", "index.xml", "FEED", "RSS.XML"],
  ...["essays", "letters", "essays+letters", "letters+essays", "essays.json", "Essays", "none", "+", "a+b"],
  ...[
    "on-reading",
    "on-reading.json",
    "soon",
    "teaser",
    "craft",
    "C%2B%2B",
    "C++",
    "%E7%8E%8B%E6%99%93%E5%B3%B0",
  ],
);

/** What they are not made of. */
const HOSTILE = fc.oneof(
  fc.constantFrom(
    "",
    ".",
    "..",
    "%2e%2e",
    "%252e",
    "%00",
    "%ff",
    "%c0%af",
    "%",
    "%zz",
    "%ED%A0%80",
    "%2F",
    "\\",
  ),
  fc.constantFrom(
    "__proto__",
    "constructor",
    "toString",
    ":id",
    "*",
    "(.*)+$",
    "evil.example",
    "%0d%0aX:y",
    "~",
  ),
  fc.constantFrom("a".repeat(3000), "%E4%B8%AD".repeat(300), "$".repeat(1500), "'\"<script>", "{}[]|^`"),
  fc.string({ unit: "binary", maxLength: 12 }).map((text) => text.replaceAll(/[?#]/g, "")),
  fc.string({ unit: "grapheme", maxLength: 6 }).map((text) => encodeURIComponent(text)),
);

const SCOPE = fc.constantFrom("", "columns/essays", "columns/essays+letters", "authors/王晓峰", "tags/craft");
const path = fc.oneof(
  fc.tuple(SCOPE, ROUTE_LIKE).map((parts) => parts.join("/")),
  fc.array(ROUTE_LIKE, { maxLength: 4 }).map((segments) => segments.join("/")),
  fc
    .array(fc.oneof({ weight: 2, arbitrary: ROUTE_LIKE }, { weight: 1, arbitrary: HOSTILE }), {
      maxLength: 5,
    })
    .map((segments) => segments.join("/")),
);

const parameter = fc.tuple(
  fc.constantFrom(
    "limit",
    "content",
    "exclude",
    "cursor",
    "column",
    "author",
    "tag",
    "not-column",
    "not-author",
    "not-tag",
    "q",
    "order",
    "after",
    "since",
    "until",
    "utm",
    "__proto__",
    "%ff",
    "",
  ),
  fc.oneof(
    fc.constantFrom(
      "",
      "1",
      "5",
      "100",
      "101",
      "-1",
      "1e9",
      "full",
      "summary",
      "essays",
      "essays,letters",
      "craft",
      "2025-01-02",
      "2025-01-02T00:00:00+08:00",
      "relevance",
      "工匠",
      "-short “a",
      "%B9%A4",
      "2.1735776000000_on-reading",
    ),
    fc.constantFrom(
      "1735776000000_on-reading",
      "-8640000000000000_a",
      "9999999999999999_a",
      "_",
      "%00",
      "%ff",
      "+",
    ),
    fc.string({ unit: "binary", maxLength: 10 }).map((text) => text.replaceAll("#", "")),
  ),
);
const query = fc
  .array(parameter, { maxLength: 3 })
  .map((pairs) => (pairs.length === 0 ? "" : `?${pairs.map((pair) => pair.join("=")).join("&")}`));

/** Anything that a header may hold. */
const headerText = fc.string({ unit: "grapheme-ascii", maxLength: 30 });
const header = fc.oneof(
  fc.tuple(
    fc.constant("Accept-Encoding"),
    fc.oneof(fc.constantFrom("gzip", "br", "*", "*;q=0", "identity;q=0, br;q=2", "gzip;q=-1,,;"), headerText),
  ),
  fc.tuple(
    fc.constant("If-None-Match"),
    fc.oneof(fc.constantFrom("*", '""', 'W/"a", "b"', '"', ",,,", `"${"a".repeat(2000)}`), headerText),
  ),
  fc.tuple(
    fc.constant("If-Modified-Since"),
    fc.oneof(
      fc.constantFrom(
        "Sun, 01 Jun 2025 00:00:00 GMT",
        "Wed, 01 Jan 1800 00:00:00 GMT",
        "Sun Jun  1 99:00:00 2025",
      ),
      headerText,
    ),
  ),
  fc.tuple(fc.constant("Range"), fc.oneof(fc.constantFrom("bytes=0-1", "bytes=-1", "lines=1-"), headerText)),
  fc.tuple(
    fc.constantFrom("Accept", "A-IM", "Origin", "If-Range", "If-Match", "Cookie", "X-HTTP-Method-Override"),
    headerText,
  ),
);
const headers = fc.uniqueArray(header, { maxLength: 4, selector: ([name]) => name });

const method = fc.oneof(
  { weight: 6, arbitrary: fc.constant("GET") },
  { weight: 2, arbitrary: fc.constant("HEAD") },
  { weight: 2, arbitrary: fc.constantFrom("OPTIONS", "POST", "PUT", "PATCH", "DELETE") },
);

const EXPECTED = new Set([200, 204, 301, 304, 400, 404, 405]);

it("ten thousand random requests are each answered for what they are, and none fails", {
  timeout: 120_000,
}, async () => {
  const seen = new Set<number>();

  await fc.assert(
    fc.asyncProperty(method, path, query, headers, async (verb, where, asked, sent) => {
      const response = await get(`/${where}${asked}`, { method: verb, headers: sent });

      seen.add(response.status);
      expect(EXPECTED).toContain(response.status);
      expect(response.headers.get("X-Content-Type-Options")).toBe(response.status === 304 ? null : "nosniff");
      expect(response.headers.get("Access-Control-Allow-Origin")).toBe("*");
      expect(response.headers.get("Location") ?? "/").toMatch(/^\/(?![/\\])[\x21-\x7e]*$/);
    }),
    { numRuns: 10_000, seed: 20_201_126 },
  );

  expect(seen).toEqual(EXPECTED);
});
