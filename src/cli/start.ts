import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { parseArgs } from "node:util";
import { feedAddresses } from "../feed/feed-format.ts";
import { readStore } from "../store/json-file/store-file.ts";

const DEFAULT_PORT = "8787";
const START_TIMEOUT_MS = 60_000;

/** `npm start [-- options of wrangler dev]`: runs the service, and prints the addresses of the feeds once it answers. */
async function start(options: readonly string[]): Promise<void> {
  // An empty origin means the request's own, whatever wrangler.toml says for production.
  const variables = ["--var", "PUBLIC_ORIGIN:"];
  const { values } = parseArgs({ args: [...options], options: { port: { type: "string" } }, strict: false });
  const port = String(values.port ?? DEFAULT_PORT);
  if (await isTaken(Number(port))) {
    console.error(`Port ${port} is in use; choose another, as in npm start -- --port 8901`);
    process.exitCode = 1;
    return;
  }
  const chosen = values.port === undefined ? ["--port", port] : [];
  const wrangler = spawn(
    process.execPath,
    ["node_modules/wrangler/bin/wrangler.js", "dev", ...variables, ...chosen, ...options],
    { stdio: "inherit" },
  );
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => wrangler.kill(signal));
  wrangler.on("exit", (code) => process.exit(code ?? 1));

  const origin = `http://localhost:${port}`;
  if (await isServing(`${origin}/health`)) console.log(await feedList(origin));
}

/** Checks whether a program already listens on `port`. */
function isTaken(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(true));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(false)));
  });
}

/** Waits until `address` answers with a status below 300; resolves with `false` when it takes too long. */
async function isServing(address: string): Promise<boolean> {
  for (const end = Date.now() + START_TIMEOUT_MS; Date.now() < end; ) {
    const response = await fetch(address).catch(() => undefined);
    if (response?.ok) return true;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return false;
}

/** Lists the feeds of the site and of each column; empty where the store has been broken since. */
async function feedList(origin: string): Promise<string> {
  const checked = await readStore("articles.json", new Date());
  // Wrangler has printed why.
  if (!checked.ok) return "";
  const { site, columns } = checked.store;
  const scopes = [
    { title: site.title, path: "" },
    ...columns.map(({ slug, title }) => ({ title, path: `/columns/${slug}` })),
  ];
  const lines = scopes.flatMap(({ title, path }) => {
    const { rss, atom, json } = feedAddresses(origin, { path });
    return [`  ${title}`, `    RSS        ${rss}`, `    Atom       ${atom}`, `    JSON Feed  ${json}`];
  });
  return ["", "Subscribe to:", ...lines, "", `Everything else is listed at ${origin}/`, ""].join("\n");
}

await start(process.argv.slice(2));
