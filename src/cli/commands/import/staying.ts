import type { Outcome } from "../../../importer/merge-drafts.ts";
import { programName } from "../../../operator/program-name.ts";

/** Returns a line that tells of the articles that are in the store already, in another column than `chosen`. */
export function staying(outcomes: readonly Outcome[], chosen: string | undefined): string[] {
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
