import type { EntryContext } from "../domain/entry.ts";
import type { NamedFeed } from "../domain/named-feed.ts";
import type { Messages } from "../messages/texts.ts";

/** What every page needs besides its own content. */
export interface PageContext extends EntryContext {
  /** The named feeds of the publication. */
  readonly feeds: readonly NamedFeed[];
  readonly messages: Messages;
}
