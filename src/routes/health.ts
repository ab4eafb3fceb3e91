import type { Handler } from "./handler.ts";
import { jsonDocument } from "./json-document.ts";

/** `GET /health`: which store is served. Never stored, so it always speaks of this instant. */
export const health: Handler = async ({ edition }) => {
  const { count } = await edition.tally({});
  const { maxAge: _, ...document } = jsonDocument({
    status: "ok",
    version: edition.version,
    articles: count,
  });
  return document;
};
