import type { IncomingMessage } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { connectionProblem } from "../../src/doctor/checks/connection-problem.ts";
import { REDIRECT_CHECKS } from "../../src/doctor/checks/redirect-checks.ts";
import { type Diagnosis, diagnose } from "../../src/doctor/diagnose.ts";
import { PRIVATE_NETWORK } from "../../src/doctor/send-request.ts";
import { aFeedOf, anItem, type Behaviour, feedServers } from "../support/a-feed-server.ts";
import { anArticle, aStore } from "../support/a-store.ts";
import { onLoopback } from "../support/on-loopback.ts";

const { feedServer, serving, servingTls, stop } = feedServers();

afterEach(stop);

const PROGRESS = { expect: () => {}, done: () => {} };

interface LookOptions {
  readonly publicOrigin?: string;
  readonly limit?: number;
  readonly timeout?: number;
}

/** Looks at what is at an address of this machine, without a pause between requests. */
function look(address: string, options: LookOptions = {}) {
  const { publicOrigin, limit = 30, timeout = 2_000 } = options;
  const now = () => new Date("2026-01-01T00:00:00Z");
  return diagnose(address, {
    limit,
    timeout,
    pause: 0,
    allowPrivate: false,
    publicOrigin,
    progress: PROGRESS,
    now,
  });
}

function idsOf({ findings }: Diagnosis): string[] {
  return findings.map(({ id }) => id);
}

const LAST_MODIFIED = "Thu, 26 Nov 2020 00:27:11 GMT";
/** Too short to be compressed. */
const SHORT = '<rss version="2.0"><channel><title>A</title><item><guid>1</guid></item></channel></rss>';
const HEAD = 'HTTP/1.1 200 OK\r\ncontent-type: application/rss+xml\r\netag: "1"\r\nconnection: close\r\n';

const PAGE = "<!doctype html><title>A page</title><p>Nothing</p>";
const CHALLENGE = "<!DOCTYPE html><html><head><title>Just a moment...</title></head></html>";

const isReader = (
  agent: RegExp,
): ((request: { headers: { "user-agent"?: string | undefined } }) => boolean) => {
  return ({ headers }) => agent.test(headers["user-agent"] ?? "");
};
const isCurl = isReader(/^curl/);
const isThunderbird = isReader(/Thunderbird/);
const isBrowser = isReader(/Firefox\/140/);

/** What a server does wrong, and the problem that is reported: that one and no other. */
const WRONG: readonly (readonly [wrong: string, id: string, behaviour: Behaviour])[] = [
  [
    "a challenge page of Cloudflare, by its header",
    "challenge",
    () => ({
      status: 403,
      body: PAGE,
      headers: { "cf-mitigated": "challenge", "content-type": "text/html" },
    }),
  ],
  ["a challenge page of Cloudflare, by its title", "challenge", () => ({ status: 503, body: CHALLENGE })],
  ["a challenge page with the status 200", "challenge", () => ({ body: CHALLENGE })],
  [
    "a 403 of Cloudflare",
    "cloudflare-refuses",
    () => ({ status: 403, body: PAGE, headers: { server: "cloudflare" } }),
  ],
  ["a 403 to every program", "status", (request) => (isBrowser(request) ? {} : { status: 403, body: "no" })],
  ["a 403 to curl", "status", (request) => (isCurl(request) ? { status: 403, body: "no" } : {})],
  ["429", "status", () => ({ status: 429, body: "slower" })],
  ["404", "status", () => ({ status: 404, body: PAGE })],
  ["500", "status", () => ({ status: 500, body: "oh" })],
  [
    "304 to a reader without validators",
    "status",
    (request) => (isThunderbird(request) ? { status: 304 } : {}),
  ],
  ["an empty body", "empty", () => ({ body: "" })],
  ["a page that names no feed", "no-feed", () => ({ body: PAGE, headers: { "content-type": "text/html" } })],
  [
    "a page to whoever sends Sec-Fetch-Dest",
    "page",
    ({ headers }) =>
      headers["sec-fetch-dest"] === "document"
        ? { body: PAGE, headers: { "content-type": "text/html", vary: "Accept-Encoding, Sec-Fetch-Dest" } }
        : { headers: { vary: "Accept-Encoding, Sec-Fetch-Dest" } },
  ],
  ["JSON that is no feed", "not-a-feed", () => ({ body: '{"ok":true}' })],
  [
    "XML that is not well-formed",
    "malformed",
    () => ({ body: aFeedOf({ more: "<copyright>A & B</copyright>" }) }),
  ],
  [
    "an entity that XML does not have",
    "malformed",
    () => ({ body: aFeedOf({ more: "<copyright>A&nbsp;B</copyright>" }) }),
  ],
  ["a feed that is cut off", "malformed", () => ({ body: aFeedOf().slice(0, -30) })],
  ["a line before the XML declaration", "malformed", () => ({ body: `\n${aFeedOf()}` })],
  [
    "JSON Feed that is cut off",
    "malformed",
    () => ({ body: '{"version":"https://jsonfeed.org/version/1.1","title":"A","items":[' }),
  ],
  ["text/html", "media-type", () => ({ headers: { "content-type": "text/html" } })],
  ["text/plain", "media-type", () => ({ headers: { "content-type": "text/plain; charset=utf-8" } })],
  ["no media type", "media-type", () => ({ headers: { "content-type": undefined } })],
  ["the media type of Atom", "media-type", () => ({ headers: { "content-type": "application/atom+xml" } })],
  [
    "two encodings",
    "encoding",
    () => ({ headers: { "content-type": "application/rss+xml; charset=iso-8859-1" } }),
  ],
  [
    "bytes that are not UTF-8",
    "encoding",
    () => ({ body: Buffer.from(aFeedOf({ more: "<copyright>caf\xe9</copyright>" }), "latin1") }),
  ],
  ["no compression", "no-compression", () => ({ headers: { "content-encoding": undefined } })],
  ["gzip that is none", "undecodable", () => ({ headers: { "content-encoding": "zip" } })],
  ["no validators", "no-validators", () => ({ headers: { etag: undefined, "last-modified": undefined } })],
  ["an ETag without quotation marks", "etag", () => ({ headers: { etag: "abc" } })],
  [
    "a Last-Modified in the future",
    "last-modified",
    () => ({ headers: { "last-modified": "Fri, 31 Dec 2100 00:00:00 GMT" } }),
  ],
  [
    "a Last-Modified that is no HTTP date",
    "last-modified",
    () => ({ headers: { "last-modified": "2020-11-26T00:27:11Z" } }),
  ],
  [
    "the time in its body",
    "body-changes",
    (_request, earlier, origin) => ({
      body: aFeedOf({ self: `${origin}/rss.xml`, more: `<lastBuildDate>${earlier}</lastBuildDate>` }),
    }),
  ],
  ["no-store", "no-store", () => ({ headers: { "cache-control": "private, no-store" } })],
  ["a lifetime of a month", "long-lifetime", () => ({ headers: { "cache-control": "max-age=2592000" } })],
  ["a ttl of a week", "long-lifetime", () => ({ body: aFeedOf({ more: "<ttl>10080</ttl>" }) })],
  ["no Vary with compression", "vary", () => ({ headers: { vary: undefined } })],
  [
    "no Vary with a page for browsers",
    "vary",
    (request) => (isBrowser(request) ? { body: PAGE, headers: { "content-type": "text/html" } } : {}),
  ],
  [
    "another feed for curl",
    "differs-by-reader",
    (request) => (isCurl(request) ? { body: aFeedOf({ items: [anItem("9")] }) } : {}),
  ],
  [
    "rel=self of another address",
    "self",
    (_request, _earlier, origin) => ({ body: aFeedOf({ self: `${origin}/feed` }) }),
  ],
  ["rel=self of another host", "self", () => ({ body: aFeedOf({ self: "https://old.example/rss.xml" }) })],
  [
    "an item without guid",
    "missing-ids",
    () => ({ body: aFeedOf({ items: [anItem("1"), anItem(undefined)] }) }),
  ],
  [
    "two items with one guid",
    "repeated-ids",
    () => ({ body: aFeedOf({ items: [anItem("1"), anItem("1")] }) }),
  ],
];

describe("diagnose() reports", () => {
  it("nothing about a feed that is served well", async () => {
    const origin = await feedServer();

    const { findings, readers, feeds } = await look(`${origin}/rss.xml`);

    expect(findings).toEqual([]);
    expect({ readers, feeds }).toEqual({ readers: 12, feeds: [`${origin}/rss.xml`] });
  });

  it.each(WRONG)("%s, as %s and as nothing else", async (_wrong, id, behaviour) => {
    const origin = await feedServer(behaviour);

    const diagnosis = await look(`${origin}/rss.xml`);

    expect(idsOf(diagnosis)).toEqual([id]);
  });

  // The megabytes are sent, compressed and decompressed for each reader.
  it.each([
    [513, "512 KB"],
    [1025, "1 MB"],
    [3073, "3 MB"],
  ])("a feed of %i KB as larger than %s", { timeout: 120_000 }, async (kilobytes, limit) => {
    const body = aFeedOf({ more: `<copyright>${"A".repeat(kilobytes * 1024)}</copyright>` });
    const origin = await feedServer(() => ({ body }));

    const { findings } = await look(`${origin}/rss.xml`);

    expect(findings).toMatchObject([
      { id: "size", problem: expect.stringContaining(`larger than ${limit}`) },
    ]);
  });
});

describe("diagnose() reports of conditional requests", () => {
  const isConditional = ({ headers }: IncomingMessage) =>
    "if-none-match" in headers || ("if-modified-since" in headers && !isThunderbird({ headers }));

  it.each([
    ["If-None-Match", "the answer is 200 instead of 304 to If-None-Match, both together", { etag: '"1"' }],
    ["If-Modified-Since", "the answer is 200 instead of 304 to If-Modified-Since", { etag: undefined }],
  ])("that %s is ignored", async (_ignored, problem, headers) => {
    const origin = await serving((request, response) => {
      const { "if-none-match": tag, "if-modified-since": date } = request.headers;
      const isNotModified = headers.etag !== undefined && tag === undefined && date === LAST_MODIFIED;
      const all = { "content-type": "application/rss+xml", "last-modified": LAST_MODIFIED, ...headers };
      for (const [name, value] of Object.entries(all))
        if (value !== undefined) response.setHeader(name, value);
      response.writeHead(isNotModified ? 304 : 200).end(isNotModified ? undefined : SHORT);
    });

    const { findings } = await look(`${origin}/rss.xml`);

    expect(findings.map((found) => found.problem)).toEqual([problem]);
  });

  it("that a date counts although the tag is another's (RFC 9110 §13.1.3)", async () => {
    const origin = await feedServer(({ headers }) =>
      headers["if-modified-since"] === LAST_MODIFIED ? { status: 304 } : {},
    );

    expect(idsOf(await look(`${origin}/rss.xml`))).toEqual(["wrong-304"]);
  });

  it("that they are answered with an error", async () => {
    const origin = await feedServer((request) => (isConditional(request) ? { status: 412 } : {}));

    expect(idsOf(await look(`${origin}/rss.xml`))).toEqual(["conditional-status"]);
  });

  it.each(["etag", "last-modified"])("that %s changes and the feed does not", async (name) => {
    const origin = await feedServer((_request, earlier) => ({
      headers: { [name]: name === "etag" ? `"${earlier}"` : new Date(earlier * 1000).toUTCString() },
    }));

    expect(idsOf(await look(`${origin}/rss.xml`))).toEqual(expect.arrayContaining(["validators-change"]));
  });
});

describe("diagnose() reports of redirects", () => {
  /** Starts a server that redirects each of these paths, and serves a feed at every other. */
  function redirecting(redirects: Readonly<Record<string, readonly [status: number, to: string]>>) {
    return feedServer(({ url = "" }) => {
      const [status, location] = redirects[url] ?? [];
      return status === undefined ? {} : { status, body: "", headers: { location } };
    });
  }

  it.each([
    ["one that is permanent", { "/feed": [301, "/rss.xml"] }, ["redirect"]],
    ["one that is temporary", { "/feed": [302, "/rss.xml"] }, ["redirect-temporary"]],
    ["several", { "/feed": [301, "/a"], "/a": [308, "/rss.xml"] }, ["redirect-chain"]],
    ["a circle", { "/feed": [301, "/a"], "/a": [301, "/feed"] }, ["redirect-loop"]],
    ["a redirect to itself", { "/feed": [301, "/feed"] }, ["redirect-loop"]],
  ] as const)("%s", async (_kind, redirects, ids) => {
    const origin = await redirecting(redirects);

    expect(idsOf(await look(`${origin}/feed`))).toEqual(ids);
  });

  it("one from https to http", () => {
    const hop = { status: 301, from: "https://a.example/feed", to: "http://a.example/feed" };

    const found = REDIRECT_CHECKS.flatMap(({ id, find }) => (find([hop], hop) ? [id] : []));

    expect(found).toEqual(["redirect-to-http", "redirect"]);
  });
});

describe("diagnose() reports of connections", () => {
  it("that nothing listens", async () => {
    const origin = await feedServer();
    await stop();

    const { findings } = await look(`${origin}/rss.xml`);

    expect(findings).toMatchObject([{ id: "unreachable", problem: expect.stringContaining("refuses") }]);
    expect(findings[0]?.readers).toHaveLength(12);
  });

  it("a self-signed certificate", async () => {
    const origin = await servingTls((_request, response) => response.end(SHORT));

    expect(idsOf(await look(`${origin}/rss.xml`))).toEqual(["certificate"]);
  });

  it("http where https is asked for", async () => {
    const origin = await feedServer();

    expect(idsOf(await look(`${origin.replace("http:", "https:")}/rss.xml`))).toEqual(["tls"]);
  });

  it.each([
    ["more than Content-Length says", "content-length", `${HEAD}content-length: 9\r\n\r\n`],
    ["less than Content-Length says", "content-length", `${HEAD}content-length: 9999\r\n\r\n`],
    ["nothing", "unreachable", ""],
  ])("a server that sends %s", async (_sent, id, head) => {
    const origin = await serving((_request, response) => response.socket?.end(head && head + SHORT));

    expect(idsOf(await look(`${origin}/rss.xml`))).toContain(id);
  });

  it("an answer that does not come in time", async () => {
    const origin = await serving(() => {});

    expect(idsOf(await look(`${origin}/rss.xml`, { timeout: 50 }))).toEqual(["timeout"]);
  });

  it("gzip that is sent to a reader that did not ask for it", async () => {
    const origin = await feedServer(() => ({ headers: { "content-encoding": "gzip" } }));

    const { findings } = await look(`${origin}/rss.xml`);

    expect(findings).toMatchObject([{ id: "coding", readers: ["curl"] }]);
  });

  it.each([
    ["CERT_HAS_EXPIRED", "certificate"],
    ["ERR_TLS_CERT_ALTNAME_INVALID", "certificate"],
    ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "certificate"],
    ["CERT_NOT_YET_VALID", "certificate"],
    ["EPROTO", "tls"],
    ["ENOTFOUND", "unreachable"],
    ["UND_ERR_CONNECT_TIMEOUT", "timeout"],
    ["UND_ERR_RES_EXCEEDED_MAX_SIZE", "size"],
    [PRIVATE_NETWORK, "private-network"],
  ])("%s as %s", (code, id) => {
    const found = connectionProblem({ code, hasAnswered: false });

    expect(found).toEqual({ id, problem: expect.stringMatching(/\w/), advice: expect.stringMatching(/\w/) });
  });
});

describe("diagnose() looks at", () => {
  const store = aStore([anArticle({ authors: [{ name: "王小明" }], content: "<p>Text</p>" })]);

  // Ten feeds are each fetched seventeen times.
  it("every feed of a service of ours, and finds nothing wrong", { timeout: 120_000 }, async () => {
    const service = await onLoopback(store);

    const { feeds, findings } = await look(`${service.origin}/`);
    await service.close();

    expect(findings).toEqual([]);
    expect(feeds).toEqual(
      ["", "/columns/essays", "/columns/letters"]
        .flatMap((path) =>
          ["rss.xml", "atom.xml", "feed.json"].map((file) => `${service.origin}${path}/${file}`),
        )
        .concat(`${service.origin}/authors/%E7%8E%8B%E5%B0%8F%E6%98%8E/rss.xml`),
    );
  });

  it("no more feeds than the limit", async () => {
    const service = await onLoopback(store);

    const { feeds, skipped } = await look(`${service.origin}/`, { limit: 2 });
    await service.close();

    expect([feeds.length, skipped]).toEqual([2, 8]);
  });

  it.each([
    ["Lanmu", ["public-origin"]],
    ["WordPress", []],
  ])("whether a feed of %s is at PUBLIC_ORIGIN", async (generator, ids) => {
    const origin = await feedServer(() => ({
      body: aFeedOf({ more: `<generator>${generator}</generator>` }),
    }));

    const diagnosis = await look(`${origin}/rss.xml`, { publicOrigin: "https://feeds.example" });

    expect(idsOf(diagnosis)).toEqual(ids);
  });

  it("rel=self, which names PUBLIC_ORIGIN in a service of ours", async () => {
    const body = aFeedOf({ self: "https://feeds.example/rss.xml", more: "<generator>Lanmu</generator>" });
    const origin = await feedServer(() => ({ body }));

    const { findings } = await look(`${origin}/rss.xml`);

    expect(findings).toMatchObject([
      {
        id: "self",
        problem: 'rel="self" is on another host, https://feeds.example',
        advice: expect.stringContaining("PUBLIC_ORIGIN"),
      },
    ]);
  });

  it.each([
    ["a page names", '<!doctype html><link rel="alternate" type="application/atom+xml" href="/a.xml"><p>'],
    ["an OPML list has", '<opml version="2.0"><body><outline text="A" xmlUrl="/a.xml"/></body></opml>'],
  ])("the feeds that %s", async (_source, body) => {
    const origin = await feedServer(({ url }) =>
      url === "/a.xml" ? {} : { body, headers: { "content-type": "text/html" } },
    );

    const { feeds, findings } = await look(`${origin}/list`);

    expect({ feeds, findings }).toEqual({ feeds: [`${origin}/a.xml`], findings: [] });
  });

  it.each([
    [
      "Atom",
      "application/atom+xml",
      '<feed xmlns="http://www.w3.org/2005/Atom"><id>a:b</id><title>A</title><entry><id>a:1</id></entry></feed>',
    ],
    [
      "RSS 1.0",
      "application/rdf+xml",
      '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel rdf:about="a"><title>A</title></channel><item rdf:about="b"><title>B</title></item></rdf:RDF>',
    ],
    [
      "JSON Feed",
      "application/feed+json",
      '{"version":"https://jsonfeed.org/version/1.1","title":"A","items":[{"id":"1"}]}',
    ],
  ])("%s", async (_format, type, body) => {
    const origin = await feedServer(() => ({ body, headers: { "content-type": type } }));

    expect((await look(`${origin}/feed`)).findings).toEqual([]);
  });

  it("a feed with an entity that it declares itself", async () => {
    const origin = await feedServer(() => ({
      body: aFeedOf({ more: "<copyright>A&nbsp;B</copyright>" }).replace(
        "<rss",
        '<!DOCTYPE rss [<!ENTITY nbsp "&#160;">]><rss',
      ),
    }));

    expect((await look(`${origin}/feed`)).findings).toEqual([]);
  });
});
