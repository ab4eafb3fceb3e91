import pLimit from "p-limit";
import { digest } from "../../../importer/digest.ts";
import type { SourceDrafts } from "../../../importer/draft.ts";
import { fileDrafts } from "../../../importer/file-drafts.ts";
import { importDrafts } from "../../../importer/import-drafts.ts";
import { type ImportState, updateImportState } from "../../../importer/import-state.ts";
import type { SourceWork, UpdateContext } from "./source-work.ts";

/** Articles are written in groups, so that an update that is stopped keeps what it has read. */
const GROUP_SIZE = 20;
/** The options of imports by this command, by which they are told from imports by hand. */
const OPTIONS = digest("update");

interface GroupImporter {
  add(work: SourceWork, sources: SourceDrafts | undefined): Promise<void>;
  flush(): Promise<void>;
}

/** Returns an importer that writes articles in groups, one group after another. */
export function groupImporter(
  { writer, state }: UpdateContext,
  { importState, dryRun }: { readonly importState: ImportState; readonly dryRun: boolean },
): GroupImporter {
  let waiting: { readonly work: SourceWork; readonly source: SourceDrafts }[] = [];
  const inTurn = pLimit(1);

  async function importGroup(group: typeof waiting): Promise<void> {
    if (group.length === 0) return;
    const filed = group.flatMap(({ work, source }) =>
      fileDrafts([source], [work.column], { column: work.column.slug }),
    );
    const { outcomes, versions } = await importDrafts(writer, filed, {
      asDrafts: false,
      dryRun,
      state: importState,
    });
    const works = new Map(group.map(({ work, source }) => [source.from, work]));
    for (const outcome of outcomes) {
      const work = works.get(outcome.from);
      if (outcome.outcome !== "refused") work?.outcomes.push(outcome);
      else {
        const times = (state.articles[outcome.from]?.failures ?? 0) + 1;
        state.articles[outcome.from] = { ...state.articles[outcome.from], failures: times };
        work?.failed.push({ url: outcome.from, reason: outcome.reasons.join("; "), times });
      }
    }
    if (dryRun) return;
    const refused = outcomes.filter(({ outcome }) => outcome === "refused");
    const failedSources = new Set(refused.map(({ from }) => from));
    const sources = group.map(({ source }) => source);
    updateImportState(importState, { sources, versions, failedSources, options: OPTIONS });
    await importState.save();
  }

  const flush = () => {
    const group = waiting;
    waiting = [];
    return inTurn(() => importGroup(group));
  };
  return {
    async add(work, source) {
      if (!source) return;
      waiting.push({ work, source });
      if (waiting.reduce((sum, one) => sum + one.source.drafts.length, 0) >= GROUP_SIZE) await flush();
    },
    flush,
  };
}
