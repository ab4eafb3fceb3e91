import type { WordSearch } from "../../domain/word-search.ts";
import type { ArticleStore } from "../snapshot.ts";
import { type D1Facts, readFacts } from "./d1-facts.ts";
import { d1Snapshot } from "./d1-snapshot.ts";
import { batchedRead, type ReadableDatabase, readConnection } from "./read-connection.ts";

/** How long what is known of the version of the store is used. */
const VERSION_MAX_AGE_MS = 5000;

/** What the store is served with. */
interface D1Options {
  readonly search: WordSearch;
  /** Since when the code has been what it is: nothing has an earlier `Last-Modified`. */
  readonly servedSince: Date;
}

/** What is known of a store, and since when. */
interface KnownFacts {
  readonly facts: D1Facts;
  readonly at: number;
}

/**
 * Returns the store in a D1 database, as the write port keeps it there.
 *
 * Its version is read at most once in 5 seconds, and where an embargo ends. Each query comes with the version, so
 * that the answers of a request are from one state of the store.
 */
export function d1Store(db: ReadableDatabase, { search, servedSince }: D1Options): ArticleStore {
  const connection = readConnection(db);
  let latest: KnownFacts | undefined;
  let reading: Promise<D1Facts> | undefined;

  /** What is known is used as long as it is not too old, and the same is visible. */
  function isCurrent({ facts, at }: KnownFacts, time: number): boolean {
    return Math.abs(time - at) < VERSION_MAX_AGE_MS && facts.isVisibleAt(time);
  }

  async function readLatest(time: number): Promise<D1Facts> {
    const facts = await readFacts(connection, time, servedSince);
    latest = { facts, at: time };
    return facts;
  }

  async function currentFacts(time: number): Promise<D1Facts> {
    if (latest && isCurrent(latest, time)) return latest.facts;
    // Those who come at the same time are told the same, unless it is a time at which something else is visible.
    if (reading) {
      const facts = await reading;
      if (facts.isVisibleAt(time)) return facts;
    }
    reading = readLatest(time);
    try {
      return await reading;
    } finally {
      reading = undefined;
    }
  }

  return {
    async snapshot(now) {
      const facts = await currentFacts(now.getTime());
      const read = batchedRead(connection, facts.storeVersion, () => {
        latest = undefined;
      });
      return d1Snapshot(facts, search, read);
    },
  };
}
