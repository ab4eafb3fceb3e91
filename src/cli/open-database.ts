import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import type { Readable } from "node:stream";
import type { Miniflare, MiniflareOptions } from "miniflare";
import type { RemoteProxySession } from "wrangler";
import { UserError } from "../operator/user-error.ts";
import type { Database, Query } from "../store/d1/database.ts";
import { retriedDatabase } from "../store/d1/retried-database.ts";
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
    const remote = isRemote ? await connect(wrangler, configPath) : undefined;
    const { workerOptions } = wrangler.unstable_getMiniflareWorkerOptions(configPath, undefined, {
      ...(remote && { remoteProxyConnectionString: remote.remoteProxyConnectionString }),
    });
    const { Miniflare } = await import("miniflare");
    const workerd: MiniflareOptions = {
      modules: true,
      script: SCRIPT,
      compatibilityDate: compatibility_date,
      d1Databases: workerOptions.d1Databases,
      // Where `wrangler dev` has it.
      defaultPersistRoot: join(dirname(resolve(configuration)), ".wrangler/state/v3"),
      // What fails is in the answers; the runtime would print each error of SQLite with the addresses of its code.
      handleRuntimeStdio(output: Readable, errors: Readable) {
        output.resume();
        errors.resume();
      },
    };
    const worker = new Miniflare(workerd);
    return {
      db: retriedDatabase(workerDatabase(worker, workerd)),
      async close() {
        await remote?.dispose();
        await worker.dispose();
      },
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * The Worker that runs queries. What a whole batch needs comes in one request: the proxies of Miniflare would take
 * several for each statement, and five times as long. Texts come after the queries, each with its length, since those of
 * a copy are large.
 */
const SCRIPT = `const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
export default {
  async fetch(request, { DB }) {
    const bytes = new Uint8Array(await request.arrayBuffer());
    let end = 4 + new DataView(bytes.buffer).getUint32(0);
    const queries = JSON.parse(decoder.decode(bytes.subarray(4, end)));
    const value = (parameter) => {
      if (!Array.isArray(parameter)) return parameter;
      const start = end;
      end += parameter[0];
      return decoder.decode(bytes.subarray(start, end));
    };
    const statements = queries.map(({ sql, parameters }) => DB.prepare(sql).bind(...parameters.map(value)));
    try {
      return Response.json((await DB.batch(statements)).map(({ results }) => results));
    } catch (error) {
      return Response.json({ error: error.message });
    }
  },
}`;

/** How many bytes are sent to a process of workerd, which keeps memory for most of them. */
const MAX_SENT_BYTES = 200_000_000;

/** Returns the database of a Worker that runs {@linkcode SCRIPT}, whose process is replaced before it takes much memory. */
function workerDatabase(worker: Miniflare, options: MiniflareOptions): Database {
  let sent = 0;
  let running = 0;
  let restarted: Promise<void> = Promise.resolve();
  return {
    async batch(queries) {
      const body = requestBody(queries);
      if (sent > MAX_SENT_BYTES && running === 0) {
        sent = 0;
        restarted = worker.setOptions(options);
      }
      sent += body.length;
      running += 1;
      try {
        await restarted;
        return await runQueries(worker, body);
      } finally {
        running -= 1;
      }
    },
  };
}

async function runQueries(worker: Miniflare, body: Buffer): Promise<readonly (readonly unknown[])[]> {
  const response = await worker.dispatchFetch("http://d1.invalid/", { method: "POST", body });
  const answer = (await response.json()) as readonly (readonly unknown[])[] | { readonly error: string };
  if ("error" in answer) throw new Error(answer.error);
  return answer;
}

/** Returns what {@linkcode SCRIPT} parses: the length of a JSON, that JSON, and the texts in it. */
function requestBody(queries: readonly Query[]): Buffer {
  const texts: Buffer[] = [];
  const withoutTexts = queries.map(({ sql, parameters }) => ({
    sql,
    parameters: parameters.map((parameter) => {
      if (typeof parameter !== "string") return parameter;
      const text = Buffer.from(parameter);
      texts.push(text);
      return [text.length];
    }),
  }));
  const json = Buffer.from(JSON.stringify(withoutTexts));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(json.length);
  return Buffer.concat([length, json, ...texts]);
}

/** Connects to the account, by the login of wrangler or `CLOUDFLARE_API_TOKEN`. */
async function connect(wrangler: Wrangler, configPath: string): Promise<RemoteProxySession> {
  try {
    const started = await wrangler.maybeStartOrUpdateRemoteProxySession({ path: configPath });
    if (!started) throw new Error("There is nothing to connect to");
    return started.session;
  } catch (error) {
    throw unreachable(error);
  }
}

interface ConfiguredDatabase {
  readonly binding: string;
  readonly database_id?: string;
}

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
