import { isDeepStrictEqual } from "node:util";
import type { StoredArticle } from "../../domain/article.ts";
import type { WordSearch } from "../../domain/word-search.ts";
import { UserError } from "../../operator/user-error.ts";
import {
  type ArticleDigest,
  compareStores,
  isSame,
  type ReplaceOptions,
  type StoreContents,
  type StoreDifferences,
  type StoreFacts,
} from "../store-contents.ts";
import { createStore } from "./create-store.ts";
import { d1Articles } from "./d1-articles.ts";
import { readIndex, readRemoved } from "./d1-contents.ts";
import type { Database, Query } from "./database.ts";
import { deriveAgain } from "./derive-again.ts";
import { type EncodedArticle, encodeArticle } from "./encode-article.ts";
import { formerChanges, formerQueries } from "./former-names.ts";
import { assignSequence } from "./sequence.ts";
import { type ArticleChange, noChanges, type StoreChanges } from "./store-changes.ts";
import { findFacts, readFacts } from "./store-facts.ts";
import { removedListQueries } from "./store-queries.ts";
import { ChangedMeanwhile, runBatch } from "./write-attempts.ts";
import { writeChanges } from "./write-changes.ts";

/** What a database is replaced with. */
interface D1ReplaceOptions extends ReplaceOptions {
  /** How messages name the store. */
  readonly name: string;
  readonly search: WordSearch;
}

/** How many articles are written at once. */
const GROUP_SIZE = 200;

/** How often it begins again where others write meanwhile. */
const MAX_ATTEMPTS = 5;

/** What becomes of an article: it is removed, or is as `contents` have it, at a new `seq` where it has one. */
interface Step {
  readonly id: string;
  readonly isRemoved: boolean;
  readonly seq?: number | undefined;
}

/**
 * Makes the store in `db` exactly what `contents` are, in groups of articles, each in one transaction: readers see whole
 * articles only, and lists and counts that fit them. What is the same already is not written, so where this is ended
 * before all is written, the next run goes on.
 */
export async function replaceStore(
  db: Database,
  contents: StoreContents,
  options: D1ReplaceOptions,
): Promise<StoreDifferences> {
  const { name, dryRun = false, onProgress } = options;
  let first: StoreDifferences | undefined;
  for (let attempts = 1; ; attempts++) {
    const before = await findStore(db, name);
    const differences = compareStores(before, contents);
    first ??= differences;
    if (dryRun || isSame(differences)) return first;
    if (attempts > MAX_ATTEMPTS)
      throw new UserError(
        `${name}: other commands keep changing it; run the command again when they have ended`,
      );
    if (!before) await createStore(db, contents, options);
    const existing = new Map((before?.digests ?? []).map(({ id, seq }) => [id, seq]));
    const steps = stepsTo(contents, existing, differences);
    if (attempts === 1) onProgress?.({ expected: steps.length });
    try {
      await writeSteps(db, contents, { steps, existing }, options);
      return first;
    } catch (error) {
      if (!(error instanceof ChangedMeanwhile)) throw error;
    }
  }
}

/** Reads what is compared of the store in `db`; returns `undefined` if there is none. */
async function findStore(db: Database, name: string) {
  const found = await findFacts(db, name);
  return found && { ...found.facts, removed: await readRemoved(db), digests: await readIndex(db) };
}

/** Returns what to do with the articles: first those that are removed, then the others from the oldest to the newest. */
function stepsTo(
  { digests }: StoreContents,
  existing: ReadonlyMap<string, number>,
  { added, changed, removed }: StoreDifferences,
): readonly Step[] {
  const sequence = assignSequence(
    digests.map(({ id }) => id),
    existing,
  );
  const written = new Set([...added, ...changed, ...sequence.keys()]);
  // In the order of their places, so that none has to make room for another.
  const inOrder = digests.filter(({ id }) => written.has(id)).sort(comparePlaces);
  return [
    ...removed.map((id) => ({ id, isRemoved: true })),
    ...inOrder.map(({ id }) => ({ id, isRemoved: false, seq: sequence.get(id) })),
  ];
}

function comparePlaces(a: ArticleDigest, b: ArticleDigest): number {
  return a.instant - b.instant || (a.id < b.id ? 1 : -1);
}

/** A group of steps with what is written of their articles. */
interface Group {
  readonly steps: readonly Step[];
  readonly after: ReadonlyMap<string, StoredArticle>;
  readonly encoded: ReadonlyMap<StoredArticle, EncodedArticle>;
}

async function writeSteps(
  db: Database,
  contents: StoreContents,
  { steps, existing }: { readonly steps: readonly Step[]; readonly existing: ReadonlyMap<string, number> },
  options: D1ReplaceOptions,
): Promise<void> {
  const { onProgress, search } = options;
  const { site, removed } = contents;
  const tombstones = new Map(removed.map((article) => [article.id, article]));
  let version = (await readFacts(db, options.name)).row.version;

  /** Writes changes; while the database works, does `meanwhile`, and returns its result. */
  async function write<Result>(
    changes: (same: StoreChanges) => Partial<StoreChanges>,
    { encoded, more = [] }: { readonly encoded?: Group["encoded"]; readonly more?: readonly Query[] },
    meanwhile: () => Promise<Result>,
  ): Promise<Result> {
    const { row, facts } = await readFacts(db, options.name);
    if (row.version !== version) throw new ChangedMeanwhile();
    const same = noChanges(facts);
    const changed = changes(same);
    const all = { ...same, ...changed, ...unlessEqual(facts, changed) };
    const queries = await writeChanges(db, all, {
      ...options,
      store: row,
      facts,
      former: await formerChanges(db, all.articles, options.now),
      encode: (article) => encoded?.get(article) ?? encodeArticle(article, site, search),
      updated: contents.updated,
    });
    const written = runBatch(db, [...queries, ...more]);
    const [result] = await Promise.all([Promise.resolve().then(meanwhile), written]);
    version += 1;
    return result;
  }
  const nothing = async () => undefined;

  async function prepareGroup(start: number): Promise<Group> {
    const group = steps.slice(start, start + GROUP_SIZE);
    const articles = await contents.articles(group.flatMap(({ id, isRemoved }) => (isRemoved ? [] : [id])));
    return {
      steps: group,
      after: new Map(articles.map((article) => [article.id, article])),
      encoded: new Map(articles.map((article) => [article, encodeArticle(article, site, search)])),
    };
  }

  if (steps.length > 0) {
    // What the articles need that will be there, and those that are still there.
    const { feeds, removedFeeds } = contents;
    const columns = (facts: StoreChanges) => union(contents.columns, facts.columns);
    await write((facts) => ({ site, columns: columns(facts), feeds, removedFeeds }), {}, nothing);
  }
  let next = await prepareGroup(0);
  for (let start = 0; start < steps.length; start += GROUP_SIZE) {
    const group = next;
    const saved = await d1Articles(db, site.timeZone).withIds(
      group.steps.flatMap(({ id }) => (existing.has(id) ? [id] : [])),
    );
    const before = new Map(saved.map((one) => [one.article.id, one]));
    const articles = group.steps.map(
      ({ id, seq }): ArticleChange => ({ before: before.get(id), after: group.after.get(id), seq }),
    );
    next = await write(
      () => ({
        articles,
        restored: [...group.after.keys()],
        removed: group.steps.flatMap(({ id, isRemoved }) => (isRemoved && tombstones.get(id)) || []),
      }),
      group,
      () => prepareGroup(start + GROUP_SIZE),
    );
    onProgress?.({ done: group.steps.length });
  }
  await contents.requireUnchanged();
  const { columns, feeds, removedFeeds, redirects, former } = contents;
  const { facts } = await readFacts(db, options.name);
  const isSameRemoved = isDeepStrictEqual(await readRemoved(db), removed);
  const more = [
    ...(isSameRemoved ? [] : removedListQueries(removed)),
    ...(isDeepStrictEqual(facts.former, former) ? [] : formerQueries(former, options.now)),
  ];
  await write(() => ({ site, columns, feeds, removedFeeds, redirects }), { more }, nothing);
  await deriveAgain(db, options);
}

/** Returns the values of `before` that are in `after` too, so that it is known that they are not changed. */
function unlessEqual(before: StoreFacts, after: Partial<StoreChanges>): Partial<StoreFacts> {
  const names = ["site", "columns", "redirects"] as const;
  return Object.fromEntries(
    names.flatMap((name) =>
      isDeepStrictEqual(before[name], after[name]) ? [[name, before[name]] as const] : [],
    ),
  );
}

/** Returns the columns in `after`, and after them those that are only in `before`. */
function union(after: StoreContents["columns"], before: StoreContents["columns"]): StoreContents["columns"] {
  const slugs = new Set(after.map(({ slug }) => slug));
  return [...after, ...before.filter(({ slug }) => !slugs.has(slug))];
}
