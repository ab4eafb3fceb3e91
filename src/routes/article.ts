import { articleDocument } from "../api/article-document.ts";
import { Problem } from "../http/problem.ts";
import type { Handler } from "./handler.ts";
import { jsonDocument } from "./json-document.ts";

/** `GET /articles/:id` and `/articles/:id.json`: one article, whole. */
export const article: Handler = async ({ edition, origin, params: { id = "" } }) => {
  const found = await edition.article(id);
  if (!found) throw new Problem("not-found", `There is no article "${id}"`);

  const { site, columns } = edition;
  return jsonDocument(articleDocument(found, "full", { site, columns, origin }));
};
