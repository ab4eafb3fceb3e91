import { articleDocument, articleSummaryDocument } from "../api/article-document.ts";
import type { ArticleDocument, ArticleListDocument } from "../api/documents.ts";
import type { Article } from "../domain/article.ts";
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
export const article: ById = async ({ snapshot, origin, params: { id } }) => {
  const [found, lastModified] = await Promise.all([
    requireArticle(snapshot, id),
    snapshot.articleLastModified(id),
  ]);
  const { site, columns } = snapshot;
  return jsonRepresentation(articleDocument(found, { site, columns, origin }), { lastModified });
};

/** `GET /articles/:id` as a page: one article, with the articles before and after it in its column. */
export const articleAsPage: ById = async (context) => {
  const { snapshot, params } = context;
  const [found, prevNext] = await Promise.all([
    requireArticle(snapshot, params.id),
    snapshot.prevNext(params.id),
  ]);
  return pageRepresentation(articlePage(found, prevNext, pageContext(context)));
};

async function requireArticle(snapshot: Snapshot, id: string): Promise<Article> {
  const [found, isRemoved] = await Promise.all([snapshot.article(id), snapshot.isRemoved(id)]);
  if (found) return found;
  if (isRemoved) throw new Problem("gone", `The article "${id}" was removed`);
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

  const request = cursor ? { limit, after: cursor } : { limit };
  const { heads, next } = await ifAllowed(
    requireNames(filter, context),
    content === "full" ? snapshot.listWhole(filter, request) : snapshot.list(filter, request),
  );
  const items = articleDocuments(heads, content, context);
  if (!next) return jsonRepresentation({ items } satisfies ArticleListDocument);

  const search = filterQuery(filter, snapshot.site.timeZone);
  if (limit !== DEFAULT_LIMIT) search.set("limit", String(limit));
  if (content !== "full") search.set("content", content);
  search.set("cursor", formatCursor(next));
  const href = `${origin}${withQuery(path, search)}`;
  const document: ArticleListDocument = { items, next_url: href };
  return jsonRepresentation(document, { links: [{ rel: "next", href }] });
};

/** Returns the documents of articles, whole or without their contents. */
export function articleDocuments(
  articles: readonly Article[],
  content: Detail,
  { snapshot, origin }: Pick<RouteContext, "snapshot" | "origin">,
): readonly ArticleDocument[] {
  const context = { site: snapshot.site, columns: snapshot.columns, origin };
  return articles.map((one) =>
    content === "summary" ? articleSummaryDocument(one, context) : articleDocument(one, context),
  );
}
