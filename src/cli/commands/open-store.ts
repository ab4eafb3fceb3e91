import type { Exclusively } from "../../importer/import-state.ts";
import type { ArticleWriter } from "../../store/article-writer.ts";
import { jsonFileStore } from "../../store/json-file/json-file-store.ts";
import { jsonFileWriter } from "../../store/json-file/json-file-writer.ts";
import { lockStore } from "../../store/json-file/store-lock.ts";
import type { ArticleStore } from "../../store/snapshot.ts";
import type { CommandContext } from "../terminal/command-context.ts";

/** The store of commands without `--store`. */
export const DEFAULT_STORE = "articles.json";

/**
 * Opens the store that `--store` names, to look up and change articles as they are written. With the digest of the
 * file as it was last found `valid`, that file is not checked again.
 */
export function openWriter(context: CommandContext, valid?: { digest?: string | undefined }): ArticleWriter {
  const { store, stderr } = context;
  const onWait = () => context.warn(`Waiting for another command that is changing ${store}`);
  return jsonFileWriter(store, {
    now: () => context.now(),
    ...(stderr.isTTY === true && { onWait }),
    ...(valid && { valid }),
  });
}

/** Returns a function that runs work, such as writing files beside the store, while no other command writes. */
export function exclusivelyIn({ store }: Pick<CommandContext, "store">): Exclusively {
  return async (work) => {
    const lock = await lockStore(store);
    try {
      return await work();
    } finally {
      await lock.release();
    }
  };
}

/** An instant at which everything is published, scheduled articles and drafts too. */
export const END_OF_TIME = new Date(8_640_000_000_000_000);

/** Opens the store that `--store` names, to read what it publishes. */
export function openStore(context: CommandContext): ArticleStore {
  return jsonFileStore(context.store, { now: () => context.now() });
}
