import type { Database } from "./database.ts";

/**
 * Errors of D1 after which its documentation says to try again, and those of a local database that another process,
 * such as `wrangler dev`, is just using.
 */
const PASSING =
  /network connection lost|caused object to be reset|reset because its code was updated|overloaded|internal error|database is locked|SQLITE_BUSY/i;

/** Before each attempt but the first, twice as long as before the one before. */
const FIRST_DELAY_MS = 50;

/**
 * Returns `db`, with batches run up to `maxAttempts` times that fail because of something that passes. A batch that
 * writes has to fail where it was run already: its answer may be what was lost.
 */
export function retriedDatabase(db: Database, maxAttempts = 8): Database {
  return {
    async batch(queries) {
      for (let attempt = 1; ; attempt++) {
        try {
          return await db.batch(queries);
        } catch (error) {
          if (attempt === maxAttempts || !PASSING.test(String(error))) throw error;
          await new Promise((resolve) => setTimeout(resolve, FIRST_DELAY_MS * 2 ** (attempt - 1)));
        }
      }
    },
  };
}
