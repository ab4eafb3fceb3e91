import type { ArticleWriter } from "../../store/article-writer.ts";
import { jsonFileStore } from "../../store/json-file/json-file-store.ts";
import { jsonFileWriter } from "../../store/json-file/json-file-writer.ts";
import type { ArticleStore } from "../../store/snapshot.ts";
import type { CommandContext } from "../terminal/command-context.ts";

/** The store of commands without `--store`. */
export const DEFAULT_STORE = "articles.json";

/** Opens the store that `--store` names, to look up and change articles as they are written. */
export function openWriter(context: CommandContext): ArticleWriter {
  const { store, stderr } = context;
  const onWait = () => context.warn(`Waiting for another command that is changing ${store}`);
  return jsonFileWriter(store, { now: () => context.now(), ...(stderr.isTTY === true && { onWait }) });
}

/** An instant at which everything is published, scheduled articles and drafts too. */
export const END_OF_TIME = new Date(8_640_000_000_000_000);

/** Opens the store that `--store` names, to read what it publishes. */
export function openStore(context: CommandContext): ArticleStore {
  return jsonFileStore(context.store, { now: () => context.now() });
}
