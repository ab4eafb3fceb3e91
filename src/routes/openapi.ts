import { openapiDocument } from "../api/openapi.ts";
import type { Handler } from "./handler.ts";
import { jsonDocument } from "./json-document.ts";

/** `GET /openapi.json`: the description of every route. */
export const openapi: Handler = async ({ edition, origin, routes }) => {
  return jsonDocument(openapiDocument(routes, { title: edition.site.title, origin }));
};
