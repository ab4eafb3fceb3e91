import { Ajv } from "ajv";
import formats from "ajv-formats";
import schema from "jsonfeed-schema/schema-v1.1.json";
import { describe, expect, it } from "vitest";
import shipped from "../../articles.json";
import type { StoreDocument } from "../../src/store/json-file/store-document.ts";
import { aFullStore } from "../support/a-full-store.ts";
import { aStore } from "../support/a-store.ts";
import { serve } from "../support/serve.ts";

const ajv = formats.default(new Ajv({ strict: false, allErrors: true }));
const validate = ajv.compile(schema);

describe("JSON feeds are valid by a JSON Schema of JSON Feed 1.1 that is not ours:", () => {
  it.each([
    ["the shipped store", shipped as StoreDocument, "/feed.json"],
    ["the shipped store's empty column", shipped as StoreDocument, "/columns/shuping-shuxun/feed.json"],
    ["a store that says everything", aFullStore(), "/feed.json"],
    ["its summaries", aFullStore(), "/feed.json?content=summary"],
    ["an empty store", aStore([]), "/feed.json"],
  ])("%s", async (_, store, address) => {
    const feed = await (await serve(store)(address)).json();

    validate(feed);

    expect(validate.errors).toBeNull();
  });

  it("which refuses an item without content", () => {
    const feed = {
      version: "https://jsonfeed.org/version/1.1",
      title: "T",
      items: [{ id: "1", summary: "S" }],
    };

    expect(validate(feed)).toBe(false);
  });
});
