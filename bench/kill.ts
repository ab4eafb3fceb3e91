import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { readStore } from "../src/store/json-file/store-file.ts";
import { lockStore } from "../src/store/json-file/store-lock.ts";
import { generateSmallStore } from "./generated-store.ts";
import { inFolder } from "./in-folder.ts";

const MOMENTS = Number(process.argv[2] ?? 200);
const ARTICLES = 20;
const LONGEST = 250;
/** How long the next writer may wait, in milliseconds. */
const PATIENCE = 1_000;

/** Kills a writer of the store at random moments; checks the store after each, and how long the next writer waits. */
await inFolder(async (folder) => {
  const file = join(folder, "articles.json");
  await writeFile(file, JSON.stringify(generateSmallStore(ARTICLES), null, 2));
  let broken = 0;
  let changed = 0;
  let longest = 0;
  for (let moment = 0; moment < MOMENTS; moment++) {
    const before = await readFile(file, "utf8");
    const writer = spawn(process.execPath, ["--import", "tsx", "bench/edit-forever.ts", file], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const ended = once(writer, "exit");
    await once(writer.stdout, "data");
    await wait(Math.random() * LONGEST);
    writer.kill("SIGKILL");
    await ended;
    const begin = performance.now();
    await (await lockStore(file)).release();
    longest = Math.max(longest, performance.now() - begin);
    const checked = await readStore(file, new Date());
    if (!checked.ok) broken += 1;
    if ((await readFile(file, "utf8")) !== before) changed += 1;
  }
  console.log(
    `killed at ${MOMENTS} random moments: the store was changed at ${changed} and broken at ${broken}; ` +
      `the next writer waited ${longest.toFixed(0)} ms at most`,
  );
  process.exitCode = broken === 0 && longest <= PATIENCE ? 0 : 1;
});
