import { readFile } from "node:fs/promises";
import { lock } from "proper-lockfile";
import writeFileAtomic from "write-file-atomic";
import { checkStore } from "../domain/check-store.ts";
import type { ArticleRecord, StoreDocument } from "../domain/store-document.ts";
import { Refusal } from "./refusal.ts";
import { rewriteStore } from "./rewrite-store.ts";
import { siteInstant } from "./site-instant.ts";
import { findingLine, readStore } from "./store-file.ts";

/** What a change leaves alone stays identical, record by record. */
export type Edit = (store: StoreDocument) => StoreDocument | Promise<StoreDocument>;

export interface EditOptions {
  readonly now: Date;
  /** Say what would be, and write nothing. */
  readonly dryRun?: boolean;
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
  { now, dryRun = false }: EditOptions,
): Promise<boolean> {
  await goodStore(file, now);
  const release = await locked(file);
  try {
    const before = await goodStore(file, now);
    const edited = await edit(before);
    if (edited === before) return false;
    const after = stamped(edited, now);
    const checked = checkStore(after, now);
    if (!checked.ok) throw new Refusal(checked.findings.map((found) => findingLine(file, found)).join("\n"));
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
  throw new Refusal(checked.findings.map((found) => findingLine(file, found)).join("\n"));
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
    if ((error as NodeJS.ErrnoException).code !== "ELOCKED") throw error;
    throw new Refusal(`${file}: another command is changing it; try again when that has ended`);
  }
}
