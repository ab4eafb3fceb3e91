import { appendFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { openDatabase } from "../src/cli/open-database.ts";
import { query } from "../src/store/d1/database.ts";
import { migrationStatements } from "../test/support/a-database.ts";
import { aProject } from "../test/support/a-project.ts";
import { freePort } from "../test/support/free-port.ts";
import { launchScript, runScript } from "../test/support/run.ts";
import { generateDocument } from "./generated-store.ts";
import { median } from "./median.ts";

const CHANGES = Number(process.argv[2] ?? 10);
/** What is promised: how long a change may take from the end of its command to a feed that shows it. */
const MAX_MS = 6000;

const DATABASE = `
[[d1_databases]]
binding = "DB"
database_name = "lanmu"
migrations_dir = "migrations"
`;

/**
 * Adds articles with `new --store d1` to a store that `npm start` serves, while others keep asking for feeds that nobody
 * has asked for before. Measures how long each takes to be in the feed after its command has ended, and counts the
 * requests that fail.
 */
const project = await aProject(generateDocument({ count: 200 }));
const cwd = project.folder;
const port = await freePort();
await appendFile(join(cwd, "wrangler.toml"), DATABASE);
const { db, close } = await openDatabase(join(cwd, "wrangler.toml"), false);
await db.batch((await migrationStatements()).map((sql) => query(sql)));
await close();
await command("copy", "articles.json", "d1");
const service = launchScript("src/cli/start.ts", ["--port", port], { cwd });
try {
  while (!service.output().includes("Everything else")) await wait(200);
  const statuses = new Map<number, number>();
  let isEnding = false;
  const asking = (async () => {
    for (let number = 0; !isEnding; number++) {
      const { status } = await fetch(
        addressOf(`/rss.xml?limit=${1 + (number % 100)}&since=${1000 + number}-01-01`),
      );
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      await wait(50);
    }
  })();
  const times: number[] = [];
  for (let change = 0; change < CHANGES; change++) {
    const title = `Change ${change} of a live store`;
    await writeFile(join(cwd, "text.md"), "Text.");
    await command("new", "--store", "d1", "--title", title, "--column", "column-1", "--body", "text.md");
    const saved = performance.now();
    while (!(await (await fetch(addressOf("/columns/column-1/rss.xml"))).text()).includes(title))
      await wait(50);
    times.push(performance.now() - saved);
  }
  isEnding = true;
  await asking;
  const failed = [...statuses].filter(([status]) => status >= 500).reduce((sum, [, count]) => sum + count, 0);
  const total = [...statuses.values()].reduce((sum, count) => sum + count, 0);
  console.log(
    `${CHANGES} changes were in the feed after ${median(times).toFixed(0)} ms, median, and ${Math.max(...times).toFixed(0)} ms at most; ${failed} of ${total} other requests failed`,
  );
  if (Math.max(...times) > MAX_MS || failed > 0) process.exitCode = 1;
} finally {
  await service.end();
  await project.remove();
}

async function command(...args: readonly string[]): Promise<void> {
  const { code, output } = await runScript("src/cli/main.ts", args, { cwd });
  if (code !== 0) throw new Error(`${args.join(" ")}: ${output}`);
}

function addressOf(path: string): string {
  return `http://localhost:${port}${path}`;
}
