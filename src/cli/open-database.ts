import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { UserError } from "../operator/user-error.ts";
import { type D1Binding, type D1Statement, d1Database } from "../store/d1/database.ts";
import type { OpenDatabase } from "./terminal/command-context.ts";

/** The binding of the Worker to the database of its store. */
const BINDING = "DB";

/** What the ids of databases look like that Cloudflare gives. */
const DATABASE_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

type Wrangler = typeof import("wrangler");

/**
 * Opens the database to which the Worker of `configuration`, a `wrangler.toml`, is bound as `DB`: the local one of
 * `wrangler dev`, or that of the account.
 *
 * @throws {UserError} if there is no such binding, or the database cannot be reached
 */
export async function openDatabase(configuration: string, isRemote: boolean): Promise<OpenDatabase> {
  if (!existsSync(configuration))
    throw new UserError(
      `There is no ${configuration} here, which names the database; run the command in the folder of the Worker`,
    );
  // Wrangler prints its progress on standard output, where results go.
  process.env.WRANGLER_LOG ??= "none";
  // Miniflare asks Cloudflare where this machine is, which no query needs.
  process.env.CLOUDFLARE_CF_FETCH_ENABLED ??= "false";
  // Loaded when it is needed: it takes longer to load than most commands to run.
  const wrangler = await import("wrangler");
  const proxy = await openProxy(wrangler, configuration, isRemote);
  return { db: d1Database(proxy.env[BINDING]), close: () => proxy.dispose() };
}

async function openProxy(wrangler: Wrangler, configuration: string, isRemote: boolean) {
  const { name, compatibility_date, account_id, d1_databases } = readConfiguration(wrangler, configuration);
  const databases: readonly ConfiguredDatabase[] = d1_databases;
  const database = databases.find(({ binding }) => binding === BINDING);
  if (!database)
    throw new UserError(
      `${configuration} binds no database as ${BINDING}; take the # off the lines of [[d1_databases]] there, or add them as docs/d1.md shows`,
    );
  if (isRemote && !DATABASE_ID.test(database.database_id ?? ""))
    throw new UserError(
      `${configuration}: found database_id = "${database.database_id ?? ""}"; write the id that "npx wrangler d1 create" printed, which "npx wrangler d1 list" shows too`,
    );
  // The database alone: nothing else that the Worker is bound to is started.
  const folder = await mkdtemp(join(tmpdir(), "lanmu-d1-"));
  try {
    const configPath = join(folder, "wrangler.json");
    const derived = {
      name,
      compatibility_date,
      account_id,
      d1_databases: [{ ...database, remote: isRemote }],
    };
    await writeFile(configPath, JSON.stringify(derived));
    return await wrangler.getPlatformProxy<Record<typeof BINDING, AnyBinding>>({
      configPath,
      envFiles: [],
      // Where `wrangler dev` has it.
      persist: { path: join(dirname(resolve(configuration)), ".wrangler/state/v3") },
      remoteBindings: isRemote,
    });
  } catch (error) {
    throw isRemote ? unreachable(error) : error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface ConfiguredDatabase {
  readonly binding: string;
  readonly database_id?: string;
}

interface AnyStatement extends D1Statement<AnyStatement> {}
type AnyBinding = D1Binding<AnyStatement>;

function readConfiguration(
  { unstable_readConfig }: Wrangler,
  configuration: string,
): ReturnType<Wrangler["unstable_readConfig"]> {
  try {
    return unstable_readConfig({ config: configuration }, { hideWarnings: true });
  } catch (error) {
    throw new UserError(`${configuration}: cannot be read: ${causeOf(error)}`);
  }
}

/** Says why the database of an account cannot be opened, and what to do. */
function unreachable(error: unknown): UserError {
  const cause = causeOf(error);
  return new UserError(
    /logged in|authenticat|API[_ ]token/i.test(cause)
      ? 'd1:remote: wrangler is not logged in; run "npx wrangler login", or set CLOUDFLARE_API_TOKEN'
      : `d1:remote: cannot be reached (${cause}); check the network, and what "npx wrangler whoami" prints`,
  );
}

/** Returns the message of what an error was caused by, on one line. */
function causeOf(error: unknown): string {
  if (typeof error !== "object" || error === null) return String(error);
  if ("cause" in error && error.cause) return causeOf(error.cause);
  const message = "message" in error ? String(error.message) : String(error);
  return message.replace(/^Failed to start the remote proxy session.*\n+/, "").replace(/\s+/g, " ");
}
