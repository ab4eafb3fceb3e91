import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { aProcess } from "../../../support/a-process.ts";
import { aPublication, FETCHING, type Publication } from "../../../support/a-publication.ts";
import { aListPage, anArticlePage } from "../../../support/a-web-site.ts";

const THEORY = ["劳动教育融入人才培养的路径", "数字时代职工权益保障的新挑战", "论工匠精神的当代价值"];
const NEWS = ["一条普通的新闻报道", "另一条普通的新闻报道", "第三条普通的新闻报道"];

let paper: Publication;
beforeEach(async () => {
  paper = await aPublication({ theory: ["/theory/"], news: ["/news/"] });
  for (const [column, titles] of [
    ["theory", THEORY],
    ["news", NEWS],
  ] as const) {
    const items = titles.map(
      (title, index) => [`/${column}/2026/c${100 + index}.html`, title, "2026-11-20"] as const,
    );
    paper.site.pages.set(`/${column}/`, aListPage(items));
    for (const [path, title] of items) paper.site.pages.set(path, anArticlePage(title));
  }
});
afterEach(() => paper.close());

it("two updates at once take each article in once, and both remember what they read", async () => {
  const [one, other] = await Promise.all([paper.update(), paper.update()]);
  const before = await paper.text();
  paper.site.requests();
  await paper.update();

  expect([one.code, one.err, other.code, other.err]).toEqual([0, "", 0, ""]);
  expect(await paper.titles()).toEqual([...THEORY, ...NEWS].sort());
  expect(await paper.text()).toBe(before);
  expect(paper.site.requests().filter((request) => request.endsWith(" 200"))).toEqual([]);
});

it("two updates of different columns at once lose nothing of what the other remembers", async () => {
  await Promise.all([paper.update(["theory"]), paper.update(["news"])]);
  paper.site.requests();

  await paper.update();

  expect(await paper.titles()).toHaveLength(6);
  expect(paper.site.requests().filter((request) => request.endsWith(" 200"))).toEqual([]);
});

it("an update and an import at once lose nothing of what the other remembers", async () => {
  await Promise.all([
    paper.update(["theory"]),
    paper.run(["import", `${paper.site.origin}/news/2026/c100.html`, "--column", "news", "--allow-private"]),
  ]);
  const state = await readFile(join(paper.folder, ".lanmu", "sources-of-articles.json"), "utf8");

  expect(Object.keys(JSON.parse(state)).map((name) => name.replace(paper.site.origin, ""))).toEqual([
    "/news/2026/c100.html",
    ...THEORY.map((_, index) => `/theory/2026/c${100 + index}.html`),
  ]);
});

it("an update of which the state was lost or damaged takes nothing in twice, and says so", async () => {
  await paper.update();
  const before = await paper.text();
  for (const name of ["sources", "updates"])
    await writeFile(join(paper.folder, ".lanmu", `${name}-of-articles.json`), "{");

  const { code, err } = await paper.update();

  expect(code).toBe(0);
  expect(err.split("\n").filter((line) => line.includes("is damaged"))).toHaveLength(2);
  expect(await paper.text()).toBe(before);
});

it("Ctrl-C ends an update after what was read, and the next one goes on", async () => {
  const terminal = aProcess();
  paper.site.onRequest = (path) => {
    if (path === "/theory/2026/c101.html") terminal.events.emit("SIGINT", "SIGINT");
  };

  const { code, err } = await paper.runIn(terminal, ["update", "theory", ...FETCHING]);
  const taken = await paper.titles();
  paper.site.onRequest = undefined;
  const next = await paper.update(["theory"]);

  expect(code).toBe(130);
  expect(err).toContain("Stopping; what was read until now is kept");
  expect(err).toContain("2 articles are left for the next update");
  expect(taken).toEqual([THEORY[0]]);
  expect([next.code, next.err]).toEqual([0, ""]);
  expect(await paper.titles()).toHaveLength(3);
});

it("Ctrl-C while lists are read names no source as failing", async () => {
  const terminal = aProcess();
  paper.site.onRequest = () => void terminal.events.emit("SIGINT", "SIGINT");

  const { code, out, err } = await paper.runIn(terminal, ["update", ...FETCHING]);

  expect(code).toBe(130);
  expect(out).toContain("2 sources: 0 found, 0 new, 0 corrected, 0 failed");
  expect(err).toContain("The command was stopped; the next update goes on");
});

it.each([
  ["a second Ctrl-C ends the process at once", 1000, [130]],
  ["a signal that reaches the process twice is one Ctrl-C", 10, []],
])("%s", async (_, pause, exits) => {
  let time = Date.now();
  const terminal = aProcess({ now: () => new Date(time) });
  paper.site.onRequest = () => {
    paper.site.onRequest = undefined;
    terminal.events.emit("SIGINT", "SIGINT");
    time += pause;
    terminal.events.emit("SIGINT", "SIGINT");
  };

  const { code } = await paper.runIn(terminal, ["update", ...FETCHING]);

  expect(code).toBe(130);
  expect(terminal.exits).toEqual(exits);
});

it("update --every survives an update that fails, sees what is followed since, and ends with 0 on Ctrl-C", async () => {
  const store = await paper.text();
  const terminal = aProcess();
  await writeFile(paper.file, "{");
  let rounds = 0;
  const ended = paper.runIn(terminal, ["update", "--every", "1s", ...FETCHING]);
  await vi.waitUntil(() => terminal.err().includes("The next update is at"));
  await writeFile(paper.file, store);
  paper.site.onRequest = (path) => {
    rounds += Number(path === "/theory/");
    if (rounds === 2) terminal.events.emit("SIGTERM", "SIGTERM");
  };

  const { code, err } = await ended;

  expect(code).toBe(0);
  expect(err).toContain("is not JSON");
  expect(await paper.titles()).toHaveLength(6);
}, 20_000);
