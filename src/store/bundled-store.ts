import { type Article, articleOf, newestFirst, sortInstant } from "../domain/article.ts";
import {
  isAfter,
  isSelected,
  type Position,
  positionOf,
  type Selection,
  type Tally,
} from "../domain/selection.ts";
import type { Column, Site } from "../domain/site.ts";
import type { StoreDocument } from "../domain/store-document.ts";
import type { ArticleStore, Edition, Page } from "./article-store.ts";

/** Returns a store of the articles in `document`, which {@linkcode checkStore} has found good. */
export function bundledStore(document: StoreDocument): ArticleStore {
  const updated = new Date(document.updated);
  // The check has seen every slug and every field.
  const columns = document.columns as readonly { slug: string }[] as readonly Column[];
  const site = document.site as Site;
  const articles = document.articles.map(articleOf).sort(newestFirst);
  const embargoes = articles
    .flatMap(({ published }) => (published && published > updated ? [published] : []))
    .sort((a, b) => a.getTime() - b.getTime());
  let latest: Edition | undefined;

  return {
    edition(now: Date): Promise<Edition> {
      const next = embargoes.findIndex((instant) => instant > now);
      const ended = next === -1 ? embargoes.length : next;
      const lastChange = embargoes[ended - 1] ?? updated;
      const version = `${updated.toISOString()}+${ended}`;
      if (latest?.version !== version) {
        const visible = articles.filter(
          ({ published }) => published === undefined || published <= updated || published <= now,
        );
        latest = { version, lastChange, nextChange: embargoes[ended], site, columns, ...queries(visible) };
      }
      return Promise.resolve(latest);
    },
  };
}

/** The queries of an edition whose articles are `articles`, in order. */
function queries(articles: readonly Article[]): Pick<Edition, "article" | "list" | "tally"> {
  const byId = new Map(articles.map((article) => [article.id, article]));

  return {
    article: (id) => Promise.resolve(byId.get(id)),

    list(selection: Selection, { limit, after }: { limit: number; after?: Position }): Promise<Page> {
      const selected: Article[] = [];
      for (const article of articles) {
        if (!isSelected(article, selection) || (after && !isAfter(article, after))) continue;
        if (selected.length === limit) return Promise.resolve({ articles: selected, ...nextOf(selected) });
        selected.push(article);
      }
      return Promise.resolve({ articles: selected });
    },

    tally(selection: Selection): Promise<Tally> {
      const selected = articles.filter((article) => isSelected(article, selection));
      const [newest] = selected;
      return Promise.resolve({ count: selected.length, ...(newest && { newest: sortInstant(newest) }) });
    },
  };
}

function nextOf(selected: readonly Article[]): { next?: Position } {
  const last = selected.at(-1);
  return last ? { next: positionOf(last) } : {};
}
