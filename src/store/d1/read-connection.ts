import { SnapshotExpired, StoreUnavailable } from "../snapshot.ts";
import { type D1Binding, type Database, d1Database, type Query, query } from "./database.ts";
import { retriedDatabase } from "./retried-database.ts";
import type { StoreRow } from "./rows.ts";

/** A database that is read, by replicas too (the Sessions API of D1). */
export interface ReadableDatabase {
  /** Opens a session that reads no earlier state than that of a bookmark; `first-unconstrained` where any will do. */
  openSession(constraintOrBookmark: string): ReadSession;
}

interface ReadSession extends Database {
  /** Returns what stands for the latest state that was read. */
  bookmark(): string | null;
}

/** What is used of a binding to a database. */
interface SessionBinding<Session> {
  withSession(constraintOrBookmark: string): Session;
}

/** Returns the database of a binding. */
export function readableDatabase<
  Statement extends { bind(...values: unknown[]): Statement },
  Session extends D1Binding<Statement> & { getBookmark(): string | null },
>(binding: SessionBinding<Session>): ReadableDatabase {
  return {
    openSession(constraintOrBookmark) {
      const session = binding.withSession(constraintOrBookmark);
      return { ...d1Database<Statement>(session), bookmark: () => session.getBookmark() };
    },
  };
}

/** How long a batch of queries may take. */
const DEADLINE_MS = 3000;

/** How often a batch is asked for that fails because of something that passes. */
const MAX_ATTEMPTS = 4;

/** The way to a database. No answer is from an earlier state of it than the answers before. */
export interface ReadConnection {
  /**
   * Runs queries in one round trip; returns the rows of each.
   *
   * @throws {StoreUnavailable} if the database fails or takes longer than the deadline
   */
  run(queries: readonly Query[]): Promise<readonly (readonly unknown[])[]>;
}

/** Returns the way to `db`. */
export function readConnection(db: ReadableDatabase): ReadConnection {
  let bookmark: string | undefined;

  return {
    async run(queries) {
      return withinDeadline(async () => {
        const session = db.openSession(bookmark ?? "first-unconstrained");
        const answers = await retriedDatabase(session, MAX_ATTEMPTS).batch(queries);
        bookmark = later(bookmark, session.bookmark());
        return answers;
      });
    },
  };
}

/** Bookmarks sort in the order of the states that they stand for; requests may end in another order than they began. */
function later(a: string | undefined, b: string | null): string | undefined {
  return b !== null && (a === undefined || b > a) ? b : a;
}

async function withinDeadline<Result>(work: () => Promise<Result>): Promise<Result> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new StoreUnavailable(`D1 has not answered within ${DEADLINE_MS} ms`)),
      DEADLINE_MS,
    );
  });
  try {
    return await Promise.race([work(), deadline]);
  } catch (error) {
    if (error instanceof StoreUnavailable) throw error;
    throw new StoreUnavailable(`D1 failed: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  } finally {
    clearTimeout(timer);
  }
}

const VERSION = query("SELECT version FROM store");

/** Asks a database for rows. */
export type Read = <Row>(query: Query) => Promise<readonly Row[]>;

/**
 * Returns a function that asks for rows of one version of a store. Whatever is asked in one turn of the event loop
 * goes into one round trip, and equal queries are run once.
 *
 * Where the store has another version, `onExpired` is called and all of the queries throw {@linkcode SnapshotExpired}.
 */
export function batchedRead(connection: ReadConnection, version: number, onExpired: () => void): Read {
  interface Waiting {
    readonly query: Query;
    readonly resolve: (rows: readonly unknown[]) => void;
    readonly reject: (error: unknown) => void;
  }
  const known = new Map<string, Promise<readonly unknown[]>>();
  let waiting: Waiting[] = [];

  async function flush(): Promise<void> {
    const batch = waiting;
    waiting = [];
    try {
      const [versions, ...answers] = await connection.run([VERSION, ...batch.map((one) => one.query)]);
      const found = versions?.[0] as Pick<StoreRow, "version"> | undefined;
      if (found?.version !== version) {
        onExpired();
        throw new SnapshotExpired();
      }
      for (const [index, { resolve }] of batch.entries()) resolve(answers[index] ?? []);
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }

  return <Row>(asked: Query) => {
    const key = JSON.stringify(asked);
    const found = known.get(key);
    // The rows of a query are of the type that its caller states.
    if (found) return found as Promise<readonly Row[]>;
    const rows = new Promise<readonly unknown[]>((resolve, reject) => {
      if (waiting.length === 0) setTimeout(flush);
      waiting.push({ query: asked, resolve, reject });
    });
    known.set(key, rows);
    return rows as Promise<readonly Row[]>;
  };
}
