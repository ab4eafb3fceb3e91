import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { readStore } from "../../../src/store/json-file/store-file.ts";
import { aPublication, FETCHING, type Publication } from "../../support/a-publication.ts";
import { aListPage, anArticlePage } from "../../support/a-web-site.ts";
import { launch, type Running } from "../../support/run.ts";

const COUNT = 60;
/** A program takes some seconds to start on a busy machine. */
const PATIENCE = { timeout: 100_000, interval: 50 };

let paper: Publication;
let running: Running | undefined;

beforeEach(async () => {
  paper = await aPublication({ theory: ["/theory/"] });
  const items = Array.from(
    { length: COUNT },
    (_, index) => [`/theory/2026/c${100 + index}.html`, `论文第${index}篇的完整标题`, "2026-11-20"] as const,
  );
  paper.site.pages.set("/theory/", aListPage(items));
  for (const [path, title] of items) paper.site.pages.set(path, anArticlePage(title));
});
afterEach(async () => {
  await running?.end();
  await paper.close();
});

/** Starts an update as `npm run articles` does: the program `tsx` would kill it if it answers a signal late. */
const launchUpdate = (...options: string[]) => {
  const program = ["--import", "tsx", "src/cli/main.ts", "--store", paper.file, "update"];
  running = launch(process.execPath, [...program, ...FETCHING, ...options], { cwd: process.cwd() });
  return running;
};

it("update --every repeats, and ends with 0 on Ctrl-C", async () => {
  const program = launchUpdate("--every", "1s");
  await vi.waitUntil(() => program.output().includes(" 0 new"), PATIENCE);

  program.signal("SIGINT");

  expect(await program.ended).toBe(0);
  expect(program.output()).toContain(`${COUNT} found, ${COUNT} new`);
  expect(program.output()).toContain("Stopping; what was read until now is kept");
});

it("an update that is killed leaves a whole store, and the next one completes it", async () => {
  const taken = async () => (await paper.titles()).length;
  const killed = launchUpdate();
  await vi.waitUntil(async () => (await taken()) >= 20, PATIENCE);
  await killed.end();

  const { ok } = await readStore(paper.file, new Date());
  const { code } = await paper.update();

  expect(ok).toBe(true);
  expect(code).toBe(0);
  expect(await taken()).toBe(COUNT);
});
