import type { Refused } from "./source/gather.ts";
import type { Outcome } from "./take-in.ts";

/** What an import tells: to people, to scripts, and of what it refused. */
export interface ImportReport {
  readonly human: string;
  readonly data: object;
  readonly refusals: readonly string[];
}

const KINDS = ["added", "updated", "unchanged", "refused"] as const;

/** What became of everything that an import read. */
export interface Imported {
  readonly outcomes: readonly Outcome[];
  readonly refused: readonly Refused[];
  /** The articles of sources that hold the same bytes as before. */
  readonly unchanged: readonly string[];
  /** The addresses whose servers say that nothing changed. */
  readonly notModified: readonly string[];
  readonly dryRun: boolean;
}

/** Returns the report of an import. */
export function importReport({ outcomes, refused, unchanged, notModified, dryRun }: Imported): ImportReport {
  const counts = Object.fromEntries(
    KINDS.map((kind) => [kind, outcomes.filter(({ outcome }) => outcome === kind).length]),
  ) as Record<(typeof KINDS)[number], number>;
  counts.refused += refused.length;
  counts.unchanged += unchanged.length;
  const refusals = [
    ...refused.map(({ from, reason }) => `${from}: ${reason}`),
    ...outcomes
      .filter(({ outcome }) => outcome === "refused")
      .flatMap(({ from, title, details }) => details.map((detail) => `${from}: "${title}": ${detail}`)),
  ].map((line) => line.replace(/\p{Cc}+/gu, " "));
  const changes = outcomes
    .filter(({ outcome }) => outcome === "added" || outcome === "updated")
    .map(
      ({ outcome, id, title, details }) =>
        `${outcome.padEnd(8)} ${id}  ${title}${details.length > 0 ? ` (${details.join(", ")})` : ""}`,
    );
  const summary = KINDS.map((kind) => `${counts[kind]} ${kind}`).join(", ");
  return {
    human: [
      ...changes,
      ...notModified.map((name) => `not modified since the last import: ${name}`),
      `${dryRun ? "would be " : ""}${summary}`,
    ].join("\n"),
    data: { ...counts, dryRun, notModified, outcomes, refusals },
    refusals,
  };
}
