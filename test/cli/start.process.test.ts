import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { publicOriginProblem } from "../../src/cli/public-origin.ts";
import { aFullStore } from "../support/a-full-store.ts";
import { aProject, type Project } from "../support/a-project.ts";
import { freePort } from "../support/free-port.ts";
import { plant } from "../support/plant.ts";
import { launchScript, type Outcome, type Running, runScript } from "../support/run.ts";

/** How long Wrangler may take to serve what is expected, in milliseconds, on a machine that is busy. */
const PATIENCE = 100_000;
const BROKEN = plant(aFullStore(), "/articles/0/column", "poems");
const PROBLEM = 'articles.json /articles/0/column (article on-reading): found "poems"';

const cleaning: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const clean of cleaning.splice(0).reverse()) await clean();
});

async function projectOf(document: unknown): Promise<Project> {
  const project = await aProject(document);
  cleaning.push(project.remove);
  return project;
}

/** Starts the service of a project on a port of its own. */
async function start({ folder }: Project): Promise<{ origin: string; service: Running }> {
  const port = await freePort();
  const service = launchScript("src/cli/start.ts", ["--port", port], { cwd: folder });
  return { origin: `http://localhost:${port}`, service };
}

/** Asks again until what comes back is `expected`, or patience ends; returns what came last. */
async function eventually(ask: () => Promise<unknown>, expected: unknown): Promise<unknown> {
  const end = Date.now() + PATIENCE;
  let answer: unknown;
  do {
    answer = await ask().catch((error: Error) => error.message);
    if (answer !== expected) await new Promise((resolve) => setTimeout(resolve, 100));
  } while (answer !== expected && Date.now() < end);
  return answer;
}

async function titleAt(address: string): Promise<unknown> {
  const response = await fetch(address, { signal: AbortSignal.timeout(2000) });
  const { title }: { title: string } = await response.json();
  return title;
}

async function deploy({ folder }: Project, origin: string): Promise<Outcome> {
  const env = { PUBLIC_ORIGIN: origin };
  return runScript("src/cli/deploy.ts", ["--dry-run", "--outdir", "dist"], { cwd: folder, env });
}

describe("npm start", () => {
  it("refuses a store with a problem, and says which", async () => {
    const { service } = await start(await projectOf(BROKEN));
    cleaning.push(service.end);

    const code = await service.ended;

    expect(code).not.toBe(0);
    expect(service.output()).toContain(PROBLEM);
    expect(service.output()).not.toContain("Subscribe to:");
  });

  describe("with a store that begins with a byte order mark", () => {
    let project: Project;
    let origin: string;
    let service: Running;
    /** What it has printed once it serves. */
    let started: string;

    // The tests share one service, since Wrangler takes long to start.
    beforeAll(async () => {
      project = await aProject(`\uFEFF${JSON.stringify(aFullStore())}`);
      ({ origin, service } = await start(project));
      await eventually(async () => service.output().includes("Everything else"), true);
      started = service.output();
    });

    afterAll(async () => {
      await service.end();
      await project.remove();
    });

    it("serves it, and ends by printing the addresses of its feeds", async () => {
      const printed = started.match(/http:\/\/localhost:\d+\/\S+/g) ?? [];
      const statuses = await Promise.all(printed.map(async (address) => (await fetch(address)).status));

      const subjects = ["", "/columns/essays", "/columns/letters"];
      const files = ["rss.xml", "atom.xml", "feed.json"];
      expect(printed).toEqual(
        expect.arrayContaining(subjects.flatMap((path) => files.map((file) => `${origin}${path}/${file}`))),
      );
      expect(new Set(statuses)).toEqual(new Set([200]));
      expect(started).toMatch(
        /Subscribe to:[\s\S]*Everything else is listed at http:\/\/localhost:\d+\/\n+(?:\[wrangler:info\] GET .*\n)*$/,
      );
    });

    it("says what is wrong when a broken store is saved, and serves the fixed one as soon as it is saved", async () => {
      const address = `${origin}/articles/on-reading.json`;
      const before = await titleAt(address);

      await project.save(BROKEN);
      const complaint = await eventually(async () => service.output().includes(PROBLEM), true);
      await project.save(plant(aFullStore(), "/articles/0/title", "On reading again"));
      const after = await eventually(() => titleAt(address), "On reading again");

      expect({ before, complaint, after }).toEqual({
        before: "On reading",
        complaint: true,
        after: "On reading again",
      });
    });
  });
});

describe("npm run deploy", () => {
  it.each([
    ["nothing", ""],
    ["a path", "https://feeds.example/lanmu"],
  ])("refuses %s for PUBLIC_ORIGIN, and says how to set it", async (_, origin) => {
    const { code, output } = await deploy(await projectOf(aFullStore()), origin);

    expect(code).toBe(1);
    expect(output).toContain(publicOriginProblem(origin));
    expect(output).not.toContain("Total Upload");
  });

  it("builds a good store for a good PUBLIC_ORIGIN, and says how large the Worker would be, within 5 %", async () => {
    const { code, output } = await deploy(await projectOf(aFullStore()), "https://feeds.example");

    expect(code, output).toBe(0);
    expect(output).toMatch(/PUBLIC_ORIGIN[\s\S]*--dry-run: exiting now/);
    const [said, found] = [/about (\d+) KiB compressed/, /gzip: ([\d.]+) KiB/].map((pattern) =>
      Number(pattern.exec(output)?.[1]),
    );

    expect(Math.abs((said ?? 0) / (found ?? 0) - 1), output).toBeLessThan(0.05);
  });

  it("refuses a store with a problem, and says which", async () => {
    const { code, output } = await deploy(await projectOf(BROKEN), "https://feeds.example");

    expect(code).not.toBe(0);
    expect(output).toContain(PROBLEM);
    expect(output).not.toContain("Total Upload");
  });
});
