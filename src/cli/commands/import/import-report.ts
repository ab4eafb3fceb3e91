import type { Outcome } from "../../../importer/merge-drafts.ts";
import { programName } from "../../../operator/program-name.ts";
import type { FailedSource } from "../../../sources/source.ts";
import type { CommandContext } from "../../terminal/command-context.ts";
import { type Marks, wordDiff } from "../../terminal/word-diff.ts";

/** What an import did. */
export interface ImportResult {
  /** One for each article that a source contains. */
  readonly outcomes: readonly Outcome[];
  /** The sources that could not be read. */
  readonly failed: readonly FailedSource[];
  /** The number of files in folders that are not articles. */
  readonly skipped: number;
  /** The slug of the column that the operator chose. */
  readonly column: string | undefined;
  readonly dryRun: boolean;
}

/** What an import prints: for people, in this order, and for scripts. */
interface ImportReport {
  /** A line for each article that changes; of many, only the first. */
  readonly changes: readonly string[];
  readonly notes: readonly string[];
  readonly refusals: readonly string[];
  readonly summary: string;
  readonly data: object;
}

/** How many changes are listed; a dry run lists all, since the operator wants to look at each. */
const MAX_LISTED = 20;

/** Describes what an import did; for a dry run, with every field that would change. */
export function importReport(result: ImportResult, marks: Marks): ImportReport {
  const { outcomes, failed, skipped, column, dryRun } = result;
  const count = (kind: Outcome["outcome"]) => outcomes.filter(({ outcome }) => outcome === kind).length;
  const counts = {
    added: count("added"),
    updated: count("updated"),
    unchanged: count("unchanged"),
    refused: count("refused") + failed.length,
  };
  const summary = Object.entries(counts)
    .map(([kind, number]) => `${number} ${kind}`)
    .join(", ");
  const changed = outcomes.filter(({ outcome }) => outcome === "added" || outcome === "updated");
  const listed = dryRun ? changed : changed.slice(0, MAX_LISTED);
  const notes = [...columnNotes(outcomes, column), ...skippedNotes(skipped)];
  const refusals = refusalLines(result);
  return {
    changes: [
      ...listed.flatMap((outcome) => outcomeLines(outcome, dryRun ? marks : undefined)),
      ...(listed.length < changed.length ? [`… and ${changed.length - listed.length} more`] : []),
    ],
    notes,
    refusals,
    summary: dryRun ? `would be ${summary}; nothing is written` : summary,
    data: {
      ...counts,
      dryRun,
      outcomes: outcomes.map((outcome) => outcomeData(outcome, dryRun)),
      notes,
      refusals,
    },
  };
}

/** Prints a report, refusals last, where the operator sees them; sets the exit code. */
export function printReport(
  { changes, notes, refusals, summary, data }: ImportReport,
  context: Pick<CommandContext, "json" | "print" | "warn" | "exitCode">,
): void {
  if (!context.json) context.print(changes.join("\n"), data);
  for (const line of [...notes, ...refusals]) context.warn(line);
  context.print(summary, data);
  if (refusals.length > 0) context.exitCode = 1;
}

/** A note about the articles that the store already has in another column than `chosen`. */
function columnNotes(outcomes: readonly Outcome[], chosen: string | undefined): string[] {
  const others = outcomes.filter(
    ({ outcome, column }) =>
      (outcome === "updated" || outcome === "unchanged") &&
      chosen !== undefined &&
      column !== undefined &&
      column !== chosen,
  );
  const [first] = others;
  if (!first) return [];
  if (others.length === 1)
    return [`${first.id} stays in ${first.column}; "${programName()} move ${first.id} ${chosen}" moves it`];
  const columns = [...new Set(others.map(({ column }) => column))].join(", ");
  return [
    `${others.length} articles stay in other columns (${columns}); "${programName()} move <id> ${chosen}" moves one`,
  ];
}

function skippedNotes(count: number): string[] {
  if (count === 0) return [];
  return [
    count === 1
      ? "1 file that is no article was left out"
      : `${count} files that are no articles were left out`,
  ];
}

function refusalLines({ failed, outcomes }: ImportResult): string[] {
  return [
    ...failed.map(({ from, reason }) => `${from}: ${reason}`),
    ...outcomes.flatMap(({ from, title, reasons }) =>
      reasons.map((reason) => `${from}: "${title}": ${reason}`),
    ),
  ].map((line) => line.replace(/\p{Cc}+/gu, " "));
}

/** A line for an article that changes, and one for each of its fields if `marks` are given for them. */
function outcomeLines({ outcome, id, title, changes }: Outcome, marks: Marks | undefined): string[] {
  const fields = marks || outcome === "added" ? "" : ` (${changes.map(({ field }) => field).join(", ")})`;
  return [
    `${outcome.padEnd(8)} ${id}  ${title}${fields}`,
    ...(marks ? changes.map((change) => `    ${wordDiff(change, marks)}`) : []),
  ];
}

/** An outcome for scripts: the names of the changed fields; the values too for a dry run, since no store has them yet. */
function outcomeData({ changes, ...outcome }: Outcome, dryRun: boolean): object {
  if (outcome.outcome === "unchanged" || outcome.outcome === "refused") return outcome;
  return { ...outcome, changes: dryRun ? changes : changes.map(({ field }) => field) };
}
