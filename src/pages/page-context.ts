import type { EntryContext } from "../domain/entry.ts";
import type { Messages } from "../messages/texts.ts";

/** What every page needs besides its own content. */
export interface PageContext extends EntryContext {
  readonly messages: Messages;
}
