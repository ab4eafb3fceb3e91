import { cursorTo } from "../../domain/filter.ts";
import { Problem } from "../../http/problem.ts";
import { articlePage as pageOf } from "../../pages/article-page.tsx";
import type { Handler } from "../handler.ts";
import { htmlDocument, pageContext } from "./html-document.ts";

/** `GET /articles/:id` as a page: one article, with its neighbours in its column. */
export const articlePage: Handler = async ({ edition, origin, params: { id = "" } }) => {
  const article = await edition.article(id);
  if (!article) throw new Problem("not-found", `There is no article "${id}"`);

  const column = { columns: [article.column] };
  const position = cursorTo(article);
  const [newer, older] = await Promise.all([
    edition.list(column, { limit: 1, before: position }),
    edition.list(column, { limit: 1, after: position }),
  ]);
  const neighbours = { newer: newer.articles[0], older: older.articles[0] };
  return htmlDocument(pageOf(article, neighbours, pageContext(edition, origin)));
};
