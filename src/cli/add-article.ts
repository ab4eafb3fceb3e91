import { editStore } from "./edit-store.ts";
import { requireColumn } from "./find-article.ts";
import type { Draft } from "./import/draft.ts";
import { type Outcome, takeIn } from "./import/take-in.ts";
import { programName } from "./program-name.ts";
import { Refusal } from "./refusal.ts";

export interface AddOptions {
  /** The slug or title of the column that it goes to. */
  readonly column: string;
  readonly now: () => Date;
  /** It waits for `release`. */
  readonly embargo: boolean;
  /** Only tell whether it could be added. */
  readonly dryRun?: boolean;
}

/** Adds a new article to the store in `file`. @throws {Refusal} when it is there already, or would not pass the check */
export async function addArticle(file: string, draft: Draft, options: AddOptions): Promise<Outcome> {
  const { column, now, embargo, dryRun = false } = options;
  let added: Outcome | undefined;
  await editStore(
    file,
    (store, instant) => {
      const { slug } = requireColumn(store, column);
      const taken = takeIn(store, [{ draft, column: slug, from: "new" }], { now: instant, embargo });
      const [outcome] = taken.outcomes;
      if (outcome?.outcome !== "added") {
        throw new Refusal(
          `There is an article "${draft.title}" already; change it with "${programName()} edit ${outcome?.id}"`,
        );
      }
      added = outcome;
      return taken.store;
    },
    { now, dryRun },
  );
  if (!added) throw new Error("An edit that ends was made");
  return added;
}
