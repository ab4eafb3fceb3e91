import type { Outcome } from "../../../importer/merge-drafts.ts";
import type { SourceUpdate } from "./source-work.ts";

/** What an update prints: for people, in this order, and for scripts. */
interface UpdateReport {
  /** A line for each source, and one for each article that it brought. */
  readonly lines: readonly string[];
  /** What the operator should do something about. */
  readonly warnings: readonly string[];
  readonly data: object;
}

/** An article that could not be read so often is reported. */
const REPORTED_FAILURES = 3;
/** How many articles of one source are listed. */
const MAX_LISTED = 20;

/** Describes what an update did. */
export function updateReport(updates: readonly SourceUpdate[], dryRun: boolean): UpdateReport {
  const count = (list: (update: SourceUpdate) => readonly unknown[]) =>
    updates.reduce((sum, update) => sum + list(update).length, 0);
  const totals = {
    found: updates.reduce((sum, { found }) => sum + found, 0),
    new: count(({ added }) => added),
    corrected: count(({ corrected }) => corrected),
    failed: count(({ failed }) => failed) + updates.filter(({ problem }) => problem !== undefined).length,
  };
  const summary = `${updates.length} ${updates.length === 1 ? "source" : "sources"}: ${counts(totals)}`;
  return {
    lines: [...updates.flatMap(sourceLines), dryRun ? `would be ${summary}; nothing is written` : summary],
    warnings: updates.flatMap(sourceWarnings),
    data: { ...totals, dryRun, sources: updates.map(sourceData) },
  };
}

/**
 * Tells whether a source has failed for `failAfter` milliseconds. If that is 0, also whether an article has failed so
 * often that it is reported.
 */
export function hasFailed(updates: readonly SourceUpdate[], now: Date, failAfter: number): boolean {
  const before = now.getTime() - failAfter;
  return updates.some(
    ({ failingSince, failed }) =>
      (failingSince !== undefined && failingSince.getTime() <= before) ||
      (failAfter === 0 && failed.some(({ times }) => times >= REPORTED_FAILURES)),
  );
}

function counts(numbers: Readonly<Record<string, number>>): string {
  return Object.entries(numbers)
    .map(([name, number]) => `${number} ${name}`)
    .join(", ");
}

function sourceLines({ column, url, found, added, corrected, failed, problem }: SourceUpdate): string[] {
  const numbers = counts({
    found,
    new: added.length,
    corrected: corrected.length,
    ...(failed.length > 0 && { failed: failed.length }),
  });
  return [
    `${column}  ${url}  ${problem === undefined ? numbers : "failed"}`,
    ...listed(added.map((outcome) => `  added      ${articleText(outcome)}`)),
    ...listed(
      corrected.map(
        (outcome) =>
          `  corrected  ${articleText(outcome)} (${outcome.changes.map(({ field }) => field).join(", ")})`,
      ),
    ),
  ];
}

function listed(lines: readonly string[]): string[] {
  const more = lines.length - MAX_LISTED;
  return [...lines.slice(0, MAX_LISTED), ...(more > 0 ? [`  … and ${more} more`] : [])];
}

function articleText({ id, title }: Outcome): string {
  return `${id}  ${title}`;
}

function sourceWarnings({ url, problem, failed, forbidden, vanished, left }: SourceUpdate): string[] {
  const reported = failed.filter(({ times }) => times >= REPORTED_FAILURES);
  const retried = failed.length - reported.length;
  return [
    ...(problem === undefined ? [] : [`${url}: ${problem}`]),
    ...reported.map((article) => `${article.url}: ${article.reason} (tried ${article.times} times)`),
    ...(retried > 0 ? [`${url}: ${retried} could not be read, and will be tried again`] : []),
    ...forbidden.map((address) => `${address}: robots.txt does not allow it, so it is left out`),
    ...vanished.map((address) => `${address}: is not there any more; the article stays in the store`),
    ...(left > 0 ? [`${url}: ${left} are left for the next update`] : []),
  ];
}

function sourceData({ added, corrected, ...update }: SourceUpdate): object {
  const article = ({ id, title }: Outcome) => ({ id, title });
  return {
    ...update,
    new: added.map(article),
    corrected: corrected.map((outcome) => ({
      ...article(outcome),
      changes: outcome.changes.map(({ field }) => field),
    })),
  };
}
