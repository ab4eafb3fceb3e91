const TIMEOUT_MS = 30_000;

/**
 * Explains in one line why the service at `origin` does not serve the store that was last changed at `updated`;
 * returns `undefined` where it does.
 */
export async function undeployedReason(origin: string, updated: Date): Promise<string | undefined> {
  const address = `${origin}/health`;
  const response = await fetch(address, { signal: AbortSignal.timeout(TIMEOUT_MS) }).catch(() => undefined);
  if (!response) return `${address}: does not answer`;
  if (!response.ok) return `${address}: answers ${response.status}`;
  const version = await servedVersion(response);
  // A version is the date of the store, and how many embargoes have ended.
  if (version?.startsWith(`${updated.toISOString()}+`)) return undefined;
  return `${address}: serves ${version === undefined ? "something else" : `version ${version}`}, and articles.json is of ${updated.toISOString()}`;
}

async function servedVersion(response: Response): Promise<string | undefined> {
  const health: unknown = await response.json().catch(() => undefined);
  const isHealth = typeof health === "object" && health !== null && "version" in health;
  return isHealth && typeof health.version === "string" ? health.version : undefined;
}
