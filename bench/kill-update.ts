import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { readStore } from "../src/store/json-file/store-file.ts";
import { generateSmallStore } from "./generated-store.ts";
import { inFolder } from "./in-folder.ts";

const MOMENTS = Number(process.argv[2] ?? 20);
const ARTICLES = 60;

/** Kills an update at random moments; checks the store after each, and that the next update brings every article once. */
await inFolder(async (folder) => {
  const file = join(folder, "articles.json");
  const made = generateSmallStore(ARTICLES);
  const pages = new Map(
    made.articles.map(({ id, title, content }) => [
      `/2026/${id}.html`,
      `<title>${title}</title><article><h1>${title}</h1>${content}</article>`,
    ]),
  );
  const links = made.articles.map(
    ({ id, title }) => `<li><a href="/2026/${id}.html">${title}</a> 2026-11-20</li>`,
  );
  pages.set("/", `<title>List</title><ul>${links.join("\n")}</ul>`);
  const server = createServer(({ url = "/" }, answer) => {
    const page = pages.get(url);
    const headers = { "content-type": "text/html; charset=utf-8" };
    answer.writeHead(page === undefined ? 404 : 200, headers).end(page);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const sources = [{ url: `http://127.0.0.1:${typeof address === "object" ? address?.port : address}/` }];
  const columns = [{ slug: "column-0", title: "List", sources }];
  const empty = `${JSON.stringify({ ...made, columns, articles: [] }, null, 2)}\n`;

  /** Starts an update of an empty store; resolves with it and its end once it has asked for something. */
  async function begun() {
    await writeFile(file, empty);
    const update = startUpdate(file);
    const ended = once(update, "exit");
    await Promise.race([once(server, "request"), ended]);
    return { update, ended };
  }

  const whole = await begun();
  const begin = performance.now();
  await whole.ended;
  const longest = performance.now() - begin;
  let [broken, incomplete, interrupted] = [0, 0, 0];
  for (let moment = 0; moment < MOMENTS; moment++) {
    const { update, ended } = await begun();
    await wait(Math.random() * longest);
    update.kill("SIGKILL");
    await ended;
    if (!(await readStore(file, new Date())).ok) broken += 1;
    const before = await countArticles(file);
    if (before > 0 && before < ARTICLES) interrupted += 1;
    const [code] = await once(startUpdate(file), "exit");
    if (code !== 0 || (await countArticles(file)) !== ARTICLES) incomplete += 1;
  }
  console.log(
    `updates killed at ${MOMENTS} random moments, ${interrupted} of them between two groups of articles: ` +
      `the store was broken after ${broken}, and ${incomplete} were not completed by the next update`,
  );
  server.closeAllConnections();
  server.close();
  process.exitCode = broken + incomplete === 0 ? 0 : 1;
});

function startUpdate(file: string): ChildProcess {
  const fetching = ["--rate", "off", "--allow-private"];
  const program = ["--import", "tsx", "src/cli/main.ts", "--store", file, "update", ...fetching];
  return spawn(process.execPath, program, { stdio: ["ignore", "ignore", "inherit"] });
}

async function countArticles(file: string): Promise<number> {
  return JSON.parse(await readFile(file, "utf8")).articles.length;
}
