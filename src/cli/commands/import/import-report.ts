import type { Outcome } from "../../../importer/merge-drafts.ts";
import type { FailedSource } from "../../../sources/source.ts";
import { difference, type Marks } from "../../terminal/word-diff.ts";

/** What an import tells: to people, in this order, and to scripts. */
export interface ImportReport {
  /** A line each for what changes; of many, only the first. */
  readonly changes: readonly string[];
  readonly notes: readonly string[];
  readonly refusals: readonly string[];
  readonly summary: string;
  readonly data: object;
}

const KINDS = ["added", "updated", "unchanged", "refused"] as const;

/** How many changes are listed where they have been made; before, each is to be looked at. */
const LISTED = 20;

/** What became of everything that an import read. */
export interface Imported {
  readonly outcomes: readonly Outcome[];
  readonly refused: readonly FailedSource[];
  /** What else the operator should know. */
  readonly notes: readonly string[];
  readonly dryRun: boolean;
}

/** Returns the report of an import; of a dry run, with what would become of each field. */
export function importReport(imported: Imported, marks: Marks): ImportReport {
  const { outcomes, refused, notes, dryRun } = imported;
  const counts = Object.fromEntries(
    KINDS.map((kind) => [kind, outcomes.filter(({ outcome }) => outcome === kind).length]),
  ) as Record<(typeof KINDS)[number], number>;
  counts.refused += refused.length;
  const summary = KINDS.map((kind) => `${counts[kind]} ${kind}`).join(", ");
  const changed = outcomes.filter(({ outcome }) => outcome === "added" || outcome === "updated");
  const listed = dryRun ? changed : changed.slice(0, LISTED);
  const refusals = refusalLines(imported);
  return {
    changes: [
      ...listed.flatMap((outcome) => outcomeLines(outcome, dryRun ? marks : undefined)),
      ...(listed.length < changed.length ? [`… and ${changed.length - listed.length} more`] : []),
    ],
    notes,
    refusals,
    summary: dryRun ? `would be ${summary}; nothing is written` : summary,
    data: { ...counts, dryRun, outcomes: outcomes.map((one) => told(one, dryRun)), notes, refusals },
  };
}

function refusalLines({ refused, outcomes }: Imported): string[] {
  return [
    ...refused.map(({ from, reason }) => `${from}: ${reason}`),
    ...outcomes.flatMap(({ from, title, reasons }) =>
      reasons.map((reason) => `${from}: "${title}": ${reason}`),
    ),
  ].map((line) => line.replace(/\p{Cc}+/gu, " "));
}

/** A line for an article that changes, and one for each of its fields where `marks` are given for them. */
function outcomeLines({ outcome, id, title, changes }: Outcome, marks: Marks | undefined): string[] {
  const fields = marks || outcome === "added" ? "" : ` (${changes.map(({ field }) => field).join(", ")})`;
  return [
    `${outcome.padEnd(8)} ${id}  ${title}${fields}`,
    ...(marks ? changes.map((change) => `    ${difference(change, marks)}`) : []),
  ];
}

/** Scripts get the names of the fields; of a dry run, since nothing is in the store yet, also the values. */
function told({ changes, ...outcome }: Outcome, dryRun: boolean): object {
  if (outcome.outcome === "unchanged" || outcome.outcome === "refused") return outcome;
  return { ...outcome, changes: dryRun ? changes : changes.map(({ field }) => field) };
}
