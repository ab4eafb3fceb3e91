import { editStore, InvalidStoreError } from "../store/json-file/edit-store.ts";
import type { FiledDraft } from "./file-drafts.ts";
import type { ImportedVersion } from "./import-state.ts";
import { type MergeOptions, mergeDrafts, type Outcome } from "./merge-drafts.ts";

interface ImportDraftsOptions extends Omit<MergeOptions, "now"> {
  readonly now: () => Date;
  readonly dryRun: boolean;
}

interface ImportedDrafts {
  /** One for each draft. */
  readonly outcomes: readonly Outcome[];
  /** One for each draft that was not refused. */
  readonly versions: readonly ImportedVersion[];
}

/**
 * Merges drafts into the store in `file`. Drafts that would make the store invalid are refused, with the findings
 * of the store's check as the reasons; the other drafts are imported.
 *
 * @throws {InvalidStoreError} if the store is invalid without them
 */
export async function importDrafts(
  file: string,
  filed: readonly FiledDraft[],
  { now, dryRun, ...options }: ImportDraftsOptions,
): Promise<ImportedDrafts> {
  const refused: Outcome[] = [];
  for (let remaining = filed; remaining.length > 0; ) {
    let merged: ImportedDrafts = { outcomes: [], versions: [] };
    try {
      await editStore(
        file,
        (store, instant) => {
          const { store: edited, ...result } = mergeDrafts(store, remaining, { now: instant, ...options });
          merged = result;
          return edited;
        },
        { now, dryRun },
      );
      return { outcomes: [...merged.outcomes, ...refused], versions: merged.versions };
    } catch (error) {
      if (!(error instanceof InvalidStoreError)) throw error;
      const { outcomes } = merged;
      const reasonsByOutcome = attributeFindings(outcomes, error);
      if (reasonsByOutcome.size === 0) throw error;
      for (const [outcome, reasons] of reasonsByOutcome)
        refused.push({ ...outcome, outcome: "refused", reasons });
      remaining = remaining.filter((_, index) => {
        const outcome = outcomes[index];
        return !outcome || !reasonsByOutcome.has(outcome);
      });
    }
  }
  return { outcomes: refused, versions: [] };
}

/** Attributes each finding about an article to the drafts that changed the field, or else to all that changed the article. */
function attributeFindings(
  outcomes: readonly Outcome[],
  { findings }: InvalidStoreError,
): Map<Outcome, string[]> {
  const byArticle = new Map<string, Outcome[]>();
  for (const outcome of outcomes)
    if (outcome.changes.length > 0)
      byArticle.set(outcome.id, [...(byArticle.get(outcome.id) ?? []), outcome]);

  const reasons = new Map<Outcome, string[]>();
  for (const { article = "", pointer, message } of findings) {
    const path = pointer.replace(/^\/articles\/\d+\//, "");
    const [field] = path.split("/");
    const involved = byArticle.get(article) ?? [];
    const responsible = involved.filter(({ changes }) => changes.some((change) => change.field === field));
    for (const outcome of responsible.length > 0 ? responsible : involved)
      reasons.set(outcome, [...(reasons.get(outcome) ?? []), `${path}: ${message}`]);
  }
  return reasons;
}
