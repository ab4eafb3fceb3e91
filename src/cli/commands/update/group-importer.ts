import pLimit from "p-limit";
import { type FormerNames, NO_FORMER_NAMES } from "../../../domain/former-names.ts";
import { digest } from "../../../importer/digest.ts";
import type { Draft, SourceDrafts } from "../../../importer/draft.ts";
import { fileDrafts } from "../../../importer/file-drafts.ts";
import { importDrafts } from "../../../importer/import-drafts.ts";
import { updateImportState } from "../../../importer/import-state.ts";
import { sourceFields } from "../../../importer/matching/source-fields.ts";
import type { Outcome } from "../../../importer/merge-drafts.ts";
import { recordFailure, recordRead, recordVanished } from "./article-memory.ts";
import { changeDetector } from "./detect-changes.ts";
import type { ReadArticle, Reading } from "./source-work.ts";
import { textDigest } from "./text-digest.ts";
import type { UpdateChoices, UpdateContext } from "./update-context.ts";

/** Articles are written in groups, so that an update that is killed has kept what it has read. */
const MIN_GROUP_SIZE = 20;
/** Writing takes at most about this share of the time: the larger a store is, the longer it takes. */
const WRITING_SHARE = 0.1;
/** The options of imports by this command, which distinguish them from imports by hand. */
export const UPDATE_OPTIONS = digest("update");

/** Imports what was read. */
export interface GroupImporter {
  /** Adds a document to the next group, if anything in it has changed. */
  add(reading: Reading | undefined): Promise<void>;
  /** Calls `done` once everything that was added before has been written. */
  onceWritten(done: () => void): void;
  flush(): Promise<void>;
  /** The authors and tags that have lost their last article. */
  readonly ended: FormerNames;
}

/** Returns an importer that writes articles in groups, one group after another. What has not changed is not written. */
export function groupImporter(
  context: UpdateContext,
  { dryRun }: Pick<UpdateChoices, "dryRun">,
): GroupImporter {
  const { writer, known, state, importState, clock } = context;
  const hasChanged = changeDetector(context);
  const inTurn = pLimit(1);
  let nextWrite = clock().getTime();
  let ended = NO_FORMER_NAMES;
  let waiting: Reading[] = [];
  let callbacks: (() => void)[] = [];

  async function importGroup(group: readonly Reading[], done: readonly (() => void)[]): Promise<void> {
    const sources = group.map(sourceDrafts);
    const filed = sources.flatMap((source, index) => {
      const column = group[index]?.work.column;
      return column ? fileDrafts([source], [column], { column: column.slug }) : [];
    });
    const options = { asDrafts: false, dryRun, state: importState };
    const { outcomes, versions, ...imported } = await importDrafts(writer, filed, options);
    ended = {
      authors: [...new Set([...ended.authors, ...imported.ended.authors])],
      tags: [...new Set([...ended.tags, ...imported.ended.tags])],
    };
    for (const outcome of outcomes) recordOutcome(outcome, group);
    for (const callback of done) callback();
    if (dryRun) return;
    const refused = outcomes.filter(({ outcome }) => outcome === "refused");
    const failedSources = new Set(refused.map(({ from }) => from));
    const leftOut = outcomes.filter(({ outcome }) => outcome === "removed");
    updateImportState(importState, { sources, versions, leftOut, failedSources, options: UPDATE_OPTIONS });
    await importState.save();
    await state.save();
  }

  function recordOutcome(outcome: Outcome, group: readonly Reading[]): void {
    const ofDocument = group.filter(({ from }) => from === outcome.from);
    const isIt = ({ draft: { title } }: ReadArticle) => title === outcome.title;
    const reading = ofDocument.find(({ articles }) => articles.some(isIt)) ?? ofDocument[0];
    const article = reading?.articles.find(isIt) ?? reading?.articles[0];
    if (!reading || !article) return;
    const { work } = reading;
    const { listed, draft } = article;
    if (outcome.outcome === "refused") recordFailure(outcome.reasons.join("; "), { work, listed }, context);
    else if (outcome.outcome === "removed") {
      work.removed.add(outcome.id);
      // So that its page is not fetched again. Of several entries of a feed, it may be another.
      const sameAs = reading.articles.length === 1 ? known.removed.get(outcome.id)?.url : undefined;
      recordRead({ listed }, context, { sameAs });
    } else {
      work.outcomes.push(outcome);
      recordRead({ listed }, context, textOf(draft));
    }
  }

  /** Returns a document if it is to be imported; else records that it was read, or has vanished. */
  async function changedReading(read: Reading): Promise<Reading | undefined> {
    const reading = { ...read, articles: read.articles.map(atStoredAddress) };
    const { from, work, version, articles } = reading;
    const changed: ReadArticle[] = [];
    for (const article of articles) if (await hasChanged(article, reading)) changed.push(article);
    const isPage = articles.every(({ listed }) => listed.feed !== from);
    for (const { known: stored, draft, listed } of isPage ? changed : []) {
      const reason = stored && (await known.replacement(stored, draft));
      if (reason === undefined) continue;
      recordVanished(reason, { work, listed }, context);
      return undefined;
    }
    // All entries of a feed, since which articles they are depends on the others.
    if (changed.length > 0) return reading;
    for (const { listed, draft } of articles) recordRead({ listed }, context, textOf(draft));
    const ids = articles.flatMap((article) => article.known?.id ?? []);
    const before = importState.get(from);
    importState.set(from, { articles: {}, ...before, version: { ...version, options: UPDATE_OPTIONS, ids } });
    return undefined;
  }

  const flush = () => {
    const [group, done] = [waiting, callbacks];
    [waiting, callbacks] = [[], []];
    return inTurn(async () => {
      const begin = clock().getTime();
      await importGroup(group, done);
      const end = clock().getTime();
      nextWrite = end + (end - begin) / WRITING_SHARE;
    });
  };

  return {
    async add(reading) {
      const changed = reading && (await changedReading(reading));
      if (changed) waiting.push(changed);
      const count = waiting.reduce((sum, one) => sum + one.articles.length, 0);
      if (count >= MIN_GROUP_SIZE && clock().getTime() >= nextWrite) await flush();
    },
    onceWritten: (done) => void callbacks.push(done),
    flush,
    get ended() {
      return ended;
    },
  };
}

function sourceDrafts({ from, version, articles }: Reading): SourceDrafts {
  return { from, isFile: false, drafts: articles.map(({ draft }) => draft), version, isUnchanged: false };
}

/** The address of an article that the store has stays the one that it has there. */
function atStoredAddress({ draft, known, ...article }: ReadArticle): ReadArticle {
  return { ...article, known, draft: known?.url === undefined ? draft : { ...draft, url: known.url } };
}

function textOf(draft: Draft): { readonly text: string } {
  return { text: textDigest(sourceFields(draft)) };
}
