import { bareWorker, bundle } from "./bundle.ts";
import { generateSmallStore } from "./generated-store.ts";
import { inFolder } from "./in-folder.ts";
import { median } from "./median.ts";
import { configure, serve } from "./workerd.ts";

const RUNS = Number(process.env.RUNS ?? 15);
const SIZES = [1_000, 5_000];
const EMPTY = 'export default { fetch() { return new Response("") } };';

/** The most that a store of 1,000 articles may take beyond an empty Worker. */
const LIMIT_MS = 150;

/** Measures how much longer the Worker takes from its start to its first answer than an empty Worker. */
const configs = new Map<string, string>();
const times = new Map<string, number[]>();
await inFolder(async (empty) => {
  configs.set("empty", await configure(await bareWorker(empty, EMPTY)));
  await inFolder(async (small) => {
    await inFolder(async (large) => {
      for (const [index, folder] of [small, large].entries()) {
        const size = SIZES[index] ?? 0;
        configs.set(String(size), await configure(await bundle(folder, generateSmallStore(size))));
      }
      for (let run = 0; run < RUNS; run++) {
        for (const [name, config] of configs) {
          times.set(name, [...(times.get(name) ?? []), await firstAnswer(config)]);
        }
      }
    });
  });
});

const empty = times.get("empty") ?? [];
console.log(`first answer of an empty Worker: median ${median(empty).toFixed(0)} ms of ${RUNS}`);
for (const size of SIZES) {
  const own = times.get(String(size)) ?? [];
  const beyond = median(own.map((time, run) => time - (empty[run] ?? 0)));
  console.log(
    `with ${size} articles: median ${median(own).toFixed(0)} ms, ${beyond.toFixed(0)} ms beyond it`,
  );
  if (size === 1_000 && beyond > LIMIT_MS) process.exitCode = 1;
}

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
