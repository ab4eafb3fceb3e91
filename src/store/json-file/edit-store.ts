import { readFile } from "node:fs/promises";
import { formatInstant } from "../../domain/format-instant.ts";
import { UserError } from "../../operator/user-error.ts";
import { writeWhole } from "../../operator/write-file.ts";
import { checkStore, type Finding } from "./check-store.ts";
import { rewriteStore } from "./rewrite-store.ts";
import type { ArticleRecord, StoreDocument } from "./store-document.ts";
import { findingLine, type ReadStore, readStore } from "./store-file.ts";
import { lockStore, type StoreLock } from "./store-lock.ts";

/** Makes a change at the instant `now`; what it leaves alone stays identical, record by record. */
export type Edit = (store: StoreDocument, now: Date) => StoreDocument | Promise<StoreDocument>;

export interface EditOptions {
  /** The clock. */
  readonly now: () => Date;
  /** Say what would be, and write nothing. */
  readonly dryRun?: boolean;
}

/** A store is refused for these problems; the message has a line for each. */
export class InvalidStoreError extends UserError {
  readonly findings: readonly Finding[];

  constructor(file: string, findings: readonly Finding[]) {
    super(findings.map((found) => findingLine(file, found)).join("\n"));
    this.findings = findings;
  }
}

/**
 * Changes the store in `file`: the whole change is written or nothing is, and no other writer comes between
 * reading and writing. Returns whether anything changed.
 *
 * @throws {UserError} when the store has problems before or after the change, when somebody saves the file in
 * between, or when another writer does not end
 */
export async function editStore(
  file: string,
  edit: Edit,
  { now: clock, dryRun = false }: EditOptions,
): Promise<boolean> {
  const lock = await lockStore(file);
  try {
    // Read after the lock was won, so that no other writer has a later date.
    const now = clock();
    const { store: before, bytes, text } = await goodFile(file, now);
    const edited = await edit(before, now);
    if (edited === before) return false;
    const after = stamped(edited, now);
    const checked = checkStore(after, now);
    if (!checked.ok) throw new InvalidStoreError(file, checked.findings);
    if (dryRun) return true;
    const rewritten = rewriteStore(text, before, after);
    await requireUntouched(file, bytes, lock);
    await writeWhole(file, `${byteOrderMark(bytes)}${rewritten}`);
    return true;
  } finally {
    await lock.release();
  }
}

/** Returns the store in `file`. @throws {UserError} with every problem of it, a line each */
export async function loadStore(file: string, now: Date): Promise<StoreDocument> {
  return (await goodFile(file, now)).store;
}

async function goodFile(file: string, now: Date): Promise<ReadStore & { ok: true }> {
  const read = await readStore(file, now);
  if (read.ok) return read;
  throw new InvalidStoreError(file, read.findings);
}

/** Throws where the file is no longer what was read: an editor takes no lock, and a lock can be removed. */
async function requireUntouched(file: string, bytes: Buffer, lock: StoreLock): Promise<void> {
  const isOurs = (await lock.isHeld()) && bytes.equals(await readFile(file));
  if (!isOurs)
    throw new UserError(`${file}: it was changed while this command worked; run the command again`);
}

/** Some editors write one; it stays. */
function byteOrderMark(bytes: Buffer): string {
  return bytes.toString("utf8", 0, 3) === "\uFEFF" ? "\uFEFF" : "";
}

/** A change moves the store's date, and the dates of articles that have been published since their last edit. */
function stamped(store: StoreDocument, now: Date): StoreDocument {
  const released = ({ published, updated }: ArticleRecord) =>
    published !== undefined && new Date(published) <= now && new Date(updated) < new Date(published);
  return {
    ...store,
    updated: formatInstant(now, store.site.timeZone),
    articles: store.articles.some(released)
      ? store.articles.map((article) =>
          released(article) ? { ...article, updated: article.published ?? article.updated } : article,
        )
      : store.articles,
  };
}
