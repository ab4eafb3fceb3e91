import { once } from "node:events";
import { Agent, get, type IncomingMessage } from "node:http";
import type { StoreDocument } from "../src/store/json-file/store-document.ts";
import { bareWorker, bundle } from "./bundle.ts";
import { generateSmallStore } from "./generated-store.ts";
import { COMMON_WORDS } from "./generated-text.ts";
import { inFolder } from "./in-folder.ts";
import { median } from "./median.ts";
import { configure, cpuTime, type Served, serve } from "./workerd.ts";

const agent = new Agent({ keepAlive: true });
const ROUNDS = 40;
/** Rounds before anything is measured. */
const WARM_UP = 10;
const REQUESTS = 100;
const ARTICLES = 1_000;
const IDENTITY = { "Accept-Encoding": "identity" };
/** A Worker that answers with a body of the size of a compressed feed, which it has from the start. */
const CONSTANT = `const body = new Uint8Array(20_000);
export default { fetch() { return new Response(body, { headers: { "content-encoding": "br" }, encodeBody: "manual" }) } };`;

/**
 * Measures the CPU time of requests in a warm isolate, beside a Worker that answers with constant bytes: a kept
 * feed, a 304, a feed of 20 whole articles that nobody asked for before, and searches that nobody made before.
 */
await inFolder(async (folder) => {
  const store = generateSmallStore(ARTICLES);
  const full = await serve(await configure(await bundle(folder, store)));
  const constant = await serve(await configure(await bareWorker(folder, CONSTANT)));
  try {
    const feed = `${full.origin}/rss.xml`;
    const { headers } = await ask(feed);
    const etag = headers.etag ?? "";
    const unasked = unaskedFeeds(full.origin, store);
    const searches = unaskedSearches(`${full.origin}/search`);
    const fruitless = unaskedSearches(`${full.origin}/search`, " 找不到");
    const kinds: Record<
      string,
      { readonly server: Served; readonly request: () => Promise<IncomingMessage> }
    > = {
      "constant bytes": { server: constant, request: () => ask(constant.origin) },
      "kept feed": { server: full, request: () => ask(feed) },
      "not modified": { server: full, request: () => ask(feed, { "If-None-Match": etag }) },
      "feed nobody asked for": { server: full, request: () => ask(unasked.next().value ?? feed, IDENTITY) },
      "the same, compressed": { server: full, request: () => ask(unasked.next().value ?? feed) },
      "search for two words": { server: full, request: () => ask(searches.next().value ?? feed, IDENTITY) },
      "search without result": { server: full, request: () => ask(fruitless.next().value ?? feed, IDENTITY) },
    };
    const times: Record<string, number[]> = Object.fromEntries(Object.keys(kinds).map((kind) => [kind, []]));
    for (let round = 0; round < ROUNDS + WARM_UP; round++) {
      for (const [kind, { server, request }] of Object.entries(kinds)) {
        const requests = /^(?:feed nobody|the same|search)/.test(kind) ? 2 : REQUESTS;
        const before = await cpuTime(server.pid);
        for (let index = 0; index < requests; index++) await request();
        if (round >= WARM_UP) times[kind]?.push(((await cpuTime(server.pid)) - before) / requests);
      }
    }
    const ratioOf = (each: readonly number[], others: readonly number[] = []) =>
      median(each.map((time, round) => time / (others[round] ?? Number.NaN)));
    for (const [kind, each] of Object.entries(times)) {
      const ratio = ratioOf(each, times["constant bytes"]);
      const [middle, high] = [
        median(each),
        each.toSorted((a, b) => a - b)[Math.floor(each.length * 0.95)] ?? 0,
      ];
      console.log(
        `${kind.padEnd(22)} CPU ${middle.toFixed(2)} ms, 95th percentile ${high.toFixed(2)} ms, ${ratio.toFixed(1)} times constant bytes`,
      );
    }
    const notModified = ratioOf(times["not modified"] ?? [], times["kept feed"]);
    console.log(`not modified           ${notModified.toFixed(2)} of a kept feed`);
  } finally {
    await full.stop();
    await constant.stop();
  }
});

/** Yields the addresses of feeds of 20 articles, each once: of columns and of the tags that most articles have, in every format. */
function* unaskedFeeds(origin: string, { columns, articles }: StoreDocument): Generator<string, undefined> {
  const counts = new Map<string, number>();
  for (const tag of articles.flatMap(({ tags = [] }) => tags)) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  const tags = [...counts.keys()].filter((tag) => (counts.get(tag) ?? 0) >= 20);
  const paths = [
    ...columns.map(({ slug }) => `/columns/${slug}`),
    ...tags.map((tag) => `/tags/${encodeURIComponent(tag)}`),
  ];
  // Each limit makes another feed of a list.
  for (const limit of [20, 19, 18, 17])
    for (const file of ["rss.xml", "atom.xml", "feed.json"])
      for (const path of paths) yield `${origin}${path}/${file}?limit=${limit}`;
}

/** Yields the addresses of searches for two words that many articles have, each once, with what is added to them. */
function* unaskedSearches(path: string, added = ""): Generator<string, undefined> {
  for (const first of COMMON_WORDS)
    for (const second of COMMON_WORDS)
      if (first !== second) yield `${path}?q=${encodeURIComponent(`${first} ${second}${added}`)}`;
}

/** Asks without decoding the body, which would cost the client more than the answer costs the Worker. */
async function ask(address: string, headers: Record<string, string> = {}): Promise<IncomingMessage> {
  const request = get(address, { agent, headers: { "Accept-Encoding": "br", ...headers } });
  const [response] = (await once(request, "response")) as [IncomingMessage];
  response.resume();
  await once(response, "end");
  return response;
}
