import type { FormerNames } from "../../../domain/former-names.ts";
import { describeLosses, lossData } from "../../../importer/loss.ts";
import type { Outcome } from "../../../importer/merge-drafts.ts";
import { programName } from "../../../operator/program-name.ts";
import type { FailedSource, SourceLosses } from "../../../sources/source.ts";
import type { CommandContext } from "../../terminal/command-context.ts";
import { type Marks, wordDiff } from "../../terminal/word-diff.ts";
import { noteCounts, onOneLine, outcomeNotes, REMOVED } from "./outcome-notes.ts";

/** What an import did. */
export interface ImportResult {
  /** One for each article that a source contains. */
  readonly outcomes: readonly Outcome[];
  /** The sources that could not be read. */
  readonly failed: readonly FailedSource[];
  readonly losses?: readonly SourceLosses[];
  /** The number of files in folders that are not articles. */
  readonly skipped: number;
  /** The slug of the column that the operator chose. */
  readonly column: string | undefined;
  /** The former address of a feed, and the path that it leads to now, if it does. */
  readonly keptAddress?: { readonly from: string; readonly to: string | undefined };
  readonly dryRun: boolean;
  /** Losses are refusals. */
  readonly strict?: boolean;
  /** The authors and tags that have no article any more. */
  readonly ended?: FormerNames;
  /** How large the Worker would be, where that comes near what Cloudflare allows. */
  readonly sizeWarning?: string;
}

/** What an import prints: for people, in this order, and for scripts. */
interface ImportReport {
  /** A line for each article that changes, and one for what is to be known of it; of many, some. */
  readonly changes: readonly string[];
  readonly notes: readonly string[];
  readonly refusals: readonly string[];
  readonly summary: string;
  readonly data: object;
}

/** How many changes are listed; a dry run lists all, since the operator wants to look at each. */
const MAX_LISTED = 20;
/** How many more are listed that have notes. */
const MAX_NOTED = 200;

/** Describes what an import did; for a dry run, with every field that would change. */
export function importReport(result: ImportResult, marks: Marks): ImportReport {
  const { outcomes, failed, losses = [], skipped, column, keptAddress, dryRun, strict = false } = result;
  const count = (kind: Outcome["outcome"]) => outcomes.filter(({ outcome }) => outcome === kind).length;
  const counts = {
    added: count("added"),
    updated: count("updated"),
    unchanged: count("unchanged"),
    refused: count("refused") + failed.length + (strict ? losses.length : 0),
    ...(count("removed") > 0 && { removed: count("removed") }),
  };
  const changed = outcomes.filter(({ outcome }) => outcome === "added" || outcome === "updated");
  const noted = noteCounts(changed, strict ? [] : losses);
  const summary = [
    Object.entries(counts)
      .map(([kind, number]) => `${number} ${kind === "removed" ? REMOVED : kind}`)
      .join(", "),
    ...(noted.messages.length > 0 ? [noted.messages.join(", ")] : []),
  ].join("; ");
  const lossLines = losses.map(({ from, losses }) => `${from}: ${describeLosses(losses).join("; ")}`);
  const notes = [
    ...columnNotes(outcomes, column),
    ...addressNotes(keptAddress),
    ...(strict ? [] : lossLines.map(onOneLine)),
    ...skippedNotes(skipped),
  ];
  const refusals = [...refusalLines(result), ...(strict ? lossLines : [])].map(onOneLine);
  return {
    changes: changeLines(changed, dryRun ? marks : undefined),
    notes,
    refusals,
    summary: dryRun ? `would be ${summary}; nothing is written` : summary,
    data: {
      ...counts,
      ...noted.data,
      ...(keptAddress && { keptAddress }),
      dryRun,
      outcomes: outcomes.map((outcome) => outcomeData(outcome, dryRun)),
      notes,
      refusals,
    },
  };
}

/**
 * Returns the lines for the articles that change: all of them in a dry run, where `marks` are given; else the first,
 * those with notes after them, and how many there are besides.
 */
function changeLines(changed: readonly Outcome[], marks: Marks | undefined): string[] {
  const later = marks ? [] : changed.slice(MAX_LISTED);
  const noted = later.filter((outcome) => outcomeNotes(outcome).length > 0);
  const listed = [...(marks ? changed : changed.slice(0, MAX_LISTED)), ...noted.slice(0, MAX_NOTED)];
  const [more, moreNoted] = [changed.length - listed.length, Math.max(noted.length - MAX_NOTED, 0)];
  const hint = moreNoted > 0 ? `, ${moreNoted} of them with notes; --json lists all` : "";
  return [
    ...listed.flatMap((outcome) => outcomeLines(outcome, marks)),
    ...(more > 0 ? [`… and ${more} more${hint}`] : []),
  ];
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

/** A note on where the former address of a feed leads, or that it leads nowhere yet. */
function addressNotes(keptAddress: ImportResult["keptAddress"]): string[] {
  if (!keptAddress) return [];
  const { from, to } = keptAddress;
  return [to === undefined ? `${from} leads nowhere yet; import the feed again` : `${from} leads to ${to}`];
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
  ];
}

/**
 * A line for an article that changes, one for what is to be known of it, and one for each of its fields if `marks`
 * are given for them.
 */
function outcomeLines(change: Outcome, marks: Marks | undefined): string[] {
  const { outcome, id, title, changes } = change;
  const notes = outcomeNotes(change);
  const fields = marks || outcome === "added" ? "" : ` (${changes.map(({ field }) => field).join(", ")})`;
  return [
    `${outcome.padEnd(8)} ${id}  ${title}${fields}`,
    ...(notes.length > 0 ? [onOneLine(`    (${notes.join("; ")})`)] : []),
    ...(marks ? changes.map((change) => `    ${wordDiff(change, marks)}`) : []),
  ];
}

/**
 * An outcome for scripts: the names of the changed fields; the values too for a dry run, since no store has them yet.
 * Each loss has its description.
 */
function outcomeData({ changes, losses, ...outcome }: Outcome, dryRun: boolean): object {
  const described = losses && { losses: lossData(losses) };
  if (outcome.outcome !== "added" && outcome.outcome !== "updated") return { ...outcome, ...described };
  return { ...outcome, changes: dryRun ? changes : changes.map(({ field }) => field), ...described };
}
