import { spawn } from "node:child_process";
import { unstable_readConfig } from "wrangler";
import { publicOriginProblem } from "./public-origin.ts";

/** `npm run deploy [-- options of wrangler deploy]`: deploys, unless no feed reader could subscribe to the result. */
function deploy(options: readonly string[]): void {
  const { vars } = unstable_readConfig({ config: "wrangler.toml" });
  const origin = process.env.PUBLIC_ORIGIN || String(vars.PUBLIC_ORIGIN ?? "");
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

deploy(process.argv.slice(2));
