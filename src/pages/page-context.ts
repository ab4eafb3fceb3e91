import type { EntryContext } from "../domain/entry.ts";
import type { Messages } from "../messages/texts.ts";

/** Explanation every page needs to know besides what it is about. */
export interface PageContext extends EntryContext {
  readonly messages: Messages;
}
