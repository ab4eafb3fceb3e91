import type { Counters } from "./counters.ts";
import type { ArticleFiling } from "./encode-article.ts";
import type { FormerChanges } from "./former-names.ts";
import { type ListName, listKey, SITE_LIST } from "./list-name.ts";
import type { ListRow } from "./rows.ts";

/** How an article was and will be filed. */
export interface FilingChange {
  readonly before?: ArticleFiling | undefined;
  readonly after?: ArticleFiling | undefined;
}

/** Returns the lists that `changes` touch, that of the site first. */
export function touchedLists(changes: readonly FilingChange[]): readonly ListName[] {
  const lists = new Map([[listKey(SITE_LIST), SITE_LIST]]);
  for (const filing of changes.flatMap(({ before, after }) => [before, after]))
    for (const list of filing?.lists ?? []) lists.set(listKey(list), list);
  return [...lists.values()];
}

/** What lists are changed with. */
interface ListContext {
  /** The rows of those of the touched lists that exist. */
  readonly rows: readonly ListRow[];
  /** The largest number of a list in the store. */
  readonly lastNumber: number;
  /** The date for Last-Modified of what is changed. */
  readonly modified: number;
}

/** Returns the rows of the touched lists after `changes`, by the keys of the lists; `newest` is as it was. */
export function changedLists(
  changes: readonly FilingChange[],
  { rows, lastNumber, modified }: ListContext,
): ReadonlyMap<string, ListRow> {
  const existing = new Map(rows.map((row) => [listKey(row), row]));
  let number = lastNumber;
  const after = new Map<string, ListRow>();
  for (const list of touchedLists(changes)) {
    const row = existing.get(listKey(list)) ?? newList(list, ++number);
    after.set(listKey(list), row);
  }
  const change = (list: ListName, apply: (row: ListRow) => Partial<ListRow>) => {
    const row = after.get(listKey(list));
    if (row) after.set(listKey(list), { ...row, ...apply(row), modified });
  };
  for (const { before, after: filing } of changes) {
    for (const list of withSite(before)) change(list, (row) => counted(row, before, -1));
    for (const list of withSite(filing)) change(list, (row) => counted(row, filing, 1));
    // What has come into a list has left those that leave it out.
    if (before && !before.isDraft && !isInSamePlace(before, filing))
      for (const list of withSite(before)) change(list, () => ({ lost: modified }));
  }
  return after;
}

/** Returns the row of a list without articles. */
function newList({ kind, name }: ListName, number: number): ListRow {
  return { number, kind, name, count: 0, drafts: 0, newest: null, modified: 0, lost: 0, former: null };
}

function withSite(filing: ArticleFiling | undefined): readonly ListName[] {
  return filing ? [SITE_LIST, ...filing.lists] : [];
}

function counted(row: ListRow, filing: ArticleFiling | undefined, by: 1 | -1): Partial<ListRow> {
  return filing?.isDraft ? { drafts: row.drafts + by } : { count: row.count + by };
}

/** Tells whether an article is in the lists that it was in and in no others, at the same position. */
function isInSamePlace(before: ArticleFiling, after: ArticleFiling | undefined): boolean {
  return after !== undefined && before.instant === after.instant && haveSameLists(before, after);
}

/** Tells whether both are in the same lists. */
export function haveSameLists(before: ArticleFiling, after: ArticleFiling): boolean {
  const [lists, others] = [new Set(before.lists.map(listKey)), new Set(after.lists.map(listKey))];
  return lists.size === others.size && [...lists].every((list) => others.has(list));
}

/** Changes those of `lists`, by their keys, that become former ones or are not any more, and adds them where they are missing. */
export function changeFormer(
  lists: Map<string, ListRow>,
  { ended, returned }: FormerChanges,
  counters: Counters,
  modified: number,
): void {
  const existing = new Map(counters.lists.map((row) => [listKey(row), row]));
  const rowOf = (list: ListName) => lists.get(listKey(list)) ?? existing.get(listKey(list));
  let number = Math.max(counters.list, ...[...lists.values()].map((row) => row.number));
  let position = counters.former;
  for (const list of ended) {
    const row = rowOf(list) ?? { ...newList(list, ++number), modified, lost: modified };
    if (row.former === null) lists.set(listKey(list), { ...row, former: ++position });
  }
  for (const list of returned) {
    const row = rowOf(list);
    if (row && row.former !== null) lists.set(listKey(list), { ...row, former: null });
  }
}
