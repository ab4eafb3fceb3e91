import { once } from "node:events";
import { get, type IncomingMessage } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { bareWorker, bundle } from "./bundle.ts";
import { generateSmallStore } from "./generated-store.ts";
import { inFolder } from "./in-folder.ts";
import { median } from "./median.ts";
import { configure, cpuTime, serve } from "./workerd.ts";

const RUNS = Number(process.env.RUNS ?? 15);
const ARTICLES = 1_000;
/** How long other threads get to end their work, before and after a request. */
const SETTLE_MS = 250;
const CONSTANT = `const body = new Uint8Array(20_000);
export default { fetch() { return new Response(body) } };`;

/** What is asked for first, with the most CPU that it may cost, in milliseconds. */
const REQUESTS: Readonly<
  Record<string, { readonly path: string; readonly limit: number; readonly accept?: string }>
> = {
  RSS: { path: "/rss.xml", limit: 10 },
  Atom: { path: "/atom.xml", limit: 10 },
  "JSON Feed": { path: "/feed.json", limit: 10 },
  "article page": { path: `/articles/generated-${ARTICLES - 1}`, limit: 15, accept: "text/html" },
  "column page": { path: "/columns/column-1", limit: 15, accept: "text/html" },
  "home page": { path: "/", limit: 15, accept: "text/html" },
  search: { path: `/search?q=${encodeURIComponent("工匠 精神")}`, limit: 25, accept: "text/html" },
};

/**
 * Measures the CPU time of the first request to a fresh process: of all threads of workerd, from before to after
 * it, uncompressed and in the coding that most readers ask for. Each run asks each process once, interleaved.
 */
await inFolder(async (folder) => {
  const full = await configure(await bundle(folder, generateSmallStore(ARTICLES)));
  const constant = await configure(await bareWorker(folder, CONSTANT));
  const codings = ["identity", "gzip", "br"];
  const times = new Map<string, number[]>();
  const note = (key: string, time: number) => times.set(key, [...(times.get(key) ?? []), time]);

  for (let run = 0; run < RUNS; run++) {
    note("a constant", await firstRequest(constant, "/", {}));
    for (const coding of codings) {
      for (const [name, { path, accept = "*/*" }] of Object.entries(REQUESTS)) {
        note(
          `${name} ${coding}`,
          await firstRequest(full, path, { Accept: accept, "Accept-Encoding": coding }),
        );
      }
    }
  }

  const medianOf = (key: string) => median(times.get(key) ?? []);
  console.log(
    `first request, CPU ms, median of ${RUNS} (constant answer: ${medianOf("a constant").toFixed(1)})`,
  );
  console.log(
    `${"".padEnd(14)} ${codings.map((coding) => coding.padStart(9)).join(" ")}  limit, uncompressed`,
  );
  for (const [name, { limit }] of Object.entries(REQUESTS)) {
    const cells = codings.map((coding) => medianOf(`${name} ${coding}`).toFixed(1).padStart(9));
    console.log(`${name.padEnd(14)} ${cells.join(" ")}  ${limit}`);
  }
  const ratio = medianOf("RSS identity") / medianOf("JSON Feed identity");
  console.log(`RSS is ${ratio.toFixed(2)} times JSON Feed (limit 2.5)`);
  const isOver = Object.entries(REQUESTS).some(([name, { limit }]) => medianOf(`${name} identity`) > limit);
  process.exitCode = isOver || ratio > 2.5 ? 1 : 0;
});

async function firstRequest(config: string, path: string, headers: Record<string, string>): Promise<number> {
  const served = await serve(config);
  try {
    // What starting leaves to other threads does not belong to the request.
    await wait(SETTLE_MS);
    const before = await cpuTime(served.pid);
    const request = get(`${served.origin}${path}`, { headers });
    const [response] = (await once(request, "response")) as [IncomingMessage];
    if (response.statusCode !== 200) throw new Error(`${path} answered ${response.statusCode}`);
    response.resume();
    await once(response, "end");
    await wait(SETTLE_MS);
    return (await cpuTime(served.pid)) - before;
  } finally {
    await served.stop();
  }
}
