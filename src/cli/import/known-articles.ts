import type { ArticleRecord } from "../../domain/store-document.ts";
import { ownId } from "./article-id.ts";
import type { Draft } from "./draft.ts";
import type { SourceFields } from "./draft-record.ts";
import { UNTIL_RELEASED } from "./until-released.ts";

/** The articles that a store has or is getting, found as an import recognises them. */
export interface KnownArticles {
  has(id: string): boolean;
  /** By original address, then id, then title with author and date, as far as both sides say them. */
  find(draft: Draft, fields: SourceFields): ArticleRecord | undefined;
  /** Takes in a new article, or one that takes the place of an old one. */
  add(article: ArticleRecord, old?: ArticleRecord): void;
}

/** Returns what recognises `articles` of a site with this tagging entity. */
export function knownArticles(articles: readonly ArticleRecord[], authority: string): KnownArticles {
  const byUrl = new Map<string, ArticleRecord>();
  const byId = new Map<string, ArticleRecord>();
  const byTitle = new Map<string, ArticleRecord[]>();

  function add(article: ArticleRecord, old?: ArticleRecord): void {
    if (article.url !== undefined) byUrl.set(article.url, article);
    byId.set(article.id, article);
    const others = (byTitle.get(article.title) ?? []).filter((one) => one !== old);
    byTitle.set(article.title, [...others, article]);
  }
  for (const article of articles) add(article);

  return {
    add,
    has: (id) => byId.has(id),
    find(draft, fields) {
      const known = fields.url === undefined ? undefined : byUrl.get(fields.url);
      return (
        known ??
        byId.get(ownId(draft, authority) ?? "") ??
        byTitle.get(fields.title)?.find((one) => isSame(one, fields))
      );
    },
  };
}

/** Tells whether what is known of two articles of one title lets them be the same. */
function isSame(article: ArticleRecord, fields: SourceFields): boolean {
  return (
    agree(names(article), names(fields)) &&
    agree(dayOf(article), dayOf(fields)) &&
    agree(article.url, fields.url)
  );
}

/** The day of publication, where it is known: of what waits it is not. */
function dayOf({ published }: SourceFields): string | undefined {
  return published === UNTIL_RELEASED ? undefined : published?.slice(0, 10);
}

function agree(one: string | undefined, other: string | undefined): boolean {
  return one === undefined || other === undefined || one === other;
}

function names({ authors }: SourceFields): string | undefined {
  return authors && authors.length > 0 ? authors.map(({ name }) => name).join("\n") : undefined;
}
