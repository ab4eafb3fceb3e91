import { access, mkdir, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Miniflare } from "miniflare";
import { articleFacts } from "../src/store/article-digest.ts";
import { WORD_SEARCH } from "../src/store/character-variants.ts";
import { type Database, select } from "../src/store/d1/database.ts";
import { replaceStore } from "../src/store/d1/replace-store.ts";
import { startD1 } from "../test/support/a-database.ts";
import { bundle } from "./bundle.ts";
import type { RoundTrip } from "./d1-worker.ts";
import { AUTHOR_NAMES, generateDocument, generateStore, instantAt, TAG_NAMES } from "./generated-store.ts";
import { COMMON_WORDS } from "./generated-text.ts";
import { inFolder } from "./in-folder.ts";
import { median } from "./median.ts";
import { cpuTime } from "./workerd.ts";

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    // Where the databases are kept, which take long to fill.
    folder: { type: "string", default: "node_modules/.cache/bench-d1" },
    rounds: { type: "string", default: "25" },
  },
});
const SIZES = positionals.length > 0 ? positionals.map(Number) : [1_000, 10_000, 100_000];
const ROUNDS = Number(options.rounds);
/** Rounds before anything is measured. */
const WARM_UP = 8;
/** How much more rows and time the largest store may take than that of 10,000 articles. */
const MAX_RATIO = 1.5;
const WORKER = "bench/d1-worker.ts";

/** An article of the store that is measured. */
interface Sample {
  readonly id: string;
  readonly title: string;
  readonly published: Date;
}

/** What is asked for in a round, of a store of this size. */
type Target = (round: number, sample: Sample, size: number) => string;

const TARGETS: Readonly<Record<string, Target>> = {
  "column feed": (round) => `/columns/column-${round % 20}/rss.xml`,
  "author feed": (round) => `/authors/${encodeURIComponent(AUTHOR_NAMES[round] ?? "")}/rss.xml`,
  "two columns without a tag": (round) =>
    `/columns/column-1+column-${2 + (round % 18)}/rss.xml?not-tag=${encodeURIComponent(TAG_NAMES[1] ?? "")}`,
  article: (_, { id }) => `/articles/${id}`,
  "search for two characters": (round) => `/search?q=${encodeURIComponent(wordsOf(2)[round] ?? "")}`,
  "search for a rare phrase": (_, { title }) => `/search?q=${encodeURIComponent(`"${phraseIn(title)}"`)}`,
  "search for a phrase": (round) =>
    `/search?q=${encodeURIComponent(`"${wordsOf(2)[round % 5]}${wordsOf(2)[5 + Math.floor(round / 5)]}"`)}`,
  "search by relevance": (round) =>
    `/search?q=${encodeURIComponent(wordsOf(2)[round] ?? "")}&order=relevance`,
  "search without result": (round) => `/search?q=${encodeURIComponent(`${wordsOf(2)[round]} 龘龘`)}`,
  "search in the middle": (round, { id, published }) =>
    `/articles.json?q=${encodeURIComponent(wordsOf(2)[round] ?? "")}&cursor=${published.getTime()}_${id}`,
  "search until a day": (round, { published }) =>
    `/search?q=${encodeURIComponent(wordsOf(2)[round] ?? "")}&until=${published.toISOString().slice(0, 10)}`,
  "articles in the middle": (_, { id, published }) => `/articles.json?cursor=${published.getTime()}_${id}`,
  "home page": () => "/",
  "the sitemap": () => "/sitemap.xml",
  "lists in the sitemap": () => "/sitemaps/lists.xml",
  // A month with more articles is divided into its days.
  "part of the sitemap": (_, { published }, size) =>
    `/sitemaps/${published.toISOString().slice(0, size > 1_000 ? 10 : 7)}.xml`,
};

/** What grows with the store, up to a maximum: it compares candidates, or lists names, months or days. */
const GROWING: readonly string[] = ["search for a rare phrase", "the sitemap", "lists in the sitemap"];

/** What requests of one kind to one store took. */
interface Figures {
  readonly rows: number[];
  readonly queries: number[];
  readonly trips: number[];
  readonly cpu: number[];
  readonly wall: number[];
}

/** A Worker whose store is a database of this size. */
interface Service {
  readonly size: number;
  readonly samples: readonly Sample[];
  /** Sends a request, and returns what it took. */
  ask(
    path: string,
  ): Promise<{ readonly trips: readonly RoundTrip[]; readonly cpu: number; readonly wall: number }>;
  close(): Promise<void>;
}

for (const size of SIZES) await fillDatabase(size);
await inFolder(async (folder) => {
  const modules = await bundle(folder, generateDocument({ count: 1 }), WORKER);
  const services: Service[] = [];
  try {
    for (const size of SIZES) services.push(await startService(modules, size));
    await measure(services);
  } finally {
    for (const service of services) await service.close();
  }
});

function folderOf(size: number): string {
  return join(options.folder, String(size));
}

/** Fills a database with generated articles, unless that has been done before. */
async function fillDatabase(size: number): Promise<void> {
  const folder = folderOf(size);
  const isThere = await access(folder).then(
    () => true,
    () => false,
  );
  if (!isThere) {
    const part = `${folder}.part`;
    await rm(part, { recursive: true, force: true });
    await mkdir(part, { recursive: true });
    const begin = performance.now();
    const d1 = await startD1(part);
    const { articles, article, ...facts } = generateStore({ count: size });
    const contents = {
      ...facts,
      digests: Array.from(articles, articleFacts),
      articles: async (ids: readonly string[]) => ids.map(article),
      requireUnchanged: async () => {},
    };
    await replaceStore(d1.db, contents, { name: folder, search: WORD_SEARCH, now: facts.updated });
    await d1.close();
    await rename(part, folder);
    const seconds = (performance.now() - begin) / 1000;
    console.log(
      `filled ${size} articles in ${seconds.toFixed(0)} s, ${(size / seconds).toFixed(0)} a second`,
    );
  }
  const [d1, empty] = [await startD1(folder), await startD1()];
  try {
    if ((await schemaOf(d1.db)) !== (await schemaOf(empty.db)))
      throw new Error(
        `${folder} has other tables than the migrations create; remove it, so that it is filled again`,
      );
    const [row] = await select<{ readonly bytes: number }>(
      d1.db,
      "SELECT page_count * page_size AS bytes FROM pragma_page_count, pragma_page_size",
    ).catch(() => []);
    const bytes = row?.bytes ?? (await bytesIn(folder));
    console.log(
      `${size} articles: ${(bytes / 1e6).toFixed(1)} MB, ${(bytes / size).toFixed(0)} bytes for each`,
    );
  } finally {
    await d1.close();
    await empty.close();
  }
}

async function schemaOf(db: Database): Promise<string> {
  const rows = await select<{ readonly sql: string }>(
    db,
    "SELECT sql FROM sqlite_master WHERE name NOT LIKE '\\_cf\\_%' ESCAPE '\\' AND sql IS NOT NULL ORDER BY name",
  );
  return rows.map(({ sql }) => sql.replace(/--.*$/gm, "").replace(/\s+/g, " ")).join("; ");
}

async function bytesIn(folder: string): Promise<number> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(".sqlite"));
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).size));
  return Math.max(...sizes);
}

async function startService(modules: string, size: number): Promise<Service> {
  const names = (await readdir(modules)).filter((name) => /^[0-9a-f]{40}-/.test(name));
  const before = new Set(await runningWorkers());
  const miniflare = new Miniflare({
    modules: [
      {
        type: "ESModule",
        path: "worker.js",
        contents: await readFile(join(modules, "d1-worker.js"), "utf8"),
      },
      ...(await Promise.all(
        names.map(async (path) => ({
          type: "Data" as const,
          path,
          contents: await readFile(join(modules, path)),
        })),
      )),
    ],
    compatibilityDate: "2026-04-01",
    compatibilityFlags: ["nodejs_compat"],
    d1Databases: ["DB"],
    d1Persist: folderOf(size),
  });
  await miniflare.ready;
  const [pid, ...others] = (await runningWorkers()).filter((each) => !before.has(each));
  if (pid === undefined || others.length > 0) throw new Error("Found no process of the Worker, or several");

  let requests = 0;
  const send = async (path: string) => {
    // The Worker keeps what it has rendered for an origin.
    const response = await miniflare.dispatchFetch(`https://bench-${++requests}.example${path}`, {
      headers: {
        Accept: path.endsWith(".xml") ? "*/*" : "text/html, */*;q=0.5",
        "Accept-Encoding": "identity",
      },
      redirect: "manual",
    });
    const text = await response.text();
    if (response.status !== 200)
      throw new Error(`${path} answered ${response.status}: ${text.slice(0, 200)}`);
    return {
      text,
      trips: JSON.parse(response.headers.get("Bench-Round-Trips") ?? "[]") as readonly RoundTrip[],
    };
  };

  /** Returns articles from all of the store, but for its end, in no order. */
  async function findSamples(): Promise<readonly Sample[]> {
    const found: Sample[] = [];
    for (let number = 1; found.length < ROUNDS + WARM_UP; number++) {
      const position = instantAt(Math.floor(size * ((number * 0.618_034) % 1) * 0.9 + size * 0.05));
      const { text } = await send(`/articles.json?limit=1&cursor=${position.getTime()}_a`);
      const [{ url = "", title, date_published } = {}] = JSON.parse(text).items;
      const id = url.slice(url.lastIndexOf("/") + 1);
      if (date_published) found.push({ id, title, published: new Date(date_published) });
    }
    return found;
  }

  return {
    size,
    samples: await findSamples(),
    async ask(path) {
      const [cpuBefore, begin] = [await cpuTime(pid), performance.now()];
      const { trips } = await send(path);
      const wall = performance.now() - begin;
      return { trips, cpu: (await cpuTime(pid)) - cpuBefore, wall };
    },
    close: () => miniflare.dispose(),
  };
}

/** Returns the ids of the processes of workerd that this one has started (Linux only). */
async function runningWorkers(): Promise<readonly number[]> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    pids.map(async (pid) => {
      const status = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
      return status.startsWith(`${pid} (workerd) `) && status.split(" ")[3] === String(process.pid)
        ? [Number(pid)]
        : [];
    }),
  );
  return found.flat();
}

async function measure(services: readonly Service[]): Promise<void> {
  const figures = new Map<string, Map<number, Figures>>();
  for (const name of Object.keys(TARGETS))
    figures.set(
      name,
      new Map(services.map(({ size }) => [size, { rows: [], queries: [], trips: [], cpu: [], wall: [] }])),
    );
  for (let round = 0; round < ROUNDS + WARM_UP; round++) {
    for (const [name, pathOf] of Object.entries(TARGETS)) {
      // In turn, so that what else the machine does counts for all alike.
      for (const { size, samples, ask } of services) {
        const sample = samples[round];
        if (!sample) throw new Error("There are too few articles");
        const { trips, cpu, wall } = await ask(pathOf(round, sample, size));
        if (trips.length === 0) throw new Error(`${name} was answered from memory`);
        const taken = figures.get(name)?.get(size);
        if (round < WARM_UP || !taken) continue;
        taken.rows.push(trips.reduce((sum, { rowsRead }) => sum + rowsRead, 0));
        taken.queries.push(trips.reduce((sum, { queries }) => sum + queries, 0));
        taken.trips.push(trips.length);
        taken.cpu.push(cpu);
        taken.wall.push(wall);
      }
    }
  }
  print(figures);
}

function print(figures: ReadonlyMap<string, ReadonlyMap<number, Figures>>): void {
  const sizes = SIZES.map((size) => size.toLocaleString("en"));
  console.log(`\nmedian of ${ROUNDS} requests`);
  const heads = ["rows read", "CPU, ms", "time, ms"].flatMap((what) =>
    sizes.map((size) => `${what} ${size}`),
  );
  console.log(["", ...heads, "queries", "round trips"].join(" | "));
  const [base, largest] = [10_000, Math.max(...SIZES)];
  for (const [name, bySize] of figures) {
    const each = [...bySize.values()];
    const most = (numbers: readonly number[][]) => Math.max(...numbers.flat());
    const cells = [
      ...each.map(({ rows }) => median(rows).toFixed(0)),
      ...each.map(({ cpu }) => median(cpu).toFixed(1)),
      ...each.map(({ wall }) => median(wall).toFixed(1)),
      most(each.map(({ queries }) => queries)),
      most(each.map(({ trips }) => trips)),
    ];
    console.log([name, ...cells].join(" | "));
    const [small, large] = [bySize.get(base), bySize.get(largest)];
    if (!small || !large || largest === base) continue;
    const ratios = [
      median(large.rows) / median(small.rows),
      median(large.cpu.map((cpu, index) => cpu / (small.cpu[index] ?? Number.NaN))),
    ];
    console.log(
      `  at ${largest.toLocaleString("en")}: ${ratios.map((ratio) => ratio.toFixed(2)).join(" and ")} times the rows and the CPU time at ${base.toLocaleString("en")}`,
    );
    if (!GROWING.includes(name) && ratios.some((ratio) => ratio > MAX_RATIO)) process.exitCode = 1;
  }
}

function wordsOf(length: number): readonly string[] {
  return COMMON_WORDS.filter((word) => word.length === length);
}

/** Returns the first five Chinese characters that follow each other. */
function phraseIn(title: string): string {
  return /\p{Script=Han}{5}/u.exec(title)?.[0] ?? title;
}
