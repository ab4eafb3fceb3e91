import { PARAMETERS } from "./openapi-parameters.ts";
import { SCHEMAS } from "./openapi-schemas.ts";

/** What the description needs to know of a route. */
export interface DescribedRoute {
  /** With its parameters as `:name`. */
  readonly path: string;
  readonly query: readonly string[];
  readonly summary: string;
  /** Present where the same is to be had as a page. */
  readonly page?: object;
  readonly answers: { readonly mediaType: string; readonly schema?: string } | "redirect" | "asset";
}

/** Returns the OpenAPI 3.1 description of `routes`. */
export function openapiDocument(
  routes: readonly DescribedRoute[],
  { title, origin }: { title: string; origin: string },
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
    paths: Object.fromEntries(
      routes
        .filter(({ answers }) => answers !== "asset")
        .map((route) => [templateOf(route.path), { get: operation(route) }]),
    ),
    components: { schemas: SCHEMAS, responses: RESPONSES },
  };
}

const HEADERS = Object.fromEntries(
  ["ETag", "Last-Modified", "Cache-Control", "Link"].map((name) => [name, { schema: { type: "string" } }]),
);

const RESPONSES = {
  Problem: {
    description: "What is wrong with the request (RFC 9457)",
    content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
  },
  NotModified: { description: "What the client has is still true", headers: HEADERS },
};

function operation({ path, query, summary, answers, page }: DescribedRoute): object {
  const inPath = [...path.matchAll(/:(\w+)/g)].map(([, name = ""]) => name);
  return {
    operationId: operationId(path),
    summary,
    parameters: [
      ...inPath.map((name) => ({ name, in: "path", required: true, ...PARAMETERS.path[name] })),
      ...query.map((name) => ({ name, in: "query", required: false, ...PARAMETERS.query[name] })),
    ],
    responses: {
      ...(typeof answers === "string" ? moved() : found(answers, page !== undefined)),
      "400": { $ref: "#/components/responses/Problem" },
      ...((inPath.length > 0 || query.includes("author")) && {
        "404": { $ref: "#/components/responses/Problem" },
      }),
      "405": { $ref: "#/components/responses/Problem" },
      "500": { $ref: "#/components/responses/Problem" },
    },
  };
}

function found(
  { mediaType, schema }: { readonly mediaType: string; readonly schema?: string },
  hasPage: boolean,
): object {
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

function moved(): object {
  return { "301": { description: "Moved for good", headers: { Location: { schema: { type: "string" } } } } };
}

function templateOf(path: string): string {
  return path.replace(/:(\w+)/g, "{$1}");
}

function operationId(path: string): string {
  const words = path.split(/[^A-Za-z]+/).filter((word) => word !== "");
  return ["get", ...words]
    .map((word, index) => (index === 0 ? word : `${word.charAt(0).toUpperCase()}${word.slice(1)}`))
    .join("");
}
