interface Parameter {
  readonly name: string;
  readonly in: "path" | "query";
  readonly schema: { readonly enum?: readonly string[]; readonly default?: unknown };
}

interface Answer {
  readonly $ref?: string;
  readonly content?: Readonly<Record<string, { readonly schema: object }>>;
}

/** What the description says of one `GET`. */
export interface Operation {
  readonly operationId: string;
  readonly parameters: readonly Parameter[];
  readonly responses: Readonly<Record<string, Answer>>;
}

/** An OpenAPI description, as far as the tests read it. */
export interface Description {
  readonly paths: Readonly<Record<string, { readonly get: Operation }>>;
  readonly components: { readonly schemas: object; readonly responses: Readonly<Record<string, Answer>> };
}

/** Values that the made-up store has an answer for; every value of an enumeration is tried. */
const EXAMPLES: Readonly<Record<string, string>> = {
  id: "on-reading",
  part: "lists",
  author: "王 小/明",
  tag: "阅读",
  columns: "essays+letters",
  feed: "partner",
  column: "essays",
  limit: "1",
  page: "1",
  paged: "1",
  exclude: "letters",
  "not-column": "letters",
  "not-author": "Ann",
  "not-tag": "读书",
  q: "阅读",
  since: "2025-01-02",
  until: "2025-01-02T08:00:00Z",
  cursor: "1735776000001_on-reading",
  after: "1735776000001_on-reading",
  before: "1735776000001_on-reading",
};

/** Returns `schema` with every object in it closed, so that a field that is not documented is refused. */
export function closed(schema: unknown): unknown {
  if (typeof schema !== "object" || schema === null) return schema;
  if (Array.isArray(schema)) return schema.map(closed);
  const parts = Object.fromEntries(Object.entries(schema).map(([key, part]) => [key, closed(part)]));
  return Reflect.get(schema, "type") === "object" && "properties" in schema
    ? { ...parts, additionalProperties: false }
    : parts;
}

/** Returns the path without a query and, once a value, with each parameter of its query. */
export function targetsOf(template: string, { parameters }: Operation): string[] {
  const valuesOf = ({ name, schema }: Parameter) => schema.enum ?? [EXAMPLES[name] ?? ""];
  const paths = parameters
    .filter((parameter) => parameter.in === "path")
    .reduce(
      (made, parameter) =>
        made.flatMap((path) =>
          valuesOf(parameter).map((value) => path.replace(`{${parameter.name}}`, encoded(value))),
        ),
      [template],
    );
  const queries = parameters
    .filter((parameter) => parameter.in === "query")
    .flatMap((parameter) => valuesOf(parameter).map((value) => `?${parameter.name}=${encoded(value)}`));
  return paths.flatMap((path) => ["", ...queries].map((query) => `${path}${query}`));
}

function encoded(value: string): string {
  return encodeURIComponent(value).replaceAll("%2B", "+");
}
