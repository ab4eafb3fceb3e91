import { Validator } from "@seriousme/openapi-schema-validator";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { describe, expect, it } from "vitest";
import { ROUTES } from "../../src/routes/table.ts";
import { aFullStore } from "../support/a-full-store.ts";
import { closed, type Description, type Operation, targetsOf } from "../support/openapi-description.ts";
import { serve } from "../support/serve.ts";

const get = serve(aFullStore());
const description: Description = await (await get("/openapi.json")).json();
const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema(closed({ ...description, $id: "https://description.invalid/" }) as object);

const OPERATIONS = Object.entries(description.paths).map(([path, { get: operation }]) => ({
  path,
  operation,
}));
const REQUESTS = OPERATIONS.flatMap(({ path, operation }) =>
  targetsOf(path, operation).flatMap((target) =>
    Object.keys(operation.responses["200"]?.content ?? { "*/*": {} }).map((accept) => ({
      target,
      accept,
      operation,
    })),
  ),
);
const DOCUMENTED = ROUTES.filter(({ answer }) => answer.kind !== "asset");
const WITH_PARAMETERS = OPERATIONS.flatMap(({ path, operation }) =>
  operation.parameters
    .filter(({ schema }) => schema.default !== undefined)
    .map(({ name }) => ({
      target: `${targetsOf(path, operation)[0]?.split("?")[0]}?${name}=none`,
      operation,
    })),
).filter(({ operation }) => operation.responses["200"]);
const ABSENT = [
  ...OPERATIONS.filter(({ path }) => path.includes("{")).map(({ path, operation }) => ({
    target: path.replace(/\{\w+\}/g, "nothing-of-this-name"),
    operation,
  })),
  ...REQUESTS.filter(
    ({ operation }) => operation.responses["200"] && operation.parameters.some(({ name }) => name === "page"),
  ).map(({ target, operation }) => ({ target: `${target.split("?")[0]}?page=99`, operation })),
];

/** Returns what is wrong with a response, in the words of its documentation. */
async function deviations(response: Response, { responses }: Operation): Promise<unknown> {
  const documented = responses[response.status];
  const answer = documented?.$ref
    ? description.components.responses[documented.$ref.split("/").at(-1) ?? ""]
    : documented;
  if (!answer) return `${response.status} is not documented`;
  const [mediaType = ""] = (response.headers.get("Content-Type") ?? "").split(";");
  if (!answer.content) return mediaType === "" ? null : `${mediaType} is not documented`;
  const schema = answer.content[mediaType]?.schema;
  if (!schema) return `${mediaType} is not documented`;
  const $ref: unknown = Reflect.get(schema, "$ref");
  const validate = ajv.compile($ref ? { $ref: `https://description.invalid/${$ref}` } : schema);
  validate(mediaType.endsWith("json") ? await response.json() : await response.text());
  return validate.errors;
}

describe("/openapi.json", () => {
  it("is OpenAPI 3.1 without a fault", async () => {
    const validator = new Validator();

    const result = await validator.validate({ ...structuredClone(description) });

    expect(result.errors).toBeUndefined();
    expect({ valid: result.valid, version: validator.version }).toEqual({ valid: true, version: "3.1" });
  });

  it("documents every route but those of what only pages need, and nothing that is no route", () => {
    const routes = DOCUMENTED.map(({ path }) => path.replace(/:(\w+)/g, "{$1}"));

    const documented = Object.keys(description.paths);

    expect(documented.toSorted()).toEqual(routes.toSorted());
  });

  it("documents every parameter that a route reads, and gives each operation a name of its own", () => {
    const everything = new URLSearchParams(
      OPERATIONS.flatMap(({ operation }) => operation.parameters.map(({ name }) => [name, "x"])),
    );
    const once = new URLSearchParams([...new Set(everything.keys())].map((name) => [name, "x"]));
    const read = DOCUMENTED.map(({ path, search }) => [
      ...[...path.matchAll(/:(\w+)/g)].map(([, name]) => name),
      ...search(once).keys(),
    ]);

    const documented = OPERATIONS.map(({ operation }) => operation.parameters.map(({ name }) => name));

    expect(documented).toEqual(read);
    expect(new Set(OPERATIONS.map(({ operation }) => operation.operationId)).size).toBe(DOCUMENTED.length);
  });

  it.each(REQUESTS)("GET $target as $accept answers as documented", async ({ target, accept, operation }) => {
    const response = await get(target, { headers: { Accept: accept } });

    const documented = Object.keys(operation.responses).filter((status) => /^200|301$/.test(status));
    expect(documented).toContain(String(response.status));
    expect(await deviations(response, operation)).toBeNull();
  });

  it.each(
    REQUESTS.filter(({ operation }) => operation.responses["304"]),
  )("GET $target as $accept with its own entity tag answers 304, as documented", async ({
    target,
    accept,
    operation,
  }) => {
    const found = await get(target, { headers: { Accept: accept } });
    const etag = found.headers.get("ETag") ?? "";
    // A filter may have its feed at another path.
    if (found.status === 301) return;

    const response = await get(target, { headers: { Accept: accept, "If-None-Match": etag } });

    expect(response.status).toBe(304);
    expect(await deviations(response, operation)).toBeNull();
  });

  it.each(WITH_PARAMETERS)("GET $target answers 400, as documented", async ({ target, operation }) => {
    const response = await get(target);

    expect(response.status).toBe(400);
    expect(await deviations(response, operation)).toBeNull();
  });

  it.each(ABSENT)("GET $target answers 404, as documented", async ({ target, operation }) => {
    const response = await get(target);

    expect(response.status).toBe(404);
    expect(await deviations(response, operation)).toBeNull();
  });

  it.each(
    OPERATIONS.filter(({ path }) => path.startsWith("/articles/")),
  )("GET $path of a removed article answers 410, as documented", async ({ path, operation }) => {
    const response = await get(path.replace("{id}", "on-lending"));

    expect(response.status).toBe(410);
    expect(operation.responses).toHaveProperty("410");
    expect(await deviations(response, operation)).toBeNull();
  });
});
