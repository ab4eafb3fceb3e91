import { editStore, InvalidStoreError } from "../store/json-file/edit-store.ts";
import {
  type FiledDraft,
  type ImportedVersion,
  type MergeOptions,
  mergeDrafts,
  type Outcome,
} from "./merge-drafts.ts";

export interface ImportDraftsOptions extends Omit<MergeOptions, "now"> {
  readonly now: () => Date;
  readonly dryRun: boolean;
}

/** What became of each draft, and what is to be remembered of those that were not refused. */
export interface ImportedDrafts {
  readonly outcomes: readonly Outcome[];
  readonly learned: readonly ImportedVersion[];
}

/**
 * Takes what `filed` says into the store in `file`, except what would not pass its check: that is refused,
 * with the reasons, and the rest goes on.
 */
export async function importDrafts(
  file: string,
  filed: readonly FiledDraft[],
  { now, dryRun, ...options }: ImportDraftsOptions,
): Promise<ImportedDrafts> {
  const refused: Outcome[] = [];
  for (let remaining = filed; remaining.length > 0; ) {
    let taken: ImportedDrafts = { outcomes: [], learned: [] };
    try {
      await editStore(
        file,
        (store, instant) => {
          const { store: edited, ...told } = mergeDrafts(store, remaining, { now: instant, ...options });
          taken = told;
          return edited;
        },
        { now, dryRun },
      );
      return { outcomes: [...taken.outcomes, ...refused], learned: taken.learned };
    } catch (error) {
      if (!(error instanceof InvalidStoreError)) throw error;
      const blamed = blame(taken.outcomes, error);
      // The store itself has the problem, so nothing can be taken in.
      if (blamed.size === 0) throw error;
      for (const [one, reasons] of blamed) refused.push({ ...one, outcome: "refused", reasons });
      const outcomes = taken.outcomes;
      remaining = remaining.filter((_, index) => {
        const outcome = outcomes[index];
        return !outcome || !blamed.has(outcome);
      });
    }
  }
  return { outcomes: refused, learned: [] };
}

/** Returns those that brought what the check finds, each with the reasons: of an article, who changed that field. */
function blame(outcomes: readonly Outcome[], { findings }: InvalidStoreError): Map<Outcome, string[]> {
  const byId = new Map<string, Outcome[]>();
  for (const one of outcomes)
    if (one.changes.length > 0) byId.set(one.id, [...(byId.get(one.id) ?? []), one]);

  const blamed = new Map<Outcome, string[]>();
  for (const { article = "", pointer, message } of findings) {
    const path = pointer.replace(/^\/articles\/\d+\//, "");
    const [field] = path.split("/");
    const involved = byId.get(article) ?? [];
    const guilty = involved.filter(({ changes }) => changes.some((change) => change.field === field));
    for (const one of guilty.length > 0 ? guilty : involved)
      blamed.set(one, [...(blamed.get(one) ?? []), `${path}: ${message}`]);
  }
  return blamed;
}
