import { readFile } from "node:fs/promises";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { beforeAll, expect, it } from "vitest";
import { storeSchema } from "../../src/store/json-file/store-document.ts";
import { aFullStore } from "../support/a-full-store.ts";
import { anArticle, aStore } from "../support/a-store.ts";
import { plant } from "../support/plant.ts";

let checkedIn = "";
let validate: ValidateFunction;

beforeAll(async () => {
  checkedIn = await readFile("articles.schema.json", "utf8");
  const ajv = new Ajv2020({ allErrors: true, strict: true });
  addFormats.default(ajv);
  validate = ajv.compile(JSON.parse(checkedIn));
});

it("articles.schema.json is what storeSchema() gives", () => {
  const current = `${JSON.stringify(storeSchema(), null, 2)}\n`;

  expect(checkedIn, "articles.schema.json is stale; run `npm run schema`").toBe(current);
});

it("articles.schema.json admits articles.json, which names it", async () => {
  const store = JSON.parse(await readFile("articles.json", "utf8"));

  validate(store);

  expect(validate.errors).toBeNull();
  expect(store.$schema).toBe("./articles.schema.json");
});

it.each([
  ["that says everything", aFullStore()],
  ["that says the least", aStore([anArticle()])],
  ["without articles", aStore([])],
])("articles.schema.json admits a store %s", (_, store) => {
  validate(store);

  expect(validate.errors).toBeNull();
});

it.each([
  ["an unknown field", "/articles/0/titel", "On reading", "/articles/0"],
  ["an unknown field of the store", "/version", 1, ""],
  ["a number for a title", "/articles/0/title", 3, "/articles/0/title"],
  ["a missing title", "/articles/0/title", undefined, "/articles/0"],
  ["a date without an offset", "/articles/0/published", "2025-01-02T08:00:00", "/articles/0/published"],
  ["a day that is not", "/articles/0/published", "2025-02-30T08:00:00Z", "/articles/0/published"],
  ["a malformed id", "/articles/0/id", "on reading", "/articles/0/id"],
  ["a malformed slug", "/columns/0/slug", "Essays", "/columns/0/slug"],
  ["a relative address", "/articles/0/url", "on-reading.html", "/articles/0/url"],
  ["an author without a name", "/articles/0/authors/0/name", undefined, "/articles/0/authors/0"],
])("articles.schema.json refuses %s, so an editor underlines it", (_, pointer, planted, instancePath) => {
  validate(plant(aFullStore(), pointer, planted));

  expect(validate.errors).toContainEqual(expect.objectContaining({ instancePath }));
});
