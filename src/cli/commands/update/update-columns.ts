import pLimit from "p-limit";
import type { ReadContext } from "../../../importer/draft.ts";
import { openImportState } from "../../../importer/import-state.ts";
import { findTargets } from "./find-targets.ts";
import { groupImporter } from "./group-importer.ts";
import { readArticle, wholeEntries } from "./read-article.ts";
import { readList } from "./read-list.ts";
import type { SourceUpdate, SourceWork, UpdateChoices, UpdateContext } from "./source-work.ts";

const CONCURRENT_HOSTS = 8;

/** Visits the sources of columns, takes in new articles, and checks recent ones for corrections. */
export async function updateColumns(
  choices: UpdateChoices,
  context: UpdateContext,
): Promise<readonly SourceUpdate[]> {
  const { writer, state, progress, now } = context;
  const { site, importState } = await writer.read(async (articles) => ({
    site: articles.site,
    importState: await openImportState(context.store, articles, context.warn),
  }));
  const readContext: ReadContext = { ...site, related: false };

  const queue = choices.columns.flatMap((column) =>
    (column.sources ?? []).map((source) => ({ column, source })),
  );
  const works: SourceWork[] = [];
  progress.expect(queue.length);
  await eachByHost(
    queue,
    ({ source }) => source.url,
    async (one) => {
      works[queue.indexOf(one)] = await readList(one, context, { ...choices, readContext });
      progress.done();
    },
  );

  for (const { source, problem } of works) {
    const key = JSON.stringify(source);
    if (problem === undefined) delete state.failing[key];
    else state.failing[key] ??= now.toISOString();
  }
  const targets = await findTargets(works, context, choices.recheckDays);
  const importer = groupImporter(context, { importState, dryRun: choices.dryRun });
  for (const work of works) await importer.add(work, wholeEntries(work));
  progress.expect(targets.length);
  await eachByHost(
    targets,
    ({ listed }) => listed.url,
    async (target) => {
      await importer.add(target.work, await readArticle(target, context, { importState, readContext }));
      progress.done();
    },
  );
  await importer.flush();
  if (!choices.dryRun) await state.save();
  return works.map((work) => resultOf(work, state.failing[JSON.stringify(work.source)]));
}

/** Runs `work` for each item, one after another for each host, and for several hosts at once. */
async function eachByHost<Item>(
  items: readonly Item[],
  addressOf: (item: Item) => string,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const byHost = new Map<string, Item[]>();
  for (const item of items) {
    const { host } = new URL(addressOf(item));
    byHost.set(host, [...(byHost.get(host) ?? []), item]);
  }
  const limit = pLimit(CONCURRENT_HOSTS);
  await Promise.all(
    [...byHost.values()].map((ofHost) =>
      limit(async () => {
        for (const item of ofHost) await work(item);
      }),
    ),
  );
}

function resultOf(
  { column, source, kind, articles, problem, outcomes, ...rest }: SourceWork,
  failingSince: string | undefined,
): SourceUpdate {
  return {
    column: column.slug,
    url: source.url,
    ...(kind && { kind }),
    found: articles.length,
    added: outcomes.filter(({ outcome }) => outcome === "added"),
    corrected: outcomes.filter(({ outcome }) => outcome === "updated"),
    ...rest,
    ...(problem !== undefined && { problem }),
    ...(failingSince !== undefined && { failingSince: new Date(failingSince) }),
  };
}
