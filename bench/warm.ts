import { once } from "node:events";
import { Agent, get, type IncomingMessage } from "node:http";
import { bareWorker, bundle } from "./bundle.ts";
import { inFolder } from "./in-folder.ts";
import { madeUpStore } from "./made-up-store.ts";
import { median } from "./median.ts";
import { configure, serve } from "./workerd.ts";

const agent = new Agent({ keepAlive: true });
const ROUNDS = 30;
const REQUESTS = 100;
const ARTICLES = 1_000;
/** A Worker that answers with a body of the size of a compressed feed, which it has from the start. */
const CONSTANT = `const body = new Uint8Array(20_000);
export default { fetch() { return new Response(body, { headers: { "content-encoding": "br" }, encodeBody: "manual" }) } };`;

/** Measures what requests cost beside answering with constant bytes: a feed that is kept, a 304, one never asked for. */
await inFolder(async (folder) => {
  const full = await serve(await configure(await bundle(folder, madeUpStore(ARTICLES))));
  const constant = await serve(await configure(await bareWorker(folder, CONSTANT)));
  try {
    const feed = `${full.origin}/rss.xml`;
    const { headers } = await ask(feed);
    const etag = headers.etag ?? "";
    let fresh = 0;
    const kinds: Record<string, () => Promise<IncomingMessage>> = {
      "constant bytes": () => ask(constant.origin),
      "kept feed": () => ask(feed),
      "not modified": () => ask(feed, { "If-None-Match": etag }),
      // A feed that was not asked for before is rendered, hashed and compressed.
      "feed of 20, not kept": () =>
        ask(`${full.origin}/authors/${encodeURIComponent(`作者${fresh % 50}`)}/${freshFile(fresh++)}`),
    };
    const times: Record<string, number[]> = Object.fromEntries(Object.keys(kinds).map((kind) => [kind, []]));
    for (let round = 0; round < ROUNDS; round++) {
      for (const [kind, request] of Object.entries(kinds)) {
        const requests = kind.endsWith("not kept") ? 5 : REQUESTS;
        const begin = performance.now();
        for (let index = 0; index < requests; index++) await request();
        times[kind]?.push((performance.now() - begin) / requests);
      }
    }
    const baseline = times["constant bytes"] ?? [];
    for (const [kind, each] of Object.entries(times)) {
      const ratio = median(each.map((time, round) => time / (baseline[round] ?? Number.NaN)));
      console.log(
        `${kind.padEnd(22)} ${median(each).toFixed(3)} ms a request, ${ratio.toFixed(2)} times constant bytes`,
      );
    }
  } finally {
    await full.stop();
    await constant.stop();
  }
});

function freshFile(index: number): string {
  const files = ["rss.xml", "atom.xml", "feed.json"];
  return `${files[Math.floor(index / 50) % files.length]}`;
}

/** Asks without decoding the body, which would cost the client more than the answer costs the Worker. */
async function ask(address: string, headers: Record<string, string> = {}): Promise<IncomingMessage> {
  const request = get(address, { agent, headers: { "Accept-Encoding": "br", ...headers } });
  const [response] = (await once(request, "response")) as [IncomingMessage];
  response.resume();
  await once(response, "end");
  return response;
}
