import type { StoredArticle } from "../../domain/article.ts";
import { identifierKey } from "../../domain/identifier-key.ts";
import { omitUndefined } from "../../domain/omit-undefined.ts";
import type { ImportStateReader, SourceState } from "../import-state.ts";
import { type IdIndex, idIndex } from "./id-index.ts";
import { type Identity, identityOf, titleAndDate } from "./identity.ts";

/** A source that has not changed since the last import, and the ids of the articles that it holds. */
export interface UnchangedSource {
  readonly from: string;
  readonly ids: readonly string[];
}

/** An article of the store, with what an import knows of its identity. */
export interface IdentifiedArticle {
  readonly article: StoredArticle;
  readonly identity: Identity;
}

/** Finds the ids of the articles that a draft's source was imported as before. */
export interface ImportHistory {
  /** Returns the articles for which the source gave the same id. */
  withSourceId(draft: Identity): readonly string[];
  /** Returns the articles for which the source had the same title and date, even if an operator changed them since. */
  withTitleAndDate(draft: Identity): readonly string[];
  /**
   * Returns the only article that the draft's file held before, if the draft is now the only one in that file
   * and its date is not another.
   */
  withFile(draft: Identity): readonly string[];
}

interface SourceIndexes {
  readonly bySourceId: IdIndex;
  readonly byTitleAndDate: IdIndex;
}

/** Returns the look-ups in what earlier imports recorded in `state`. */
export function importHistory(state: ImportStateReader): ImportHistory {
  const sources = new Map<string, SourceIndexes>();
  const indexesOf = ({ from = "" }: Identity) => {
    const indexes = sources.get(from) ?? sourceIndexes(state.get(from));
    sources.set(from, indexes);
    return indexes;
  };
  return {
    withSourceId: (draft) => indexesOf(draft).bySourceId.get(draft.sourceId && identifierKey(draft.sourceId)),
    withTitleAndDate: (draft) => indexesOf(draft).byTitleAndDate.get(draft.titleAndDate),
    withFile({ from = "", isWholeFile, published, titleAndDate: key = "" }) {
      const { version, articles = {} } = (isWholeFile && state.get(from)) || {};
      const [id = "", ...others] = version?.ids ?? Object.keys(articles);
      const oldDigests = articles[id]?.fields;
      if (!oldDigests || others.length > 0) return [];
      const hasSameDate = [published, oldDigests.published].includes(undefined) || isDated(key, oldDigests);
      return hasSameDate ? [id] : [];
    },
  };
}

/** Returns the articles that unchanged sources hold, each identified by those fields that its source has. */
export function unchangedArticles(
  articles: readonly StoredArticle[],
  unchanged: readonly UnchangedSource[],
  { state, timeZone }: { readonly state: ImportStateReader; readonly timeZone: string },
): IdentifiedArticle[] {
  const byId = new Map(articles.map((article) => [article.id, article]));
  return unchanged.flatMap(({ from, ids }) =>
    ids.flatMap((id) => {
      const article = byId.get(id);
      const imported = state.get(from)?.articles[id];
      if (!article || !imported) return [];
      const fields = Object.entries(article).filter(([field]) => Object.hasOwn(imported.fields, field));
      const source = omitUndefined<Partial<Identity>>({ from, sourceId: imported.sourceId });
      const identity = identityOf({ title: article.title, ...Object.fromEntries(fields) }, timeZone, source);
      return [{ article, identity }];
    }),
  );
}

/** Tells whether the date in `key` is the one in these digests, whatever the titles are. */
function isDated(key: string, { title: _, ...digests }: Readonly<Record<string, string>>): boolean {
  return key.endsWith(titleAndDate({ title: "", ...digests }));
}

function sourceIndexes(source: SourceState | undefined): SourceIndexes {
  const indexes = { bySourceId: idIndex(), byTitleAndDate: idIndex() };
  for (const [id, { sourceId, fields }] of Object.entries(source?.articles ?? {})) {
    indexes.bySourceId.set(id, sourceId && identifierKey(sourceId));
    indexes.byTitleAndDate.set(id, titleAndDate(fields));
  }
  return indexes;
}
