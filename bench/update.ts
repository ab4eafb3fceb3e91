import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join, resolve } from "node:path";
import { generateSmallStore } from "./generated-store.ts";
import { inFolder } from "./in-folder.ts";

const SOURCES = 200;
const ARTICLES_EACH = 20;
/** Of an update in which nothing is new. */
const LIMITS = { seconds: 30, megabytes: 300 };
/** Prints, on standard error and at its end, what a program has taken. */
const USAGE = `process.on("exit", () => { const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage(); console.error("USAGE " + [maxRSS, userCPUTime + systemCPUTime].join(" ")); });`;

/** What a run of the command took. */
interface Run {
  readonly summary: string;
  readonly warnings: string;
  readonly code: number | null;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly megabytes: number;
}

/** Updates a store from 200 artificial column pages of 20 articles each, and again when nothing is new, and says what each run takes. */
await inFolder(async (folder) => {
  const made = generateSmallStore(SOURCES * ARTICLES_EACH);
  const pages = new Map<string, string>();
  for (let source = 0; source < SOURCES; source++) {
    const articles = made.articles.slice(source * ARTICLES_EACH, (source + 1) * ARTICLES_EACH);
    const addressOf = (id: string) => `/list-${source}/2026/${id}.html`;
    const items = articles.map(
      ({ id, title, published = "" }) =>
        `<li><a href="${addressOf(id)}">${title}</a> <span>${published.slice(0, 10)}</span></li>`,
    );
    pages.set(`/list-${source}/`, page(`栏目${source}`, `<ul>${items.join("\n")}</ul>`));
    for (const { id, title, content = "", published = "", authors } of articles) {
      const info = `<div>${published.slice(0, 10)} 08:30 来源:人造报 作者:${authors?.[0]?.name}</div>`;
      pages.set(addressOf(id), page(title, `<article><h1>${title}</h1>${info}${content}</article>`));
    }
  }
  let requests: number[] = [];
  const server = createServer(({ url = "/", headers }, answer) => {
    const body = pages.get(url);
    const etag = `"${createHash("sha256")
      .update(body ?? "")
      .digest("hex")
      .slice(0, 16)}"`;
    const status = body === undefined ? 404 : headers["if-none-match"] === etag ? 304 : 200;
    requests.push(status);
    answer.writeHead(status, { "content-type": "text/html; charset=utf-8", etag });
    answer.end(status === 200 ? body : undefined);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === "object" ? address?.port : address}`;

  const store = join(folder, "articles.json");
  const columns = [0, 1, 2].map((index) => ({
    slug: `column-${index}`,
    title: `人造栏目${index}`,
    sources: Array.from({ length: SOURCES }, (_, source) => ({ url: `${origin}/list-${source}/` })).filter(
      (_, source) => source % 3 === index,
    ),
  }));
  await writeFile(store, `${JSON.stringify({ ...made, columns, articles: [] }, null, 2)}\n`);

  let before = "";
  for (const name of ["first update", "nothing new", "nothing new, every article checked"]) {
    const all = name.includes("every") ? ["--recheck", "14"] : [];
    requests = [];
    const { summary, warnings, code, ...took } = await runUpdate(store, all);
    const counted = [200, 304].map(
      (status) => `${requests.filter((one) => one === status).length} × ${status}`,
    );
    console.log(
      `${name}: ${summary}; ${counted.join(", ")}; ${took.seconds.toFixed(1)} s, ` +
        `${took.cpuSeconds.toFixed(1)} s of CPU, ${took.megabytes.toFixed(0)} MB at most`,
    );
    if (code !== 0) console.log(warnings.split("\n").slice(0, 5).join("\n"));
    const after = await readFile(store, "utf8");
    const isWithinLimits = took.seconds <= LIMITS.seconds && took.megabytes <= LIMITS.megabytes;
    if (code !== 0 || (before !== "" && (after !== before || !isWithinLimits))) process.exitCode = 1;
    before = after;
  }
  server.closeAllConnections();
  server.close();
});

function page(title: string, body: string): string {
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>${title}</title></head><body><div class="nav"><a href="/">首页</a> <a href="/news/">新闻</a></div>${body}</body></html>`;
}

async function runUpdate(store: string, options: readonly string[]): Promise<Run> {
  const begin = performance.now();
  const program = ["--import", "tsx", "--import", `data:text/javascript,${encodeURIComponent(USAGE)}`];
  const fetching = ["--rate", "off", "--allow-private", "--max-pages", "10000"];
  const child = spawn(process.execPath, [
    ...program,
    resolve("src/cli/main.ts"),
    ...["--store", store, "update", ...fetching, ...options],
  ]);
  const [out, err] = [child.stdout, child.stderr].map((stream) => {
    const chunks: string[] = [];
    stream.setEncoding("utf8").on("data", (text: string) => chunks.push(text));
    return chunks;
  });
  const [code] = (await once(child, "close")) as [number | null];
  const warnings = (err ?? []).join("");
  const [, rss, cpu] = /USAGE (\d+) (\d+)/.exec(warnings) ?? [];
  return {
    summary: (out ?? []).join("").trim().split("\n").at(-1) ?? "",
    warnings,
    code,
    seconds: (performance.now() - begin) / 1000,
    cpuSeconds: Number(cpu) / 1e6,
    megabytes: Number(rss) / 1024,
  };
}
