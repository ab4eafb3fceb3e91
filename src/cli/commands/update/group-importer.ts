import pLimit from "p-limit";
import { type FormerNames, NO_FORMER_NAMES } from "../../../domain/former-names.ts";
import { pageKey } from "../../../domain/identifier-key.ts";
import { digest } from "../../../importer/digest.ts";
import type { SourceDrafts } from "../../../importer/draft.ts";
import { fileDrafts } from "../../../importer/file-drafts.ts";
import { importDrafts } from "../../../importer/import-drafts.ts";
import { updateImportState } from "../../../importer/import-state.ts";
import type { Outcome } from "../../../importer/merge-drafts.ts";
import { recordFailure, recordRead } from "./article-memory.ts";
import { changeDetector } from "./detect-changes.ts";
import type { Reading } from "./source-work.ts";
import type { UpdateChoices, UpdateContext } from "./update-context.ts";

/** Articles are written in groups, so that an update that is killed has kept what it has read. */
const MIN_GROUP_SIZE = 20;
/** Groups grow with the store, since the larger it is, the longer writing takes. */
const GROUP_SHARE = 0.05;
/** The options of imports by this command, by which they are told from imports by hand. */
export const UPDATE_OPTIONS = digest("update");

/** Imports what was read. */
export interface GroupImporter {
  /** Imports what has changed of a document, soon. */
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
  const { writer, known, state, importState } = context;
  const hasChanged = changeDetector(context);
  const inTurn = pLimit(1);
  let size = known.stored.length;
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
    size += outcomes.filter(({ outcome }) => outcome === "added").length;
    for (const outcome of outcomes) recordOutcome(outcome, group);
    for (const callback of done) callback();
    if (dryRun) return;
    const refused = outcomes.filter(({ outcome }) => outcome === "refused");
    const failedSources = new Set(refused.map(({ from }) => from));
    updateImportState(importState, { sources, versions, failedSources, options: UPDATE_OPTIONS });
    await importState.save();
    await state.save();
  }

  function recordOutcome(outcome: Outcome, group: readonly Reading[]): void {
    const ofDocument = group.filter(({ from }) => from === outcome.from);
    const isIt = ({ draft: { title } }: Reading["articles"][number]) => title === outcome.title;
    const reading = ofDocument.find(({ articles }) => articles.some(isIt)) ?? ofDocument[0];
    if (!reading) return;
    const { work, from, articles } = reading;
    const { listed = { url: from } } = articles.find(isIt) ?? articles[0] ?? {};
    if (outcome.outcome === "refused") recordFailure(outcome.reasons.join("; "), { work, listed }, context);
    else {
      work.outcomes.push(outcome);
      recordRead({ listed }, context);
    }
  }

  const flush = () => {
    const [group, done] = [waiting, callbacks];
    [waiting, callbacks] = [[], []];
    return inTurn(() => importGroup(group, done));
  };

  return {
    async add(reading) {
      if (!reading) return;
      const { from, version, articles } = reading;
      const changes: boolean[] = [];
      for (const article of articles) changes.push(await hasChanged(article, reading));
      // All entries of a feed, since which articles they are depends on the others.
      if (changes.includes(true)) waiting.push(reading);
      else {
        for (const article of articles) recordRead(article, context);
        const ids = articles.flatMap((article) => article.known?.id ?? []);
        const before = importState.get(from);
        importState.set(from, {
          articles: {},
          ...before,
          version: { ...version, options: UPDATE_OPTIONS, ids },
        });
      }
      const count = waiting.reduce((sum, one) => sum + one.articles.length, 0);
      if (count >= Math.max(MIN_GROUP_SIZE, size * GROUP_SHARE)) await flush();
    },
    onceWritten: (done) => void callbacks.push(done),
    flush,
    get ended() {
      return ended;
    },
  };
}

/** The drafts of a reading; the address of an article that the store has is the one that it has there. */
function sourceDrafts({ from, version, articles }: Reading): SourceDrafts {
  const drafts = articles.map(({ draft, known: { url = draft.url } = {} }) => {
    const isElsewhere = url !== undefined && draft.url !== undefined && pageKey(url) !== pageKey(draft.url);
    return isElsewhere ? { ...draft, url } : draft;
  });
  return { from, isFile: false, drafts, version, isUnchanged: false };
}
