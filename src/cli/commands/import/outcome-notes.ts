import { countLosses, describeLosses } from "../../../importer/loss.ts";
import type { Outcome } from "../../../importer/merge-drafts.ts";
import type { SourceLosses } from "../../../sources/source.ts";

/** What articles are called that are left out because the operator has removed them from the store. */
export const REMOVED = "removed by you";

/** Counts what is to be known of the articles that change, in words and for scripts. */
export function noteCounts(changed: readonly Outcome[], ofSources: readonly SourceLosses[]) {
  const scheduled = new Set(changed.flatMap(({ scheduled, id }) => (scheduled === undefined ? [] : [id])))
    .size;
  const losses = countLosses([...changed, ...ofSources].flatMap(({ losses = [] }) => losses));
  return {
    messages: [...(scheduled > 0 ? [`${scheduled} scheduled`] : []), ...losses.map(({ message }) => message)],
    data: {
      ...(scheduled > 0 && { scheduled }),
      ...(losses.length > 0 && {
        losses: Object.fromEntries(losses.map(({ kind, count }) => [kind, count])),
      }),
    },
  };
}

/** What is to be known of an article that changes, besides the change. */
export function outcomeNotes({ scheduled, losses = [] }: Outcome): string[] {
  const date = scheduled?.slice(0, "2026-11-26T06:30".length).replace("T", " ");
  return [...(date === undefined ? [] : [`scheduled until ${date}`]), ...describeLosses(losses)];
}

/** Returns a line for a report, whatever control characters its text has. */
export function onOneLine(line: string): string {
  return line.replace(/\p{Cc}+/gu, " ");
}
