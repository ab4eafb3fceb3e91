import { readFile } from "node:fs/promises";
import { lock } from "proper-lockfile";
import writeFileAtomic from "write-file-atomic";
import { checkStore, type Finding } from "../domain/check-store.ts";
import type { ArticleRecord, StoreDocument } from "../domain/store-document.ts";
import { Refusal } from "./refusal.ts";
import { rewriteStore } from "./rewrite-store.ts";
import { siteInstant } from "./site-instant.ts";
import { findingLine, readStore } from "./store-file.ts";

/** Makes a change at the instant `now`; what it leaves alone stays identical, record by record. */
export type Edit = (store: StoreDocument, now: Date) => StoreDocument | Promise<StoreDocument>;

export interface EditOptions {
  /** The clock. */
  readonly now: () => Date;
  /** Say what would be, and write nothing. */
  readonly dryRun?: boolean;
}

/** A store is refused for these problems; the message has a line for each. */
export class StoreRefusal extends Refusal {
  readonly findings: readonly Finding[];

  constructor(file: string, findings: readonly Finding[]) {
    super(findings.map((found) => findingLine(file, found)).join("\n"));
    this.findings = findings;
  }
}

/** A lock whose owner died is taken over after this long. */
const STALE = 5_000;

/**
 * Changes the store in `file`: the whole change is written or nothing is, and no other writer comes between
 * reading and writing. Returns whether anything changed.
 *
 * @throws {Refusal} when the store has problems before or after the change, or another writer does not end
 */
export async function editStore(
  file: string,
  edit: Edit,
  { now: clock, dryRun = false }: EditOptions,
): Promise<boolean> {
  const release = await locked(file);
  try {
    // Read after the lock was won, so that no other writer has a later date.
    const now = clock();
    const before = await goodStore(file, now);
    const edited = await edit(before, now);
    if (edited === before) return false;
    const after = stamped(edited, now);
    const checked = checkStore(after, now);
    if (!checked.ok) throw new StoreRefusal(file, checked.findings);
    if (dryRun) return true;
    const text = await readFile(file, "utf8");
    await writeFileAtomic(file, rewriteStore(text, before, after));
    return true;
  } finally {
    await release();
  }
}

/** Returns the store in `file`. @throws {Refusal} with every problem of it, a line each */
export async function goodStore(file: string, now: Date): Promise<StoreDocument> {
  const checked = await readStore(file, now);
  if (checked.ok) return checked.store;
  throw new StoreRefusal(file, checked.findings);
}

/** A change moves the store's date, and the dates of articles that have been published since their last edit. */
function stamped(store: StoreDocument, now: Date): StoreDocument {
  const released = ({ published, updated }: ArticleRecord) =>
    published !== undefined && new Date(published) <= now && new Date(updated) < new Date(published);
  return {
    ...store,
    updated: siteInstant(now, store.site.timeZone),
    articles: store.articles.some(released)
      ? store.articles.map((article) =>
          released(article) ? { ...article, updated: article.published ?? article.updated } : article,
        )
      : store.articles,
  };
}

async function locked(file: string): Promise<() => Promise<void>> {
  try {
    return await lock(file, { stale: STALE, retries: { retries: 40, minTimeout: 50, maxTimeout: 500 } });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") throw new Refusal(`${file}: there is no such file; name the store with --store`);
    if (code !== "ELOCKED") throw error;
    throw new Refusal(`${file}: another command is changing it; try again when that has ended`);
  }
}
