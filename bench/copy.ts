import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import { openDatabase } from "../src/cli/open-database.ts";
import { query, select } from "../src/store/d1/database.ts";
import { migrationStatements, TABLES } from "../test/support/a-database.ts";
import { formatGeneratedStore } from "./generated-store.ts";
import { inFolder } from "./in-folder.ts";

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { kills: { type: "string", default: "20" }, killed: { type: "string", default: "5000" } },
});
const ARTICLES = Number(positionals[0] ?? 100_000);
const [KILLS, KILLED_ARTICLES] = [Number(options.kills), Number(options.killed)];
/** What is promised: five minutes, ten seconds, and a gigabyte for each of the two processes. */
const [MAX_SECONDS, MAX_SECONDS_AGAIN, MAX_MB] = [300, 10, 1000];
const PROGRAM = [...["--import", resolve("node_modules/tsx/dist/loader.mjs")], resolve("src/cli/main.ts")];

let hasFailed = false;
function report(line: string, isKept: boolean): void {
  if (!isKept) hasFailed = true;
  console.log(isKept ? line : `${line}  ← NOT AS PROMISED`);
}

/** Copies a generated store into local D1, again, and back; then ends copies at random moments, and runs each again. */
await inFolder(async (folder) => {
  const file = join(folder, "generated.json");
  await generate(ARTICLES, file);
  await createDatabase(folder);

  const first = await copy(folder, "generated.json", "d1");
  report(`copy of ${ARTICLES} articles into local D1: ${figures(first)}`, isWithin(first, MAX_SECONDS));
  const again = await copy(folder, "generated.json", "d1");
  const isUnchanged = again.output.startsWith("unchanged:");
  report(`again: ${figures(again)}`, isUnchanged && isWithin(again, MAX_SECONDS_AGAIN));
  const back = await copy(folder, "d1", "back.json");
  report(`back into a file: ${figures(back)}`, isWithin(back, MAX_SECONDS));
  await copy(folder, "generated.json", "same.json");
  const isSame = (await readFile(join(folder, "back.json"))).equals(
    await readFile(join(folder, "same.json")),
  );
  report(`the file is ${isSame ? "the same as" : "another than"} a copy of the original`, isSame);
});

await inFolder(async (folder) => {
  await generate(KILLED_ARTICLES, join(folder, "generated.json"));
  await createDatabase(folder);
  const longest = (await copy(folder, "generated.json", "d1")).seconds;
  let [interrupted, incomplete] = [0, 0];
  for (let kill = 0; kill < KILLS; kill++) {
    await emptyDatabase(folder);
    const { program, ended } = start(folder, "generated.json", "d1");
    await wait(Math.random() * longest * 1000);
    await killAll(program);
    await ended;
    const left = await countArticles(folder);
    if (left > 0 && left < KILLED_ARTICLES) interrupted += 1;
    await copy(folder, "generated.json", "d1");
    const same = await copy(folder, "generated.json", "d1");
    if (!same.output.startsWith("unchanged:") || (await countArticles(folder)) !== KILLED_ARTICLES)
      incomplete += 1;
  }
  report(
    `copies of ${KILLED_ARTICLES} articles killed at ${KILLS} random moments, ${interrupted} of them between two groups: ` +
      `${incomplete} were not completed by the next copy`,
    incomplete === 0,
  );
});
process.exitCode = hasFailed ? 1 : 0;

/** What a copy took. */
interface Copied {
  readonly seconds: number;
  readonly output: string;
  /** The most memory of the program, and of the database, in MB. */
  readonly programMb: number;
  readonly databaseMb: number;
}

function figures({ seconds, programMb, databaseMb }: Copied): string {
  return `${seconds.toFixed(1)} s; at most ${programMb.toFixed(0)} MB in Node.js and ${databaseMb.toFixed(0)} MB in workerd`;
}

function isWithin({ seconds, programMb, databaseMb }: Copied, maxSeconds: number): boolean {
  return seconds <= maxSeconds && Math.max(programMb, databaseMb) <= MAX_MB;
}

async function generate(count: number, file: string): Promise<void> {
  await pipeline(Readable.from(formatGeneratedStore({ count })), createWriteStream(file));
}

function configurationIn(folder: string): string {
  return join(folder, "wrangler.toml");
}

async function createDatabase(folder: string): Promise<void> {
  await writeFile(
    configurationIn(folder),
    'name = "lanmu"\ncompatibility_date = "2026-04-01"\n[[d1_databases]]\nbinding = "DB"\ndatabase_name = "lanmu"\n',
  );
  const { db, close } = await openDatabase(configurationIn(folder), false);
  await db.batch((await migrationStatements()).map((sql) => query(sql)));
  await close();
}

async function emptyDatabase(folder: string): Promise<void> {
  const { db, close } = await openDatabase(configurationIn(folder), false);
  await db.batch(TABLES.map((table) => query(`DELETE FROM ${table}`)));
  await close();
}

async function countArticles(folder: string): Promise<number> {
  const { db, close } = await openDatabase(configurationIn(folder), false);
  const [row] = await select<{ count: number }>(db, "SELECT count(*) AS count FROM articles");
  await close();
  return row?.count ?? 0;
}

function start(cwd: string, from: string, to: string) {
  const program = spawn(process.execPath, [...PROGRAM, "copy", from, to], {
    cwd,
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  program.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  return { program, ended: once(program, "exit"), output: () => output };
}

async function copy(cwd: string, from: string, to: string): Promise<Copied> {
  const begin = performance.now();
  const { program, ended, output } = start(cwd, from, to);
  const peaks = { program: 0, database: 0 };
  const timer = setInterval(async () => {
    const { pid = 0 } = program;
    peaks.program = Math.max(peaks.program, await peakMb(pid));
    for (const child of await childrenOf(pid)) peaks.database = Math.max(peaks.database, await peakMb(child));
  }, 200);
  const [code] = await ended;
  clearInterval(timer);
  if (code !== 0) throw new Error(`copy ${from} ${to} ended with ${code}`);
  const seconds = (performance.now() - begin) / 1000;
  return { seconds, output: output(), programMb: peaks.program, databaseMb: peaks.database };
}

/** Returns the most memory that a process has had, in MB (Linux only); 0 once it has ended. */
async function peakMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1000;
}

/** Returns the processes that a process has started; none once it has ended. */
async function childrenOf(pid: number): Promise<readonly number[]> {
  const threads = await readdir(`/proc/${pid}/task`).catch(() => []);
  const lists = await Promise.all(
    threads.map((thread) => readFile(`/proc/${pid}/task/${thread}/children`, "utf8").catch(() => "")),
  );
  return lists.flatMap((list) => list.trim().split(" ").filter(Boolean).map(Number));
}

/** Kills a program and what it has started. */
async function killAll(program: ChildProcess): Promise<void> {
  const { pid } = program;
  if (pid === undefined) return;
  for (const child of [...(await childrenOf(pid)), pid]) {
    try {
      process.kill(child, "SIGKILL");
    } catch {
      // It has ended already.
    }
  }
}
