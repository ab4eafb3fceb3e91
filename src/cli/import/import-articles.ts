import type { StoreDocument } from "../../domain/store-document.ts";
import { colours } from "../colours.ts";
import { goodStore } from "../edit-store.ts";
import { requireColumn } from "../find-article.ts";
import { publishedOption } from "../options.ts";
import { progressBar } from "../progress.ts";
import type { Shell } from "../shell.ts";
import { digest } from "./change/digest.ts";
import { fileDrafts } from "./file-drafts.ts";
import type { Held } from "./identity/held-articles.ts";
import { importReport } from "./import-report.ts";
import { remember } from "./remember.ts";
import { gather } from "./source/gather.ts";
import { openSourceMemory } from "./source/source-memory.ts";
import { sources } from "./source/sources.ts";
import type { Outcome } from "./take-in.ts";
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
  { maxSize: maxBytes, timeout, allowPrivate, refetch, dryRun = false, ...choices }: ImportOptions,
  shell: Shell,
): Promise<void> {
  const before = await goodStore(shell.store, shell.now());
  const { column, author: authors, tag: tags } = choices;
  if (column !== undefined) requireColumn(before, column);
  const { timeZone } = before.site;
  const published =
    choices.published === undefined ? undefined : new Date(publishedOption(choices.published, timeZone));

  const { found, refused: missing } = await sources(names, shell.stdin);
  const memory = await openSourceMemory(shell.store, before.articles, shell.note);
  const options = digest(JSON.stringify(choices));
  const known = (name: string) => {
    const version = refetch ? undefined : memory.of(name)?.version;
    return version?.options === options ? version : undefined;
  };
  const progress = progressBar();
  const context = { ...before.site, related: choices.related === true };
  const limits = { maxBytes, timeout: timeout * 1000, allowPrivate, homepage: before.site.url };
  const { gathered, refused: unreadable } = await gather(found, context, { limits, progress, known });
  progress.stop();

  const { filed, homeless } = fileDrafts(gathered, before.columns, { column, authors, published, tags });
  const held = gathered.flatMap(({ from, isKnown }) =>
    isKnown ? { from, ids: known(from)?.ids ?? [] } : [],
  );
  const { outcomes, learned } = await takeInGood(shell.store, filed, {
    now: shell.now,
    embargo: choices.draft === true,
    dryRun,
    memory,
    held,
  });
  if (!dryRun) {
    const refused = outcomes.filter(({ outcome }) => outcome === "refused");
    const spoiled = new Set([...refused, ...homeless].map(({ from }) => from));
    remember(memory, { gathered, learned, spoiled, options });
    await memory.save();
  }

  const report = importReport(
    {
      outcomes: [...asTheyWere(held, before), ...outcomes],
      refused: [...missing, ...unreadable, ...homeless],
      dryRun,
    },
    colours(process.stdout),
  );
  for (const line of report.refusals) shell.note(line);
  shell.print(report.human, report.data);
  if (report.refusals.length > 0) shell.exitCode = 1;
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
