import { SCHEMAS, type SchemaName } from "./documents.ts";

/** What the description needs to know of a parameter. */
export interface DescribedParameter {
  readonly description: string;
  /** JSON Schema of its values. */
  readonly schema: object;
}

/** What the description needs to know of a route. */
export interface DescribedRoute {
  /** With its parameters as `:name`. */
  readonly path: string;
  readonly params: Readonly<Record<string, DescribedParameter>>;
  readonly query: Readonly<Record<string, DescribedParameter>>;
  /** What it answers with, in a sentence. */
  readonly summary: string;
  /** Whether there may be nothing at the address. */
  readonly mayBeMissing: boolean;
  /** Whether what was at the address may have been removed. */
  readonly mayBeRemoved: boolean;
  /** Whether it may redirect to another address of the same. */
  readonly mayRedirect: boolean;
  readonly answer:
    | { readonly kind: "redirect" }
    | {
        readonly kind: "document";
        readonly mediaType: string;
        readonly schema?: SchemaName | undefined;
        /** Whether the same is to be had as a page. */
        readonly hasPage: boolean;
      };
}

/** Returns the OpenAPI 3.1 description of `routes`. */
export function openapiDocument(
  routes: readonly DescribedRoute[],
  { title, origin }: { readonly title: string; readonly origin: string },
): object {
  return {
    openapi: "3.1.0",
    info: {
      title: `${title}: feeds and articles`,
      version: "1",
      description:
        "Feeds of a publication's columns, authors and tags, and its articles as JSON. Made by Lanmu.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: origin }],
    security: [],
    paths: Object.fromEntries(routes.map((route) => [pathTemplate(route.path), { get: operation(route) }])),
    components: {
      schemas: Object.fromEntries(Object.entries(SCHEMAS).map(([name, { json }]) => [name, json])),
      responses: RESPONSES,
    },
  };
}

const VALIDATORS = headerObjects(["ETag", "Last-Modified", "Cache-Control"]);
const HEADERS = { ...VALIDATORS, ...headerObjects(["Link"]) };

const RESPONSES = {
  Problem: {
    description: "What is wrong with the request (RFC 9457)",
    content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
  },
  NotModified: { description: "What the client has is still current", headers: VALIDATORS },
};

const PROBLEM = { $ref: "#/components/responses/Problem" };

function operation({ path, params, query, summary, ...route }: DescribedRoute): object {
  const { mayBeMissing, mayBeRemoved, mayRedirect, answer } = route;
  return {
    operationId: operationId(path),
    summary,
    parameters: [...parameterObjects(params, "path"), ...parameterObjects(query, "query")],
    responses: {
      ...(answer.kind === "redirect" ? MOVED : found(answer)),
      ...(mayRedirect && MOVED),
      "400": PROBLEM,
      ...(mayBeMissing && { "404": PROBLEM }),
      ...(mayBeRemoved && { "410": PROBLEM }),
      "405": PROBLEM,
      "500": PROBLEM,
      "503": PROBLEM,
    },
  };
}

function headerObjects(names: readonly string[]): object {
  return Object.fromEntries(names.map((name) => [name, { schema: { type: "string" } }]));
}

function parameterObjects(parameters: DescribedRoute["params"], place: "path" | "query"): object[] {
  return Object.entries(parameters).map(([name, { description, schema }]) => ({
    name,
    in: place,
    required: place === "path",
    description,
    schema,
  }));
}

const MOVED = {
  "301": { description: "Moved permanently", headers: { Location: { schema: { type: "string" } } } },
};

function found({
  mediaType,
  schema,
  hasPage,
}: Extract<DescribedRoute["answer"], { kind: "document" }>): object {
  const content = schema === undefined ? { type: "string" } : { $ref: `#/components/schemas/${schema}` };
  return {
    "200": {
      description: "Found",
      headers: HEADERS,
      content: {
        [mediaType]: { schema: content },
        ...(hasPage && { "text/html": { schema: { type: "string" } } }),
      },
    },
    "304": { $ref: "#/components/responses/NotModified" },
  };
}

function pathTemplate(path: string): string {
  return path.replace(/:(\w+)/g, "{$1}");
}

function operationId(path: string): string {
  const words = path.split(/[^A-Za-z]+/).filter((word) => word !== "");
  return ["get", ...words]
    .map((word, index) => (index === 0 ? word : `${word.charAt(0).toUpperCase()}${word.slice(1)}`))
    .join("");
}
