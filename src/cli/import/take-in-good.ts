import { editStore, StoreRefusal } from "../edit-store.ts";
import { type Filed, type Outcome, takeIn } from "./take-in.ts";

export interface TakeInGoodOptions {
  readonly now: () => Date;
  /** New articles wait for `release`. */
  readonly embargo: boolean;
  readonly dryRun: boolean;
}

/**
 * Takes what `filed` says into the store in `file`, except what would not pass its check: that is refused,
 * with the reasons, and the rest goes on.
 */
export async function takeInGood(
  file: string,
  filed: readonly Filed[],
  { now, embargo, dryRun }: TakeInGoodOptions,
): Promise<readonly Outcome[]> {
  const refused: Outcome[] = [];
  for (let remaining = filed; ; ) {
    let outcomes: readonly Outcome[] = [];
    try {
      await editStore(
        file,
        (store, instant) => {
          const taken = takeIn(store, remaining, { now: instant, embargo });
          outcomes = taken.outcomes;
          return taken.store;
        },
        { now, dryRun },
      );
      return [...outcomes, ...refused];
    } catch (error) {
      if (!(error instanceof StoreRefusal)) throw error;
      const reasons = reasonsById(error);
      const blamed = new Set(
        outcomes.filter(({ outcome, id }) => outcome !== "unchanged" && reasons.has(id)),
      );
      // The store itself has the problem, so nothing can be taken in.
      if (blamed.size === 0) throw error;
      for (const one of blamed)
        refused.push({ ...one, outcome: "refused", reasons: reasons.get(one.id) ?? [] });
      remaining = outcomes.flatMap((one, index) =>
        blamed.has(one) ? [] : remaining.slice(index, index + 1),
      );
    }
  }
}

/** What the check says of each article, by the article's id. */
function reasonsById({ findings }: StoreRefusal): Map<string, string[]> {
  const reasons = new Map<string, string[]>();
  for (const { article = "", pointer, message } of findings) {
    const field = pointer.replace(/^\/articles\/\d+\//, "");
    reasons.set(article, [...(reasons.get(article) ?? []), `${field}: ${message}`]);
  }
  return reasons;
}
