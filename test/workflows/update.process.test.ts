import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openDatabase } from "../../src/cli/open-database.ts";
import { WORD_SEARCH } from "../../src/store/character-variants.ts";
import { type Database, query, select } from "../../src/store/d1/database.ts";
import { parseStore } from "../../src/store/json-file/parse-store.ts";
import { migrationStatements } from "../support/a-database.ts";
import { aStore } from "../support/a-store.ts";
import { aListPage, anArticlePage, aWebSite, type WebSite } from "../support/a-web-site.ts";
import { fillStore } from "../support/fill-store.ts";
import { launch } from "../support/run.ts";
import { type EndedJob, isTrue, readWorkflow, runJob } from "../support/workflow-job.ts";

const workflow = await readWorkflow("update.yml");
const deployment = await readWorkflow("deploy.yml");
const missing = ["git", "bash"].filter((program) => spawnSync(program, ["--version"]).error);

let folder: string;
let site: WebSite;
/** The repository that the workflow is in, as on GitHub. */
const remote = () => join(folder, "remote.git");
/** What `actions/cache` keeps. */
const cache = () => join(folder, "cache");

beforeEach(async ({ skip }) => {
  skip(missing.length > 0, `${missing.join(" and ")} is not installed`);
  folder = await mkdtemp(join(tmpdir(), "lanmu-workflow-"));
  site = await aWebSite({
    "/theory/": aListPage([
      ["/theory/2026/c100.html", "劳动教育融入人才培养的路径", "2026-11-20"],
      ["/theory/2026/c101.html", "数字时代职工权益保障的新挑战", "2026-11-19"],
    ]),
    "/theory/2026/c100.html": anArticlePage("劳动教育融入人才培养的路径"),
    "/theory/2026/c101.html": anArticlePage("数字时代职工权益保障的新挑战", { date: "2026-11-19 08:30" }),
  });
  await git(folder, "init", "--quiet", "--bare", "--initial-branch=main", remote());
  await push("Start", {
    "package.json": JSON.stringify({ private: true, scripts: await scripts() }),
    ".gitignore": "node_modules\n.lanmu/\n",
    "articles.json": storeFollowing(`${site.origin}/theory/`),
  });
});
afterEach(async () => {
  if (folder === undefined) return;
  await site.close();
  await rm(folder, { recursive: true, force: true });
});

/** The scripts that steps call, run from here; a deploy writes which commit it deploys. */
async function scripts(): Promise<Readonly<Record<string, string>>> {
  const { scripts }: { scripts: Record<string, string> } = JSON.parse(await readFile("package.json", "utf8"));
  const here = ([name, command]: [string, string]) => [
    name,
    command.replace(/src\/cli\/\S+/, (file) => resolve(file)),
  ];
  return {
    ...Object.fromEntries(Object.entries(scripts).map(here)),
    deploy: "git rev-parse HEAD >> $DEPLOYED",
  };
}

function storeFollowing(...addresses: readonly string[]): string {
  const sources = addresses.map((url) => ({ url }));
  const column = { slug: "theory", title: "理论", ...(sources.length > 0 && { sources }) };
  return `${JSON.stringify(aStore([], { columns: [column] }), null, 2)}\n`;
}

/** Runs git without the configuration of this machine; returns what it prints. */
async function git(cwd: string, ...options: readonly string[]): Promise<string> {
  const program = launch("git", options, { cwd, env: surroundings() });
  expect(await program.ended, program.output()).toBe(0);
  return program.output().trim();
}

function surroundings(): Readonly<Record<string, string>> {
  return {
    HOME: folder,
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_CONFIG_NOSYSTEM: "1",
    GITHUB_REF_NAME: "main",
    DEPLOYED: join(folder, "deployed"),
  };
}

async function clone(): Promise<string> {
  const cwd = await mkdtemp(join(folder, "clone-"));
  await git(folder, "clone", "--quiet", `file://${remote()}`, cwd);
  return cwd;
}

/** Pushes a commit with these files, as a person does. */
async function push(subject: string, files: Readonly<Record<string, string>>): Promise<void> {
  const cwd = await clone();
  for (const [name, text] of Object.entries(files)) await writeFile(join(cwd, name), text);
  await git(cwd, "add", "--all");
  await git(
    cwd,
    "-c",
    "user.name=Ana",
    "-c",
    "user.email=ana@news.example",
    "commit",
    "--quiet",
    "-m",
    subject,
  );
  await git(cwd, "push", "--quiet", "origin", "HEAD:main");
}

interface RunOptions {
  readonly failAfter?: string;
  /** Happens while the articles are taken in. */
  readonly meanwhile?: () => Promise<void>;
  readonly secrets?: Readonly<Record<string, string>>;
  readonly vars?: Readonly<Record<string, string>>;
  /** Is called with the folder of the job's clone, once its dependencies are installed. */
  readonly prepare?: (cwd: string) => Promise<void>;
}

/** Runs the workflow once, with a new clone; `deployed` tells whether it has deployed. */
async function runWorkflow({
  failAfter = "3d",
  meanwhile = async () => {},
  secrets = { CLOUDFLARE_API_TOKEN: "token" },
  vars = {},
  prepare = async () => {},
}: RunOptions = {}): Promise<EndedJob & { readonly deployed: boolean }> {
  const before = await deployedCommits();
  const contexts = {
    github: { ref: "refs/heads/main", ref_name: "main" },
    vars: { PUBLIC_ORIGIN: site.origin, ...vars },
    secrets,
  };
  const inClone = async () => {
    const cwd = await clone();
    await symlink(resolve("node_modules"), join(cwd, "node_modules"), "junction");
    const env = { ...surroundings(), FAIL_AFTER: failAfter, UPDATE_OPTIONS: "--allow-private --rate off" };
    return { cwd, env, contexts, commands: { "npm ci": () => prepare(cwd) } };
  };
  const options = await inClone();
  const state = join(options.cwd, ".lanmu");
  const update = await runJob(workflow, "update", {
    ...options,
    actions: {
      "actions/cache/restore": async () => {
        await cp(cache(), state, { recursive: true }).catch(() => {});
        await meanwhile();
      },
      "actions/cache/save": async () => {
        await mkdir(cache(), { recursive: true });
        await cp(state, cache(), { recursive: true });
      },
    },
  });
  const needs = { update: { result: update.result, outputs: update.outputs } };
  if (!isTrue(workflow.jobs.deploy?.if, { ...contexts, needs }, update.result))
    return { ...update, deployed: false };
  const deploy = await runJob(deployment, "deploy", { ...(await inClone()), actions: {} });
  const commits = await deployedCommits();
  return { ...deploy, ...update, log: update.log + deploy.log, deployed: commits.length > before.length };
}

async function deployedCommits(): Promise<readonly string[]> {
  const text = await readFile(join(folder, "deployed"), "utf8").catch(() => "");
  return text.split("\n").filter((line) => line !== "");
}

const commits = async () => (await git(remote(), "log", "--reverse", "--format=%an: %s")).split("\n");
const changedFiles = () => git(remote(), "show", "--name-only", "--format=", "main");
const store = async () => JSON.parse(await git(remote(), "show", "main:articles.json"));
const titles = async () => (await store()).articles.map(({ title }: { title: string }) => title);

/** Lets the service answer that it serves the store of the last commit. */
async function serveStore(): Promise<void> {
  const updated = new Date((await store()).updated).toISOString();
  site.pages.set("/health", { body: JSON.stringify({ status: "ok", version: `${updated}+0` }) });
}

/** Runs `work` with the local database of the Worker in `configuration`. */
async function withDatabase(configuration: string, work: (db: Database) => Promise<void>): Promise<void> {
  const { db, close } = await openDatabase(configuration, false);
  await work(db).finally(close);
}

describe("the workflow Update", () => {
  it("commits only articles.json, and deploys; a source that fails is a warning, and a failure after the time that is set", async () => {
    const sources = [`${site.origin}/theory/`, `${site.origin}/%E5%85%9A/`];
    await push("Follow a page that is not there", { "articles.json": storeFollowing(...sources) });
    const before = await commits();

    const first = await runWorkflow();
    const committed = await commits();
    await serveStore();
    const second = await runWorkflow({ failAfter: "1s" });

    expect([first.result, first.deployed]).toEqual(["success", true]);
    expect(first.log).toMatch(/^::warning::\S*\/%25E5%2585%259A\/: .*404/m);
    expect(committed).toEqual([...before, "github-actions[bot]: Update articles"]);
    expect(await changedFiles()).toBe("articles.json");
    expect(await titles()).toHaveLength(2);
    expect(await deployedCommits()).toEqual([await git(remote(), "rev-parse", "main")]);
    expect([second.result, second.deployed]).toEqual(["failure", false]);
    expect(second.log).toMatch(/^::error::/m);
    expect(await commits()).toEqual(committed);
  });

  it("pushes on top of what somebody pushed in the meantime, and without a token says that nothing is deployed", async () => {
    const { result, deployed, log } = await runWorkflow({
      meanwhile: () => push("Add a page", { "about.md": "About" }),
      secrets: {},
    });

    expect([result, deployed]).toEqual(["success", false]);
    expect(await commits()).toEqual([
      "Ana: Start",
      "Ana: Add a page",
      "github-actions[bot]: Update articles",
    ]);
    expect(await titles()).toHaveLength(2);
    expect(log).not.toContain("::warning::");
    expect(log).toContain("::notice::Not deployed: the secret CLOUDFLARE_API_TOKEN is not set");
  });

  it("fails if somebody changed articles.json in the meantime, and does not remember what is lost", async () => {
    const changed = storeFollowing(`${site.origin}/theory/`).replace("2025-06-01T", "2025-06-02T");

    const { result, deployed, log } = await runWorkflow({
      meanwhile: () => push("Change the store", { "articles.json": changed }),
    });

    expect([result, deployed]).toEqual(["failure", false]);
    expect(log).toContain("::error::The new articles could not be pushed");
    expect(await commits()).toEqual(["Ana: Start", "Ana: Change the store"]);
    expect(existsSync(cache())).toBe(false);
  });

  it("updates the database that the variable STORE names, and neither commits nor deploys", async () => {
    const before = await commits();
    let database = "";

    const { result, deployed, log } = await runWorkflow({
      vars: { STORE: "d1" },
      async prepare(cwd) {
        database = join(cwd, "wrangler.toml");
        await writeFile(
          database,
          'name = "lanmu"\ncompatibility_date = "2026-04-01"\n[[d1_databases]]\nbinding = "DB"\n',
        );
        await withDatabase(database, async (db) => {
          for (const sql of await migrationStatements()) await db.batch([query(sql)]);
          await fillStore(db, parseStore(JSON.parse(storeFollowing(`${site.origin}/theory/`))), {
            name: "d1",
            search: WORD_SEARCH,
            now: new Date(),
          });
        });
      },
    });

    expect([result, deployed, log]).toEqual(["success", false, expect.stringContaining("2 new")]);
    expect(await commits()).toEqual(before);
    await withDatabase(database, async (db) => {
      const rows = await select(db, "SELECT count(*) AS count FROM articles");
      expect(rows).toEqual([{ count: 2 }]);
    });
  });

  it("ends without a word where no column has a source", async () => {
    await push("Follow nothing", { "articles.json": storeFollowing() });

    const { result, deployed, log } = await runWorkflow();

    expect([result, deployed]).toEqual(["success", false]);
    expect(log).not.toContain("::");
    expect(site.requests()).toEqual([]);
  });
});
