import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type PoliteFetcher, politeFetcher } from "../../src/sources/polite-fetcher.ts";
import type { ReadLimits } from "../../src/sources/source.ts";
import { NotFetched } from "../../src/sources/source-errors.ts";

/** What the made-up hosts answer, by host name and path. */
interface Answer {
  readonly status?: number;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const START = Date.parse("2026-11-26T08:00:00Z");

let server: Server;
let port: number;
let answers: Map<string, Answer>;
/** What was asked for, in order: the seconds since the start, host name and path. */
let asked: string[];
let requests: IncomingMessage[];
let time: number;
let pauses: Record<string, string>;

beforeEach(async () => {
  [answers, asked, requests, time, pauses] = [new Map(), [], [], START, {}];
  server = createServer((request, response) => {
    const place = `${request.headers.host?.replace(/:\d+$/, "")}${request.url}`;
    asked.push(`${(time - START) / 1000} ${place}`);
    requests.push(request);
    const {
      status = place.endsWith("/robots.txt") ? 404 : 200,
      body = "page",
      headers = {},
    } = answers.get(place) ?? {};
    response.writeHead(status, { ...headers }).end(body);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  ({ port } = server.address() as AddressInfo);
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const at = (place: string) => `http://${place.replace("/", `:${port}/`)}`;

interface Chosen {
  readonly rate?: number;
  readonly maxPages?: number;
  readonly limits?: Partial<ReadLimits>;
}

/** Creates a fetcher whose pauses take no time. */
function aFetcher({ rate = 1, maxPages = 100, limits = {} }: Chosen = {}): PoliteFetcher {
  return politeFetcher({
    limits: {
      maxBytes: 100_000,
      timeout: 5_000,
      allowPrivate: true,
      resolve: async () => ["127.0.0.1"],
      ...limits,
    },
    rate,
    maxPages,
    pauses,
    now: () => time,
    sleep: async (milliseconds) => {
      time += milliseconds;
    },
  });
}

/** Returns the reason and the message why an address was not fetched. */
async function refusalOf(fetcher: PoliteFetcher, place: string): Promise<string> {
  const error = await fetcher.fetch(at(place)).catch((refusal: unknown) => refusal);
  return error instanceof NotFetched ? `${error.reason}: ${error.message}` : String(error);
}

describe("politeFetcher() asks a host", () => {
  it("at most once a second, robots.txt first and included", async () => {
    const fetcher = aFetcher();

    await Promise.all(["a.example/1", "a.example/2", "a.example/3"].map((place) => fetcher.fetch(at(place))));

    expect(asked).toEqual(["0 a.example/robots.txt", "1 a.example/1", "2 a.example/2", "3 a.example/3"]);
  });

  it("again a second after its answer, however long a request or an answer takes", async () => {
    const fetcher = aFetcher();
    server.prependListener("request", () => {
      time += 400;
    });

    for (const place of ["a.example/1", "a.example/2"]) await fetcher.fetch(at(place));

    expect(asked).toEqual(["0.4 a.example/robots.txt", "1.8 a.example/1", "3.2 a.example/2"]);
  });

  it("for one page at a time, also where redirects of other hosts lead to it", async () => {
    let atOnce = 0;
    let most = 0;
    const fetcher = aFetcher({ rate: Number.POSITIVE_INFINITY });
    server.prependListener("request", ({ headers }: IncomingMessage, response: ServerResponse) => {
      if (!headers.host?.startsWith("d.")) return;
      most = Math.max(most, ++atOnce);
      response.on("close", () => {
        atOnce -= 1;
      });
    });
    for (const host of ["a", "b", "c"])
      answers.set(`${host}.example/1`, { status: 302, headers: { location: at(`d.example/${host}`) } });

    await Promise.all(["a", "b", "c"].map((host) => fetcher.fetch(at(`${host}.example/1`))));

    expect(asked.filter((request) => request.includes(" d.example/"))).toHaveLength(4);
    expect(most).toBe(1);
  });

  it("as often as --rate says, and not more often than its Crawl-delay", async () => {
    answers.set("a.example/robots.txt", { status: 200, body: "User-agent: *\nCrawl-delay: 10\n" });
    const fetcher = aFetcher({ rate: 0.5 });

    for (const place of ["a.example/1", "a.example/2", "b.example/1"]) await fetcher.fetch(at(place));

    expect(asked).toEqual([
      "0 a.example/robots.txt",
      "10 a.example/1",
      "20 a.example/2",
      "20 b.example/robots.txt",
      "22 b.example/1",
    ]);
  });

  it("under its name, with the address of the publication", async () => {
    await aFetcher({ limits: { homepage: "https://review.example/" } }).fetch(at("a.example/1"));

    for (const { headers } of requests)
      expect(headers["user-agent"]).toMatch(/^Lanmu\/\d+\.\d+\.\d+ \(\+https:\/\/review\.example\/\)$/);
  });

  it("for a redirect as for any other page: in its turn, counted, and only if its robots.txt allows it", async () => {
    answers.set("a.example/1", { status: 301, headers: { location: "/2" } });
    answers.set("a.example/3", { status: 302, headers: { location: at("b.example/private") } });
    answers.set("b.example/robots.txt", { status: 200, body: "User-agent: *\nDisallow: /private\n" });
    const fetcher = aFetcher();

    const { url } = await fetcher.fetch(at("a.example/1"));
    const refusal = await refusalOf(fetcher, "a.example/3");

    expect(url).toBe(at("a.example/2"));
    expect(refusal).toMatch(/^robots: robots\.txt of b\.example:\d+ does not allow it/);
    expect(fetcher.remaining).toBe(97);
    expect(asked).toEqual([
      "0 a.example/robots.txt",
      "1 a.example/1",
      "2 a.example/2",
      "3 a.example/3",
      "3 b.example/robots.txt",
    ]);
  });

  it("for nothing that its robots.txt does not allow", async () => {
    answers.set("a.example/robots.txt", { status: 200, body: "User-agent: lanmu\nDisallow: /private\n" });
    const fetcher = aFetcher();

    expect(await refusalOf(fetcher, "a.example/private")).toMatch(/^robots: /);
    expect(await refusalOf(fetcher, "a.example/public")).toBe("[object Object]");
  });

  it("for nothing where its robots.txt cannot be read, and says so (RFC 9309 §2.3.1.4)", async () => {
    answers.set("a.example/robots.txt", { status: 500 });
    const fetcher = aFetcher();

    const refusals = [await refusalOf(fetcher, "a.example/1"), await refusalOf(fetcher, "a.example/2")];

    for (const refusal of refusals)
      expect(refusal).toMatch(/robots\.txt cannot be read, so nothing is fetched from there: .*answers 500/);
    expect(asked).toEqual(["0 a.example/robots.txt"]);
  });

  it("for the robots.txt to which its own redirects (RFC 9309 §2.3.1.2)", async () => {
    answers.set("a.example/robots.txt", {
      status: 301,
      headers: { location: at("www.a.example/robots.txt") },
    });
    answers.set("www.a.example/robots.txt", { status: 200, body: "User-agent: *\nDisallow: /private\n" });

    expect(await refusalOf(aFetcher(), "a.example/private")).toMatch(/^robots: /);
  });

  it("for no more pages than are allowed in all; robots.txt is not one", async () => {
    const fetcher = aFetcher({ maxPages: 2 });

    for (const place of ["a.example/1", "b.example/1"]) await fetcher.fetch(at(place));
    const refusal = await refusalOf(fetcher, "c.example/1");

    expect(refusal).toBe("limit: 2 pages were fetched; the next update goes on");
    expect(asked.join()).not.toContain("c.example");
  });

  it("for nothing in a private network, by name, by redirect or by its robots.txt", async () => {
    const limits = { allowPrivate: (ip: string) => ip === "127.0.0.1" };
    const resolve = async (name: string) => [name.startsWith("inner") ? "10.0.0.1" : "127.0.0.1"];
    answers.set("a.example/1", { status: 302, headers: { location: at("inner.example/1") } });
    answers.set("b.example/robots.txt", {
      status: 302,
      headers: { location: at("inner.example/robots.txt") },
    });
    const fetcher = aFetcher({ limits: { ...limits, resolve } });

    for (const place of ["inner.example/1", "a.example/1", "b.example/1"])
      expect(await refusalOf(fetcher, place)).toContain("is in a private network");
  });
});

describe("politeFetcher() pauses", () => {
  const overloaded = (retryAfter?: string): Answer => ({
    status: 503,
    ...(retryAfter !== undefined && { headers: { "retry-after": retryAfter } }),
  });

  it("for a short Retry-After, and asks once more", async () => {
    answers.set("a.example/1", overloaded("20"));

    const refusal = await refusalOf(aFetcher(), "a.example/1");

    expect(refusal).toContain("answers 503");
    expect(asked).toEqual(["0 a.example/robots.txt", "1 a.example/1", "21 a.example/1"]);
  });

  it.each([
    ["in seconds", "3600"],
    ["as a date", new Date(START + 3_601_000).toUTCString()],
  ])("for a longer Retry-After %s until a later run, also with another fetcher", async (_, retryAfter) => {
    answers.set("a.example/1", overloaded(retryAfter));
    await refusalOf(aFetcher(), "a.example/1");
    answers.clear();
    asked = [];

    const refusal = await refusalOf(aFetcher(), "a.example/2");
    const other = await refusalOf(aFetcher(), "b.example/1");
    time += 3_600_000;
    const later = await refusalOf(aFetcher(), "a.example/2");

    expect(refusal).toBe("pause: a.example asks for a pause of 60 min; update later");
    expect([other, later]).toEqual(["[object Object]", "[object Object]"]);
    expect(asked.filter((request) => request.includes(" a.example"))).toEqual([
      "3602 a.example/robots.txt",
      "3603 a.example/2",
    ]);
    expect(pauses).toEqual({});
  });

  it("for a day at most", async () => {
    answers.set("a.example/1", overloaded("99999999"));

    await refusalOf(aFetcher(), "a.example/1");

    expect(pauses).toEqual({ "a.example": new Date(START + 1000 + 86_400_000).toISOString() });
  });

  it("for the host that asks for it, not for the one that led there", async () => {
    answers.set("a.example/1", { status: 302, headers: { location: at("b.example/1") } });
    answers.set("b.example/1", overloaded("3600"));

    await refusalOf(aFetcher(), "a.example/1");

    expect(Object.keys(pauses)).toEqual(["b.example"]);
  });

  it("the longer the more often a host refuses without a Retry-After, and asks no more after the third time", async () => {
    for (const path of [1, 2, 3, 4]) answers.set(`a.example/${path}`, overloaded());
    const fetcher = aFetcher();

    const refusals = [];
    for (const path of [1, 2, 3, 4]) refusals.push(await refusalOf(fetcher, `a.example/${path}`));

    expect(refusals[2]).toContain("answers 503");
    expect(refusals[3]).toBe("pause: a.example has refused 3 requests in a row; update later");
    expect(asked).toEqual(["0 a.example/robots.txt", "1 a.example/1", "3 a.example/2", "7 a.example/3"]);
    expect(pauses).toEqual({});
  });

  it("no longer once a host answers again", async () => {
    answers.set("a.example/1", overloaded());
    answers.set("a.example/3", overloaded());
    const fetcher = aFetcher();

    for (const path of [1, 2, 3, 4]) await refusalOf(fetcher, `a.example/${path}`);

    expect(asked.at(-1)).toMatch(/a\.example\/4$/);
  });

  it("for ever once it is stopped", async () => {
    const controller = new AbortController();
    const fetcher = aFetcher({ limits: { signal: controller.signal } });
    await fetcher.fetch(at("a.example/1"));

    controller.abort();

    expect(await refusalOf(fetcher, "a.example/2")).toBe(
      "stop: The command was stopped; the next update goes on",
    );
    expect(asked).toHaveLength(2);
  });
});
