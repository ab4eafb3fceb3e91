import { UserError } from "../../operator/user-error.ts";
import type { Database, Query } from "./database.ts";

/** Thrown where another writer has changed the store. */
export class ChangedMeanwhile extends Error {}

/** How often something is written where others write meanwhile. */
const MAX_ATTEMPTS = 5;

/** Runs `write` again where another writer came between its first look-up and its end. */
export async function repeated<Result>(name: string, write: () => Promise<Result>): Promise<Result> {
  for (let attempts = 1; ; attempts++) {
    try {
      return await write();
    } catch (error) {
      if (!(error instanceof ChangedMeanwhile)) throw error;
      if (attempts === MAX_ATTEMPTS)
        throw new UserError(
          `${name}: other commands changed it ${attempts} times while this one worked, and nothing was written; run the command again`,
        );
    }
  }
}

/** Runs the queries of a change. @throws {ChangedMeanwhile} where the store is not as it was when they were made */
export async function runBatch(db: Database, queries: readonly Query[]): Promise<void> {
  await db.batch(queries).catch((error: unknown) => {
    throw error instanceof Error && error.message.includes("store.version") ? new ChangedMeanwhile() : error;
  });
}
