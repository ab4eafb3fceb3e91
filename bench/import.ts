import { spawnSync } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { generateSmallStore } from "./generated-store.ts";
import { inFolder } from "./in-folder.ts";

const ARTICLES = 10_000;
const LIMITS = { seconds: 60, megabytes: 1024 };

/** Imports ten thousand artificial pages from a folder, twice, and says what each run takes. */
await inFolder(async (folder) => {
  const made = generateSmallStore(ARTICLES);
  const store = join(folder, "articles.json");
  const pages = join(folder, "pages");
  await mkdir(pages);
  await writeFile(store, `${JSON.stringify({ ...made, articles: [] }, null, 2)}\n`);
  for (const { id, title, content, published, authors } of made.articles) {
    const meta = `<meta name="author" content="${authors?.[0]?.name}"><meta property="article:published_time" content="${published}">`;
    const page = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>${title}</title>${meta}</head><body><nav>首页</nav><article><h1>${title}</h1>${content}</article></body></html>`;
    await writeFile(join(pages, `${id}.html`), page);
  }

  for (const name of ["first run", "second run"]) {
    const begin = performance.now();
    const script = `process.on("exit", () => console.error("MAXRSS " + process.resourceUsage().maxRSS));`;
    const { stdout, stderr, status } = spawnSync(
      process.execPath,
      [
        "--import",
        "tsx",
        "--import",
        `data:text/javascript,${encodeURIComponent(script)}`,
        resolve("src/cli/main.ts"),
        "--store",
        store,
        "import",
        pages,
        "--column",
        "column-0",
      ],
      { encoding: "utf8", maxBuffer: 1 << 28 },
    );
    const seconds = (performance.now() - begin) / 1000;
    const megabytes = Number(/MAXRSS (\d+)/.exec(stderr)?.[1]) / 1024;
    console.log(
      `${name}: ${stdout.trim().split("\n").at(-1)}; ${seconds.toFixed(1)} s, ${megabytes.toFixed(0)} MB at most`,
    );
    if (status !== 0) console.log(stderr.split("\n").slice(0, 5).join("\n"));
    if (status !== 0 || seconds > LIMITS.seconds || megabytes > LIMITS.megabytes) process.exitCode = 1;
  }
});
