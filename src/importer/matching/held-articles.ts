import { omitUndefined } from "../../domain/omit-undefined.ts";
import type { ArticleRecord } from "../../store/json-file/store-document.ts";
import type { SourceMemory } from "../import-state.ts";
import { type Identity, identityOf } from "./identity.ts";

/** A document that was not read again, since it is as it was, and the ids of the articles that it holds. */
export interface Held {
  readonly from: string;
  readonly ids: readonly string[];
}

interface HeldContext {
  readonly memory: Pick<SourceMemory, "of">;
  readonly timeZone: string;
}

/** Returns the articles that documents hold, each with its identity as far as the document says it. */
export function heldArticles(
  articles: readonly ArticleRecord[],
  held: readonly Held[],
  { memory, timeZone }: HeldContext,
): { readonly article: ArticleRecord; readonly identity: Identity }[] {
  const byId = new Map(articles.map((article) => [article.id, article]));
  return held.flatMap(({ from, ids }) =>
    ids.flatMap((id) => {
      const article = byId.get(id);
      const remembered = memory.of(from)?.articles[id];
      if (!article || !remembered) return [];
      const fields = Object.entries(article).filter(([field]) => Object.hasOwn(remembered.fields, field));
      const { sourceId } = remembered;
      return [
        {
          article,
          identity: identityOf(
            { title: article.title, ...Object.fromEntries(fields) },
            timeZone,
            omitUndefined<Partial<Identity>>({ from, sourceId }),
          ),
        },
      ];
    }),
  );
}
