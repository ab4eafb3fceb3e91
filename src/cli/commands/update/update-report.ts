import { lossData } from "../../../importer/loss.ts";
import type { Outcome } from "../../../importer/merge-drafts.ts";
import { programName } from "../../../operator/program-name.ts";
import { counted } from "../../terminal/counted.ts";
import { noteCounts, onOneLine, outcomeNotes, REMOVED } from "../import/outcome-notes.ts";
import { type SourceWork, sourceKey } from "./source-work.ts";
import type { UpdateState } from "./update-state.ts";

/** What an update prints: for people, in this order, and for scripts. */
interface UpdateReport {
  /** A line for each source, and one for each article that it brought. */
  readonly lines: readonly string[];
  /** Problems, and what else the operator should know. */
  readonly warnings: readonly string[];
  readonly summary: string;
  readonly data: object;
}

type Failing = UpdateState["failing"];

/** An article is reported after so many failures in a row. */
const REPORTED_FAILURES = 3;
/** How many articles of one source are listed. */
const MAX_LISTED = 20;

/** Describes what an update did. */
export function updateReport(works: readonly SourceWork[], failing: Failing, dryRun: boolean): UpdateReport {
  const count = (list: (work: SourceWork) => readonly unknown[]) =>
    works.reduce((sum, work) => sum + list(work).length, 0);
  const totals = {
    found: count(({ articles }) => articles),
    new: count(added),
    corrected: count(corrected),
    failed: count(({ failed }) => failed) + works.filter(({ problem }) => problem !== undefined).length,
  };
  const removed = new Set(works.flatMap((work) => [...work.removed])).size;
  const noted = noteCounts(
    works.flatMap((work) => [...added(work), ...corrected(work)]),
    [],
  );
  const summary = [
    `${counted(works.length, "source")}: ${counts({ ...totals, ...(removed > 0 && { [REMOVED]: removed }) })}`,
    ...(noted.messages.length > 0 ? [noted.messages.join(", ")] : []),
  ].join("; ");
  return {
    lines: works.flatMap(sourceLines),
    warnings: works.flatMap(sourceWarnings).map(onOneLine),
    summary: dryRun ? `would be ${summary}; nothing is written` : summary,
    data: {
      ...totals,
      ...(removed > 0 && { removed }),
      ...noted.data,
      dryRun,
      sources: works.map((work) => sourceData(work, failing)),
    },
  };
}

/**
 * Tells whether a source could not be read, or an article so often that it is reported; with `before`, only whether a
 * source could not be read since then.
 */
export function hasFailed(works: readonly SourceWork[], failing: Failing, before: Date | undefined): boolean {
  return works.some((work) => {
    if (work.problem === undefined) return before === undefined && work.failed.some(isReported);
    return before === undefined || new Date(failing[sourceKey(work)] ?? Number.NaN) <= before;
  });
}

function added({ outcomes }: SourceWork): readonly Outcome[] {
  return outcomes.filter(({ outcome }) => outcome === "added");
}

function corrected({ outcomes }: SourceWork): readonly Outcome[] {
  return outcomes.filter(({ outcome }) => outcome === "updated");
}

function isReported({ times }: SourceWork["failed"][number]): boolean {
  return times >= REPORTED_FAILURES;
}

function counts(numbers: Readonly<Record<string, number>>): string {
  return Object.entries(numbers)
    .map(([name, number]) => `${number} ${name}`)
    .join(", ");
}

function sourceLines(work: SourceWork): string[] {
  const { column, source, articles, failed, problem, skipped } = work;
  const numbers = counts({
    found: articles.length,
    new: added(work).length,
    corrected: corrected(work).length,
    ...(failed.length > 0 && { failed: failed.length }),
  });
  const result = skipped !== undefined ? "not visited" : problem !== undefined ? "failed" : numbers;
  return [
    `${column.slug}  ${source.url}  ${result}`,
    ...listed(added(work), (outcome) => `  added      ${outcome.id}  ${outcome.title}`),
    ...listed(
      corrected(work),
      ({ id, title, changes }) =>
        `  corrected  ${id}  ${title} (${changes.map(({ field }) => field).join(", ")})`,
    ),
  ];
}

/** Returns the lines of outcomes, of many the first and those with notes. */
function listed(outcomes: readonly Outcome[], lineOf: (outcome: Outcome) => string): string[] {
  const shown = outcomes.filter((outcome, index) => index < MAX_LISTED || outcomeNotes(outcome).length > 0);
  const more = outcomes.length - shown.length;
  return [
    ...shown.flatMap((outcome) => {
      const notes = outcomeNotes(outcome);
      return [lineOf(outcome), ...(notes.length > 0 ? [onOneLine(`    (${notes.join("; ")})`)] : [])];
    }),
    ...(more > 0 ? [`  … and ${more} more`] : []),
  ];
}

function sourceWarnings(work: SourceWork): string[] {
  const {
    source,
    column,
    problem,
    skipped,
    incomplete,
    failed,
    forbidden,
    vanished,
    shared,
    differing,
    left,
  } = work;
  const { url } = source;
  const reported = failed.filter(isReported);
  const retried = failed.length - reported.length;
  return [
    ...(problem === undefined ? [] : [`${url}: ${problem}`]),
    ...(skipped === undefined ? [] : [`${url}: ${skipped}`]),
    ...(incomplete === undefined || incomplete === problem ? [] : [`${url}: ${incomplete}`]),
    ...reported.map((article) => `${article.url}: ${article.reason} (tried ${article.times} times)`),
    ...(retried > 0
      ? [`${url}: ${counted(retried, "article")} could not be read, and will be tried again`]
      : []),
    ...forbidden
      .filter(({ isNew }) => isNew)
      .map((article) => `${article.url}: robots.txt does not allow it, so it is left out`),
    ...vanished.map((article) => `${article.url}: ${article.reason}; the article stays in the store`),
    ...shared.map(
      ({ url: address, columns }) =>
        `${address}: is listed for ${columns.join(", ")} too, and is taken into ${column.slug}`,
    ),
    ...(differing.length > 0 ? [`${url}: ${differingNote(differing)}`] : []),
    ...(left.length > 0
      ? [
          `${url}: ${counted(left.length, "article")} ${left.length === 1 ? "is" : "are"} left for the next update`,
        ]
      : []),
  ];
}

function differingNote(ids: readonly string[]): string {
  const [first] = ids;
  const subject =
    ids.length === 1 ? `the article ${first} differs` : `${ids.length} articles, such as ${first}, differ`;
  return `${subject} from what the store has, and stays so until the page changes; "${programName()} import" with its address takes it over`;
}

function sourceData(work: SourceWork, failing: Failing): object {
  const {
    column,
    source,
    list,
    articles,
    outcomes: _,
    awaited: _awaited,
    forbidden,
    left,
    removed,
    ...rest
  } = work;
  const failingSince = work.problem === undefined ? undefined : failing[sourceKey(work)];
  const article = ({ id, title, scheduled, losses }: Outcome) => ({
    id,
    title,
    ...(scheduled !== undefined && { scheduled }),
    ...(losses && { losses: lossData(losses) }),
  });
  return {
    column: column.slug,
    ...source,
    ...(list && { kind: list.kind }),
    found: articles.length,
    new: added(work).map(article),
    corrected: corrected(work).map((outcome) => ({
      ...article(outcome),
      changes: outcome.changes.map(({ field }) => field),
    })),
    ...rest,
    removed: [...removed],
    forbidden: forbidden.map(({ url }) => url),
    left: left.map(({ url }) => url),
    ...(failingSince !== undefined && { failingSince }),
  };
}
