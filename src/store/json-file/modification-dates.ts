import type { Filed, Filter } from "../../domain/filter.ts";

/** Since when what is served has been as it is, as the build found out. In milliseconds since 1970. */
export interface ModificationDates {
  /** That of the site, and of the code and the origin that it is served with: nothing is older. */
  readonly base: number;
  /** That of everything together. */
  readonly latest: number;
  /** Those of columns, by their slugs, where they are after `base`. */
  readonly columns: ReadonlyMap<string, number>;
  /** Those of named feeds, by their slugs, where they are after `base`. */
  readonly feeds: ReadonlyMap<string, number>;
  /** When lists last lost an article, or had one moved, by {@linkcode listsOf}, where that is after `base`. */
  readonly losses: ReadonlyMap<string, number>;
}

/** Returns the keys of the lists that an article is in. */
export function listsOf({ column, authors, tags }: Omit<Filed, "instant">): readonly string[] {
  return [
    `column ${column}`,
    ...authors.map((author) => `author ${author}`),
    ...tags.map((tag) => `tag ${tag}`),
  ];
}

/** Returns when the articles that match `filter` last lost one, or a later date; 0 where they never did. */
export function lastLoss(losses: ReadonlyMap<string, number>, filter: Filter): number {
  const { columns, authors, tags, notColumns = [], within } = filter;
  const lists = [...losses].map(([list, time]) => {
    const [, kind, name = ""] = /^(\w+) (.*)$/s.exec(list) ?? [];
    return { kind, name, time };
  });
  const latestOf = (kind: string, isOfFilter: (name: string) => boolean) =>
    lists
      .filter((list) => list.kind === kind && isOfFilter(list.name))
      .reduce((latest, { time }) => Math.max(latest, time), 0);
  const isOfColumns = (name: string) =>
    (columns === undefined || columns.some((slug) => slug === name)) &&
    !notColumns.some((slug) => slug === name);
  // What is lost is lost by all lists that it was in at once, so the date of each kind is late enough.
  return Math.min(
    latestOf("column", isOfColumns),
    authors ? latestOf("author", (name) => authors.includes(name)) : Number.POSITIVE_INFINITY,
    tags ? latestOf("tag", (name) => tags.includes(name)) : Number.POSITIVE_INFINITY,
    within ? lastLoss(losses, within) : Number.POSITIVE_INFINITY,
  );
}

/** Returns the first whole second at or after `time`, which is as exact as an HTTP date can be. */
export function wholeSecond(time: number): number {
  return Math.ceil(time / 1000) * 1000;
}
