import { bareWorker, bundle } from "./bundle.ts";
import { inFolder } from "./in-folder.ts";
import { madeUpStore } from "./made-up-store.ts";
import { median } from "./median.ts";
import { configure, serve } from "./workerd.ts";

const RUNS = 25;
const ARTICLES = 1_000;
const LIMIT = 150;
const EMPTY = 'export default { fetch() { return new Response("") } };';

/** Measures how much longer the Worker takes to its first answer than an empty Worker, in milliseconds. */
await inFolder(async (folder) => {
  const full = await configure(await bundle(folder, madeUpStore(ARTICLES)));
  const empty = await configure(await bareWorker(folder, EMPTY));

  const times = { empty: [] as number[], full: [] as number[] };
  for (let run = 0; run < RUNS; run++) {
    times.empty.push(await firstAnswer(empty));
    times.full.push(await firstAnswer(full));
  }
  const beyond = median(times.full.map((time, run) => time - (times.empty[run] ?? 0)));

  console.log(
    `first answer of an empty Worker:                 median ${median(times.empty).toFixed(0)} ms of ${RUNS}`,
  );
  console.log(
    `first answer with ${ARTICLES} full articles:          median ${median(times.full).toFixed(0)} ms of ${RUNS}`,
  );
  console.log(
    `beyond the empty Worker, run by run:             median ${beyond.toFixed(0)} ms (limit ${LIMIT} ms)`,
  );
  process.exitCode = beyond < LIMIT ? 0 : 1;
});

async function firstAnswer(config: string): Promise<number> {
  const begin = performance.now();
  const { origin, stop } = await serve(config);
  try {
    await (await fetch(`${origin}/health`)).text();
    return performance.now() - begin;
  } finally {
    await stop();
  }
}
