import { digest } from "../../../importer/changes/digest.ts";
import { fileDrafts } from "../../../importer/file-drafts.ts";
import { importDrafts } from "../../../importer/import-drafts.ts";
import { openSourceMemory } from "../../../importer/import-state.ts";
import type { Held } from "../../../importer/matching/held-articles.ts";
import type { Outcome } from "../../../importer/merge-drafts.ts";
import { remember } from "../../../importer/update-import-state.ts";
import { gather } from "../../../sources/read-sources.ts";
import { sources } from "../../../sources/resolve-sources.ts";
import { loadStore } from "../../../store/json-file/edit-store.ts";
import type { StoreDocument } from "../../../store/json-file/store-document.ts";
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
  context: CommandContext,
): Promise<void> {
  const before = await loadStore(context.store, context.now());
  const { author: authors, tag: tags } = choices;
  const column = choices.column === undefined ? undefined : requireColumn(before, choices.column).slug;
  const { timeZone } = before.site;
  const published =
    choices.published === undefined ? undefined : new Date(publishedOption(choices.published, timeZone));

  const { found, refused: missing, leftOut: attached } = await sources(names, context.stdin);
  const memory = await openSourceMemory(context.store, before.articles, context.warn);
  const options = digest(JSON.stringify(choices));
  const known = (name: string) => {
    const version = refetch ? undefined : memory.of(name)?.version;
    return version?.options === options ? version : undefined;
  };
  const progress = progressBar(context);
  const readContext = { ...before.site, related: choices.related === true };
  const limits = {
    maxBytes,
    timeout: timeout * 1000,
    allowPrivate,
    homepage: before.site.url,
    stdin: context.stdin,
  };
  const gathering = await gather(found, readContext, { limits, progress, known }).finally(progress.stop);

  const { gathered, refused: unreadable } = gathering;
  const filed = fileDrafts(gathered, before.columns, { column, authors, published, tags });
  const held = gathered.flatMap(({ from, isKnown }) =>
    isKnown ? { from, ids: known(from)?.ids ?? [] } : [],
  );
  const { outcomes, learned } = await importDrafts(context.store, filed, {
    now: context.now,
    embargo: choices.draft === true,
    dryRun,
    memory,
    held,
  });
  if (!dryRun) {
    const refused = outcomes.filter(({ outcome }) => outcome === "refused");
    remember(memory, { gathered, learned, spoiled: new Set(refused.map(({ from }) => from)), options });
    await memory.save();
  }

  const isNothing = gathered.length + missing.length + unreadable.length === 0;
  const nothing = isNothing ? names.map((from) => ({ from, reason: NOTHING })) : [];
  const report = importReport(
    {
      outcomes: [...asTheyWere(held, before), ...outcomes],
      refused: [...missing, ...unreadable, ...nothing],
      notes: [...staying(outcomes, column), ...leftOut(attached + gathering.leftOut)],
      dryRun,
    },
    context.colors,
  );
  tellImport(report, context);
}

/** What became of articles whose documents are as they were: nothing. */
function asTheyWere(held: readonly Held[], { articles }: StoreDocument): Outcome[] {
  const titles = new Map(articles.map(({ id, title }) => [id, title]));
  return held.flatMap(({ from, ids }) =>
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
