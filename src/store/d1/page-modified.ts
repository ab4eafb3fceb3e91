import type { ArticleHead } from "../../domain/article.ts";
import type { Filter } from "../../domain/filter.ts";
import { wholeSecond } from "../json-file/modification-dates.ts";
import type { D1Facts } from "./d1-facts.ts";
import type { ListFacts } from "./list-facts.ts";
import type { PageRow } from "./page-query.ts";

/** What is known of a page: its articles, with the one that follows them, and the lists that its filter names. */
interface KnownPage {
  readonly rows: readonly Pick<PageRow, "modified" | "instant" | "head">[];
  readonly lists: readonly ListFacts[];
}

/** Returns when a representation last changed that shows a page of the articles that match `filter`. */
export function pageModified(facts: D1Facts, filter: Filter, { rows, lists }: KnownPage): Date {
  const { base, columnDates } = facts;
  let latest = Math.max(base, lastLoss(facts, filter, lists));
  for (const slug of [...(filter.columns ?? []), ...(filter.notColumns ?? [])])
    latest = Math.max(latest, columnDates.get(slug) ?? 0);
  for (const { modified, instant, head } of rows) {
    const { column } = JSON.parse(head) as Pick<ArticleHead, "column">;
    latest = Math.max(latest, modified, wholeSecond(instant), columnDates.get(column) ?? 0);
  }
  return new Date(latest);
}

/** What is lost is lost by all lists that it was in at once, so the date of each kind is late enough. */
function lastLoss(
  facts: Pick<D1Facts, "siteLost">,
  { columns, authors, tags, within }: Filter,
  lists: readonly ListFacts[],
): number {
  const latestOf = (kind: ListFacts["kind"], names: readonly string[]) =>
    lists
      .filter((list) => list.kind === kind && names.includes(list.name))
      .reduce((latest, { lost }) => Math.max(latest, lost), 0);
  // The site loses with every list.
  return Math.min(
    facts.siteLost,
    ...(columns ? [latestOf("column", columns)] : []),
    ...(authors ? [latestOf("author", authors)] : []),
    ...(tags ? [latestOf("tag", tags)] : []),
    ...(within ? [lastLoss(facts, within, lists)] : []),
  );
}
