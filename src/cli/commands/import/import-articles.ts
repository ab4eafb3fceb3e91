import { digest } from "../../../importer/digest.ts";
import { fileDrafts } from "../../../importer/file-drafts.ts";
import { importDrafts } from "../../../importer/import-drafts.ts";
import { openImportState, updateImportState } from "../../../importer/import-state.ts";
import type { UnchangedSource } from "../../../importer/matching/import-history.ts";
import type { Outcome } from "../../../importer/merge-drafts.ts";
import { readSources } from "../../../sources/read-sources.ts";
import { resolveSources } from "../../../sources/resolve-sources.ts";
import { loadStore } from "../../../store/json-file/edit-store.ts";
import type { StoreDocument } from "../../../store/json-file/store-document.ts";
import { colors } from "../../terminal/colors.ts";
import type { CommandContext } from "../../terminal/command-context.ts";
import { progressBar } from "../../terminal/progress.ts";
import { requireColumn } from "../find-article.ts";
import { publishedOption } from "../options.ts";
import { importReport } from "./import-report.ts";
import { tellImport } from "./print-import.ts";
import { staying } from "./staying.ts";

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

const NOTHING = "Nothing to import there; name pages, feeds or texts";

/** Reads all sources, takes what they hold into the store, and tells what became of it. */
export async function importArticles(
  names: readonly string[],
  { maxSize: maxBytes, timeout, allowPrivate, refetch, dryRun = false, ...choices }: ImportOptions,
  shell: CommandContext,
): Promise<void> {
  const before = await loadStore(shell.store, shell.now());
  const { author: authors, tag: tags } = choices;
  const column = choices.column === undefined ? undefined : requireColumn(before, choices.column).slug;
  const { timeZone } = before.site;
  const published =
    choices.published === undefined ? undefined : new Date(publishedOption(choices.published, timeZone));

  const { sources: found, failed: missing, skipped: attached } = await resolveSources(names, shell.stdin);
  const state = await openImportState(shell.store, before.articles, shell.note);
  const options = digest(JSON.stringify(choices));
  const knownVersion = (name: string) => {
    const version = refetch ? undefined : state.get(name)?.version;
    return version?.options === options ? version : undefined;
  };
  const progress = progressBar();
  const context = { ...before.site, related: choices.related === true };
  const limits = { maxBytes, timeout: timeout * 1000, allowPrivate, homepage: before.site.url };
  const result = await readSources(found, context, { limits, progress, knownVersion }).finally(progress.stop);

  const { sources, failed: unreadable } = result;
  const filed = fileDrafts(sources, before.columns, { column, authors, published, tags });
  const unchanged = sources.flatMap(({ from, isUnchanged }) =>
    isUnchanged ? { from, ids: knownVersion(from)?.ids ?? [] } : [],
  );
  const { outcomes, versions } = await importDrafts(shell.store, filed, {
    now: shell.now,
    asDrafts: choices.draft === true,
    dryRun,
    state,
    unchanged,
  });
  if (!dryRun) {
    const refused = outcomes.filter(({ outcome }) => outcome === "refused");
    const failedSources = new Set(refused.map(({ from }) => from));
    updateImportState(state, { sources, versions, failedSources, options });
    await state.save();
  }

  const isNothing = sources.length + missing.length + unreadable.length === 0;
  const nothing = isNothing ? names.map((from) => ({ from, reason: NOTHING })) : [];
  const report = importReport(
    {
      outcomes: [...asTheyWere(unchanged, before), ...outcomes],
      refused: [...missing, ...unreadable, ...nothing],
      notes: [...staying(outcomes, column), ...leftOut(attached + result.skipped)],
      dryRun,
    },
    colors(process.stdout),
  );
  tellImport(report, shell);
}

/** What became of articles whose documents are as they were: nothing. */
function asTheyWere(unchanged: readonly UnchangedSource[], { articles }: StoreDocument): Outcome[] {
  const titles = new Map(articles.map(({ id, title }) => [id, title]));
  return unchanged.flatMap(({ from, ids }) =>
    ids.map((id) => ({
      outcome: "unchanged",
      id,
      title: titles.get(id) ?? id,
      from,
      changes: [],
      reasons: [],
    })),
  );
}

function leftOut(count: number): string[] {
  if (count === 0) return [];
  return [
    count === 1
      ? "1 file that is no article was left out"
      : `${count} files that are no articles were left out`,
  ];
}
