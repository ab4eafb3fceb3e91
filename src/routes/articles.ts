import { articleDocument } from "../api/article-document.ts";
import type { Filter } from "../domain/filter.ts";
import { parseSlug } from "../domain/slug.ts";
import { Problem } from "../http/problem.ts";
import type { Snapshot } from "../store/article-store.ts";
import type { Handler } from "./handler.ts";
import { jsonDocument } from "./json-document.ts";
import { cursorOf, detailOf, limitOf, positionIn } from "./parameters.ts";
import { knownColumns, requireArticles } from "./subjects.ts";

/** `GET /articles.json`: the articles of a column, an author, a tag or all of these, newest first, page by page. */
export const articles: Handler = async ({ edition, origin, path, query }) => {
  const limit = limitOf(query);
  const detail = detailOf(query);
  const after = positionIn(query, "cursor");
  const selection = await selectionOf(query, edition);

  const page = await edition.list(selection, { limit, ...(after && { after }) });
  const context = { site: edition.site, columns: edition.columns, origin };
  const items = page.articles.map((found) => articleDocument(found, detail, context));
  if (!page.next) return jsonDocument({ items });

  const next = new URLSearchParams(query);
  next.set("cursor", cursorOf(page.next));
  const href = `${origin}${path}?${next}`;
  return jsonDocument({ items, next_url: href }, [{ rel: "next", href }]);
};

async function selectionOf(query: URLSearchParams, edition: Snapshot): Promise<Filter> {
  const column = query.get("column");
  const author = query.get("author");
  const tag = query.get("tag");
  if (column !== null && parseSlug(column) === undefined) {
    throw new Problem("bad-parameter", '"column" is the slug of a column, as in /columns.json');
  }
  if (author !== null) await requireArticles(edition, { author }, `There is no author "${author}"`);
  if (tag !== null) await requireArticles(edition, { tag }, `There is no tag "${tag}"`);
  return {
    ...(column !== null && { columns: knownColumns([column], edition).map(({ slug }) => slug) }),
    ...(author !== null && { author }),
    ...(tag !== null && { tag }),
  };
}
