import type { StoreDocument } from "../../domain/store-document.ts";
import { colours } from "../colours.ts";
import { goodStore } from "../edit-store.ts";
import { requireColumn } from "../find-article.ts";
import { publishedOption } from "../options.ts";
import { progressBar } from "../progress.ts";
import type { Shell } from "../shell.ts";
import type { Draft } from "./draft.ts";
import { importReport } from "./import-report.ts";
import { type Gathered, gather, type Refused } from "./source/gather.ts";
import { openSourceMemory } from "./source/source-memory.ts";
import { sources } from "./source/sources.ts";
import { openValidators } from "./source/validator-file.ts";
import type { Filed } from "./take-in.ts";
import { takeInGood } from "./take-in-good.ts";

/** What an operator chooses. */
export interface ImportOptions {
  readonly column?: string;
  readonly related?: boolean;
  readonly dryRun?: boolean;
  readonly draft?: boolean;
  readonly author?: readonly string[];
  readonly tag?: readonly string[];
  readonly published?: string;
  readonly maxSize: number;
  readonly timeout: number;
  readonly allowPrivate?: boolean;
  readonly refetch?: boolean;
}

/** Reads all sources, takes what they hold into the store, and tells what became of it. */
export async function importArticles(
  names: readonly string[],
  options: ImportOptions,
  shell: Shell,
): Promise<void> {
  const now = shell.now();
  const before = await goodStore(shell.store, now);
  if (options.column !== undefined) requireColumn(before, options.column);
  const { found, refused: missing } = await sources(names, shell.stdin);

  const { maxSize: maxBytes, timeout, allowPrivate, refetch, dryRun = false, ...choices } = options;
  const validators = await openValidators(shell.store);
  const memory = await openSourceMemory(shell.store, choices);
  const ids = new Set(before.articles.map(({ id }) => id));
  const progress = progressBar();
  const read = await gather(
    found,
    { ...before.site, related: options.related === true },
    {
      limits: { maxBytes, timeout: timeout * 1000, allowPrivate, homepage: before.site.url },
      progress,
      validators: refetch ? { ...validators, get: () => undefined } : validators,
      memory: refetch ? { ...memory, recall: (...asked) => void memory.recall(...asked) } : memory,
      isKnown: (id) => ids.has(id),
    },
  );
  progress.stop();

  const { filed, homeless } = file(read.gathered, before, options);
  const outcomes = await takeInGood(shell.store, filed, {
    now: shell.now,
    embargo: options.draft === true,
    dryRun,
  });
  // What was refused is read again next time, so only what was taken in whole is remembered.
  const isWhole = homeless.length === 0 && outcomes.every(({ outcome }) => outcome !== "refused");
  if (!dryRun && isWhole) {
    const made = new Map<string, string[]>();
    for (const { from, id } of outcomes) made.set(from, [...(made.get(from) ?? []), id]);
    for (const [name, all] of made) memory.remember(name, all);
    await Promise.all([memory.save(), validators.save()]);
  }
  const refused = [...missing, ...read.refused, ...homeless];
  const report = importReport({ ...read, outcomes, refused, dryRun }, colours(process.stdout));
  for (const line of report.refusals) shell.note(line);
  shell.print(report.human, report.data);
  if (report.refusals.length > 0) shell.exitCode = 1;
}

/** Puts each draft into its column, and gives it what the operator says for those that say nothing. */
function file(
  gathered: readonly Gathered[],
  { columns, site }: StoreDocument,
  { column, author, tag = [], published }: ImportOptions,
): { filed: readonly Filed[]; homeless: readonly Refused[] } {
  const date = published === undefined ? undefined : new Date(publishedOption(published, site.timeZone));
  const filed: Filed[] = [];
  const homeless: Refused[] = [];
  for (const { draft, from } of gathered) {
    const named = columns.find(
      ({ slug, title }) => title === draft.columnTitle || slug === draft.columnTitle,
    )?.slug;
    const chosen = column ?? named;
    const completed: Draft = {
      ...draft,
      authors: draft.authors.length === 0 && author ? author.map((name) => ({ name })) : draft.authors,
      tags: [...new Set([...draft.tags, ...tag])],
      ...(draft.published === undefined && date && { published: date }),
    };
    if (chosen !== undefined) filed.push({ draft: completed, column: chosen, from });
    else
      homeless.push({ from, reason: `"${draft.title}" names no column of the store; say one with --column` });
  }
  return { filed, homeless };
}
