import { z } from "zod";
import { storeDocument } from "./store-document.ts";

/** Returns the JSON Schema of `articles.json`, for the editors of those who write it by hand. */
export function storeSchema(): object {
  return z.toJSONSchema(storeDocument, { target: "draft-2020-12" });
}
