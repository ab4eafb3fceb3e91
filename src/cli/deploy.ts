import { spawn } from "node:child_process";
import { unstable_readConfig } from "wrangler";

const HOW =
  'set it under [vars] in wrangler.toml, as PUBLIC_ORIGIN = "https://lanmu.<your account>.workers.dev", ' +
  "or in the environment of this command; every address in the feeds begins with it";

/** `npm run deploy [-- options of wrangler deploy]`: deploys, unless nobody could subscribe to the result. */
function deploy(options: readonly string[]): void {
  const { vars } = unstable_readConfig({ config: "wrangler.toml" });
  const origin = process.env.PUBLIC_ORIGIN || String(vars.PUBLIC_ORIGIN ?? "");
  const problem = originProblem(origin);
  if (problem !== undefined) {
    console.error(`wrangler.toml PUBLIC_ORIGIN: ${problem}; ${HOW}`);
    process.exitCode = 1;
    return;
  }
  const variable = ["--var", `PUBLIC_ORIGIN:${origin}`];
  const wrangler = spawn(
    process.execPath,
    ["node_modules/wrangler/bin/wrangler.js", "deploy", ...variable, ...options],
    {
      stdio: "inherit",
    },
  );
  wrangler.on("exit", (code) => {
    process.exitCode = code ?? 1;
  });
}

function originProblem(origin: string): string | undefined {
  if (origin === "") return "found nothing";
  if (!URL.canParse(origin) || new URL(origin).origin !== origin || !/^https?:/.test(origin)) {
    return `found "${origin}", which is not a scheme and host alone`;
  }
  return undefined;
}

deploy(process.argv.slice(2));
