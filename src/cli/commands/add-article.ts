import type { Draft } from "../../importer/draft.ts";
import { mergeDrafts, type Outcome } from "../../importer/merge-drafts.ts";
import { programName } from "../../operator/program-name.ts";
import { UserError } from "../../operator/user-error.ts";
import { editStore } from "../../store/json-file/edit-store.ts";
import { requireColumn } from "./find-article.ts";

export interface AddOptions {
  /** The slug or title of the column that it goes to. */
  readonly column: string;
  readonly now: () => Date;
  /** It waits for `release`. */
  readonly embargo: boolean;
  /** Only tell whether it could be added. */
  readonly dryRun?: boolean;
}

/** Adds a new article to the store in `file`. @throws {UserError} when it is there already, or would not pass the check */
export async function addArticle(file: string, draft: Draft, options: AddOptions): Promise<Outcome> {
  const { column, now, embargo, dryRun = false } = options;
  let added: Outcome | undefined;
  await editStore(
    file,
    (store, instant) => {
      const { slug } = requireColumn(store, column);
      const taken = mergeDrafts(store, [{ draft, column: slug, from: "new" }], {
        now: instant,
        asDrafts: embargo,
      });
      const [outcome] = taken.outcomes;
      if (outcome?.outcome !== "added") {
        throw new UserError(
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
