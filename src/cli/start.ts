import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import type { StoreDocument } from "../domain/store-document.ts";
import { feedAddresses } from "../feed/feed-format.ts";

const DEFAULT_PORT = "8787";
const PATIENCE = 60_000;

/** `npm start [-- options of wrangler dev]`: runs the service and, once it answers, prints what to subscribe to. */
async function start(options: readonly string[]): Promise<void> {
  // An empty origin means the request's own, whatever wrangler.toml says for production.
  const variables = ["--var", "PUBLIC_ORIGIN:"];
  const port = options.includes("--port")
    ? (options[options.indexOf("--port") + 1] ?? DEFAULT_PORT)
    : DEFAULT_PORT;
  const given = options.includes("--port") ? options : ["--port", port, ...options];
  const wrangler = spawn(
    process.execPath,
    ["node_modules/wrangler/bin/wrangler.js", "dev", ...variables, ...given],
    {
      stdio: "inherit",
    },
  );
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => wrangler.kill(signal));
  wrangler.on("exit", (code) => process.exit(code ?? 1));

  const origin = `http://localhost:${port}`;
  if (await answers(`${origin}/health`)) console.log(await invitation(origin));
}

/** Waits until `address` answers well, but not for ever. */
async function answers(address: string): Promise<boolean> {
  for (const end = Date.now() + PATIENCE; Date.now() < end; ) {
    const response = await fetch(address).catch(() => undefined);
    if (response?.ok) return true;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return false;
}

async function invitation(origin: string): Promise<string> {
  const { site, columns }: StoreDocument = JSON.parse(await readFile("articles.json", "utf8"));
  const subjects = [
    { title: site.title, path: "" },
    ...columns.map(({ slug, title }) => ({ title, path: `/columns/${slug}` })),
  ];
  const lines = subjects.flatMap(({ title, path }) => {
    const { rss, atom, json } = feedAddresses(origin, path);
    return [`  ${title}`, `    RSS        ${rss}`, `    Atom       ${atom}`, `    JSON Feed  ${json}`];
  });
  return ["", "Subscribe to:", ...lines, "", `Everything else is listed at ${origin}/`, ""].join("\n");
}

await start(process.argv.slice(2));
