import type { Entry } from "../domain/entry.ts";
import { excerpt } from "../html/excerpt.ts";

/**
 * Returns the summary of `entry` where an importer could take it for what a feed says for want of one, the
 * title or the content's beginning, or would take the white space at its ends away.
 */
export function mistakableSummary({ title, summary, content }: Entry): string | undefined {
  if (summary === undefined || summary === title || summary !== summary.trim()) return summary;
  if (content === undefined || beginsOtherwise(content, summary)) return undefined;
  return summary === excerpt(content) ? summary : undefined;
}

/** Tells of most contents, without the time that parsing takes, that they do not begin as `summary` does. */
function beginsOtherwise(content: string, summary: string): boolean {
  const shown = squeezed(content.slice(0, 2000).replace(/<\/?[a-z][^>]*>/gi, ""));
  // Where much is markup, or a reference stands for a character, only parsing can tell.
  return shown.length > 200 && !shown.includes("&") && !shown.includes(squeezed(summary).slice(0, 4));
}

function squeezed(text: string): string {
  return text.replace(/\s+/g, "");
}
