import { existsSync } from "node:fs";

const CONFIGURATION = "wrangler.toml";

/**
 * Returns `PUBLIC_ORIGIN` of the environment or, without one, of `wrangler.toml` in the current folder; empty if
 * neither has one.
 */
export async function configuredOrigin(env: Readonly<Record<string, string | undefined>>): Promise<string> {
  if (env.PUBLIC_ORIGIN) return env.PUBLIC_ORIGIN;
  if (!existsSync(CONFIGURATION)) return "";
  // Loaded when it is needed: it takes longer to load than most commands to run.
  const { unstable_readConfig } = await import("wrangler");
  return String(unstable_readConfig({ config: CONFIGURATION }).vars.PUBLIC_ORIGIN ?? "");
}
