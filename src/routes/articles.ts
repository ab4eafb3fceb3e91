import { articleDocument, articleSummaryDocument } from "../api/article-document.ts";
import type { ArticleDocument, ArticleListDocument } from "../api/documents.ts";
import type { Article, ArticleHead } from "../domain/article.ts";
import { type Cursor, formatCursor } from "../domain/cursor.ts";
import type { Detail } from "../domain/entry.ts";
import { filterQuery } from "../domain/filter-query.ts";
import { Problem } from "../http/problem.ts";
import { withQuery } from "../http/query.ts";
import { articlePage } from "../pages/article-page.tsx";
import type { Snapshot } from "../store/snapshot.ts";
import { type FilterValues, filterOf } from "./filter-parameters.ts";
import { DEFAULT_LIMIT } from "./parameters.ts";
import { jsonRepresentation, pageContext, pageRepresentation } from "./representations.ts";
import type { Handler, RouteContext } from "./route.ts";
import { ifAllowed, requireNames } from "./scopes.ts";

type ById = Handler<{ readonly id: string }>;

/** `GET /articles/:id` and `/articles/:id.json`: one article, whole. */
export const article: ById = async ({ snapshot, origin, params }) => {
  const found = await requireArticle(snapshot, params.id);
  const { site, columns } = snapshot;
  const lastModified = await snapshot.lastModifiedOf({ columns: [found.column] }, { heads: [found] });
  return jsonRepresentation(articleDocument(found, { site, columns, origin }), { lastModified });
};

/** `GET /articles/:id` as a page: one article, with the articles before and after it in its column. */
export const articleAsPage: ById = async (context) => {
  const { snapshot, params } = context;
  const found = await requireArticle(snapshot, params.id);
  return pageRepresentation(articlePage(found, await snapshot.prevNext(found), pageContext(context)));
};

async function requireArticle(snapshot: Snapshot, id: string): Promise<Article> {
  const found = await snapshot.article(id);
  if (found) return found;
  if (await snapshot.isRemoved(id)) throw new Problem("gone", `The article "${id}" was removed`);
  throw new Problem("not-found", `There is no article "${id}"`);
}

interface ArticlesQuery extends FilterValues {
  readonly content: Detail;
  readonly limit: number;
  readonly cursor: Cursor | undefined;
}

/** `GET /articles.json`: the articles that match a filter, newest first, page by page. */
export const articles: Handler<object, ArticlesQuery> = async (context) => {
  const { snapshot, origin, path, query } = context;
  const { limit, content, cursor } = query;
  const filter = filterOf(query, snapshot);

  const page = await ifAllowed(
    requireNames(filter, context),
    snapshot.list(filter, cursor ? { limit, after: cursor } : { limit }),
  );
  const items = await articleDocuments(page.heads, content, context);
  if (!page.next) return jsonRepresentation({ items } satisfies ArticleListDocument);

  const next = filterQuery(filter, snapshot.site.timeZone);
  if (limit !== DEFAULT_LIMIT) next.set("limit", String(limit));
  if (content !== "full") next.set("content", content);
  next.set("cursor", formatCursor(page.next));
  const href = `${origin}${withQuery(path, next)}`;
  const document: ArticleListDocument = { items, next_url: href };
  return jsonRepresentation(document, { links: [{ rel: "next", href }] });
};

/** Returns the documents of the articles with these heads, whole or without their contents. */
export async function articleDocuments(
  heads: readonly ArticleHead[],
  content: Detail,
  { snapshot, origin }: Pick<RouteContext, "snapshot" | "origin">,
): Promise<readonly ArticleDocument[]> {
  const context = { site: snapshot.site, columns: snapshot.columns, origin };
  if (content === "summary") return heads.map((head) => articleSummaryDocument(head, context));
  const whole = heads.length === 0 ? [] : await snapshot.articles(heads.map(({ id }) => id));
  return whole.map((one) => articleDocument(one, context));
}
