import pLimit from "p-limit";
import type { FormerNames } from "../../../domain/former-names.ts";
import { groupBy } from "../../../domain/group-by.ts";
import { normalizedDraft } from "../../../importer/storable-drafts.ts";
import { recordRead } from "./article-memory.ts";
import { type Claim, type Claims, claimArticles, removedArticle, storedArticle } from "./claim-articles.ts";
import { concludeUpdate } from "./conclude-update.ts";
import { newTargets, recheckTargets, type Target } from "./find-targets.ts";
import { groupImporter } from "./group-importer.ts";
import { readArticle } from "./read-article.ts";
import { readList } from "./read-list.ts";
import { readOlder } from "./read-older.ts";
import { newWork, type ReadArticle, type Reading, type SourceWork, sourceKey } from "./source-work.ts";
import type { UpdateChoices, UpdateContext } from "./update-context.ts";

const CONCURRENT_HOSTS = 8;

/** Visits the sources of columns, takes in new articles, and checks recent ones for corrections. */
export async function updateColumns(
  choices: UpdateChoices,
  context: UpdateContext,
): Promise<{ readonly works: readonly SourceWork[]; readonly ended: FormerNames }> {
  const { progress, state, importState } = context;
  const works = choices.columns
    .filter(choices.isChosen)
    .flatMap((column) => (column.sources ?? []).map((source) => newWork(column, source)));
  const importer = groupImporter(context, choices);
  const readAll = async (targets: readonly Target[]) => {
    progress.expect(targets.length);
    await eachByHost(
      targets,
      ({ listed }) => listed.url,
      async (target) => {
        await importer.add(await readArticle(target, context));
        progress.done();
      },
    );
  };

  progress.expect(works.length);
  // Where there are more sources than pages may be fetched, each has its turn.
  const visitedAt = (work: SourceWork) => Date.parse(state.sources[sourceKey(work)]?.visited ?? "") || 0;
  await eachByHost(
    works.toSorted((a, b) => visitedAt(a) - visitedAt(b)),
    ({ source }) => source.url,
    async (work) => {
      await readList(work, context, choices);
      progress.done();
    },
  );

  const claims: Claims = new Map();
  for (const work of works) claimArticles(claims, work, work.articles);
  for (const work of works) claimArticles(claims, work, work.awaited, true);
  for (const reading of await feedReadings(claims.values(), context)) await importer.add(reading);
  await readAll(newTargets(claims.values(), context));
  await eachByHost(
    works,
    ({ source }) => source.url,
    (work) => readOlder(work, { claims, choices, importer, readAll }, context),
  );
  await readAll(recheckTargets(claims, works, choices.recheckDays, context));
  await importer.flush();
  concludeUpdate({ works, claims, columns: choices.columns }, context);
  if (!choices.dryRun) {
    await importState.save();
    await state.save();
  }
  return { works, ended: importer.ended };
}

/** Returns the articles that feeds have whole, so that their pages need not be fetched. */
async function feedReadings(claims: Iterable<Claim>, context: UpdateContext): Promise<readonly Reading[]> {
  const readings = new Map<string, Reading & { readonly articles: ReadArticle[] }>();
  for (const { work, listed } of claims) {
    const { draft: entry, feed, isWhole } = listed;
    if (!isWhole || !entry || feed === undefined) continue;
    const draft = normalizedDraft(entry, context.readContext);
    const stored = storedArticle(listed, context);
    const isKnown = stored !== undefined || removedArticle(listed, context) !== undefined;
    const copy = isKnown ? undefined : await context.known.addressOfCopy(draft, [entry.url]);
    context.known.add(draft, [entry.url]);
    // Another source has it under another address.
    if (copy !== undefined) recordRead({ listed }, context, { sameAs: copy });
    const known = stored ?? storedArticle(listed, context);
    if (copy !== undefined && !known) continue;
    const key = `${work.column.slug} ${feed}`;
    const reading = readings.get(key) ?? { work, from: feed, version: { digest: "" }, articles: [] };
    reading.articles.push({ listed, draft, known });
    readings.set(key, reading);
  }
  return [...readings.values()];
}

/** Runs `work` for each item, one after another for each host, and for several hosts at once. */
async function eachByHost<Item>(
  items: readonly Item[],
  addressOf: (item: Item) => string,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const byHost = groupBy(items, (item) => [new URL(addressOf(item)).hostname]);
  const limit = pLimit(CONCURRENT_HOSTS);
  await Promise.all(
    byHost.map((ofHost) =>
      limit(async () => {
        for (const item of ofHost) await work(item);
      }),
    ),
  );
}
