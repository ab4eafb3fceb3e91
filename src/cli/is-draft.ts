import type { ArticleRecord } from "../domain/store-document.ts";
import { UNTIL_RELEASED } from "./import/until-released.ts";

/** Tells whether an article waits for `release`, however its date is written. */
export function isDraft({ published }: Pick<ArticleRecord, "published">): boolean {
  return published !== undefined && Date.parse(published) === Date.parse(UNTIL_RELEASED);
}
