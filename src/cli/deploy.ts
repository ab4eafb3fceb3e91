import { spawn } from "node:child_process";
import { configuredOrigin } from "../operator/configured-origin.ts";
import { publicOriginProblem } from "./public-origin.ts";

/** `npm run deploy [-- options of wrangler deploy]`: deploys, unless no feed reader could subscribe to the result. */
async function deploy(options: readonly string[]): Promise<void> {
  const origin = await configuredOrigin(process.env);
  const problem = publicOriginProblem(origin);
  if (problem !== undefined) {
    console.error(problem);
    process.exitCode = 1;
    return;
  }
  const variable = ["--var", `PUBLIC_ORIGIN:${origin}`];
  const wrangler = spawn(
    process.execPath,
    ["node_modules/wrangler/bin/wrangler.js", "deploy", ...variable, ...options],
    // The build step dates what it writes by the origin that it is served with.
    { stdio: "inherit", env: { ...process.env, PUBLIC_ORIGIN: origin } },
  );
  wrangler.on("exit", (code) => {
    process.exitCode = code ?? 1;
  });
}

await deploy(process.argv.slice(2));
