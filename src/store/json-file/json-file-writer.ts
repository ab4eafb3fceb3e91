import { readFile } from "node:fs/promises";
import { UserError } from "../../operator/user-error.ts";
import { writeWhole } from "../../operator/write-file.ts";
import type { ArticleWriter } from "../article-writer.ts";
import { InvalidStoreError } from "../invalid-store-error.ts";
import { checkStore } from "./check-store.ts";
import { editDocument } from "./document-edit.ts";
import { storedArticles } from "./memory-articles.ts";
import { parseStore } from "./parse-store.ts";
import { rewriteStore } from "./rewrite-store.ts";
import { BYTE_ORDER_MARK, loadStore, type StoreFile, storeDigest } from "./store-file.ts";
import { lockStore, type StoreLock } from "./store-lock.ts";

/** What a JSON file is written with. */
interface JsonFileOptions {
  /** The clock. */
  readonly now: () => Date;
  /** Called once in a transaction that waits for another writer for longer than a second. */
  readonly onWait?: () => void;
  /** The digest of the file as it was last found valid, so that it need not be checked again; is kept up to date. */
  readonly valid?: { digest?: string | undefined };
}

/**
 * Returns the writer of the store in `file`. What a transaction does not change keeps its text; the file is
 * replaced as a whole. A transaction is also refused where somebody saves the file, or removes its lock, meanwhile.
 */
export function jsonFileWriter(
  file: string,
  { now: clock, onWait, valid = {} }: JsonFileOptions,
): ArticleWriter {
  async function load(now: Date): Promise<StoreFile> {
    const read = await loadStore(file, now, valid.digest);
    valid.digest = read.digest;
    return read;
  }

  return {
    async read(work) {
      const { store } = await load(clock());
      return work(storedArticles(parseStore(store)));
    },

    async transaction(work, { dryRun = false } = {}) {
      const lock = await lockStore(file, { onWait });
      try {
        // After the lock was taken, so that no other writer has a later date.
        const now = clock();
        const { store: before, text, hasByteOrderMark, digest } = await load(now);
        const edit = editDocument(before, now);
        const result = await work(edit.transaction);
        const { document, articles, ended, checked } = edit.result();
        const changed = document !== before;
        if (changed) {
          const after = checkStore(document, now, checked);
          if (!after.ok) throw new InvalidStoreError(file, after.findings);
        }
        if (changed && !dryRun) {
          const rewritten = Buffer.from(rewriteStore(text, before, document));
          const written = hasByteOrderMark ? Buffer.concat([BYTE_ORDER_MARK, rewritten]) : rewritten;
          await requireUntouched(file, digest, lock);
          await writeWhole(file, written);
          valid.digest = storeDigest(written);
        }
        return { result, changed, articles, ended };
      } finally {
        await lock.release();
      }
    },
  };
}

/** Throws if the file is no longer what was read: an editor takes no lock, and a lock can be removed. */
async function requireUntouched(file: string, digest: string, lock: StoreLock): Promise<void> {
  const isOurs = (await lock.isHeld()) && storeDigest(await readFile(file)) === digest;
  if (!isOurs)
    throw new UserError(`${file}: it was changed while this command worked; run the command again`);
}
