import { type Article, articleOf, newestFirst, sortInstant } from "../../domain/article.ts";
import { cursorTo, type Filter, isAfter, isBefore, matchesFilter, type Tally } from "../../domain/filter.ts";
import type { Column, Site } from "../../domain/site.ts";
import type { ArticleStore, Named, Page, Snapshot, Window } from "../article-store.ts";
import type { StoreDocument } from "./store-document.ts";

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
  let latest: Snapshot | undefined;

  return {
    edition(now: Date): Promise<Snapshot> {
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
function queries(
  articles: readonly Article[],
): Pick<Snapshot, "article" | "list" | "tally" | "authors" | "tags"> {
  const byId = new Map(articles.map((article) => [article.id, article]));

  return {
    article: (id) => Promise.resolve(byId.get(id)),

    list(selection: Filter, { limit, after, before }: Window): Promise<Page> {
      const selected = articles.filter((article) => matchesFilter(article, selection));
      const first = after ? indexFrom(selected, (article) => isAfter(article, after)) : 0;
      const end = before ? indexFrom(selected, (article) => !isBefore(article, before)) : undefined;
      const from = end === undefined ? first : Math.max(first, end - limit);
      return Promise.resolve(pageOf(selected, from, Math.min(from + limit, end ?? selected.length)));
    },

    tally(selection: Filter): Promise<Tally> {
      const selected = articles.filter((article) => matchesFilter(article, selection));
      const [newest] = selected;
      return Promise.resolve({ count: selected.length, ...(newest && { newest: sortInstant(newest) }) });
    },

    authors: () =>
      Promise.resolve(
        counted(articles.flatMap(({ authors }) => [...new Set(authors.map(({ name }) => name))])),
      ),

    tags: () => Promise.resolve(counted(articles.flatMap(({ tags }) => tags))),
  };
}

/** The index of the first article that passes, or of the end. */
function indexFrom(articles: readonly Article[], passes: (article: Article) => boolean): number {
  const index = articles.findIndex(passes);
  return index === -1 ? articles.length : index;
}

function pageOf(selected: readonly Article[], from: number, end: number): Page {
  const articles = selected.slice(from, end);
  const [first, last] = [articles[0], articles.at(-1)];
  return {
    articles,
    ...(last && end < selected.length && { next: cursorTo(last) }),
    ...(first && from > 0 && { previous: cursorTo(first) }),
  };
}

/** Every name once, in the order of its first, with how often it stands there. */
function counted(names: readonly string[]): Named[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].map(([name, count]) => ({ name, count }));
}
