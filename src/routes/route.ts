import type { SchemaName } from "../api/documents.ts";
import type { DescribedParameter, DescribedRoute } from "../api/openapi.ts";
import type { Preference } from "../http/preference.ts";
import { knownQuery } from "../http/query.ts";
import type { Representation } from "../http/representation.ts";
import type { Snapshot } from "../store/snapshot.ts";
import type { EntryRenderer } from "./entry-renderer.ts";

/** A parameter of a query that is sent once: how it is parsed, and what the description of the API says of it. */
export interface SingleParameter<Value> extends DescribedParameter {
  readonly isRepeatable?: false;
  /** Parses what a client sent; `undefined` stands for nothing sent. @throws {Problem} `bad-parameter` */
  parse(text: string | undefined): Value;
}

/** The same of a parameter that can be sent several times. */
export interface RepeatableParameter<Value> extends DescribedParameter {
  readonly isRepeatable: true;
  /** Parses what a client sent, each value once. @throws {Problem} `bad-parameter` */
  parse(texts: readonly string[]): Value;
}

export type Parameter<Value> = SingleParameter<Value> | RepeatableParameter<Value>;

type Query = Readonly<Record<string, Parameter<unknown>>>;
/** The values of the parameters of a query. */
export type QueryValues<Q extends Query> = { readonly [Name in keyof Q]: ReturnType<Q[Name]["parse"]> };

type SegmentParam<Segment extends string> = Segment extends `:${infer Name}.${string}`
  ? Name
  : Segment extends `:${infer Name}`
    ? Name
    : never;
/** The names of the parameters in a path such as `/articles/:id.json`. */
type ParamName<Path extends string> = string extends Path
  ? string
  : Path extends `${infer Segment}/${infer Rest}`
    ? SegmentParam<Segment> | ParamName<Rest>
    : SegmentParam<Path>;

/** What a handler knows of a request. */
export interface RouteContext<Params = Readonly<Record<string, string>>, Values = object> {
  readonly snapshot: Snapshot;
  /** Scheme and host of every address in the answer. */
  readonly origin: string;
  /** The canonical path. */
  readonly path: string;
  /** The query as it was sent, without unknown parameters, in the order of the route. */
  readonly search: URLSearchParams;
  /** The parameters of the path, decoded. */
  readonly params: Params;
  /** The parameters of the query, parsed. */
  readonly query: Values;
  readonly entries: EntryRenderer;
}

/** Answers a request with a representation. @throws {Problem} @throws {Redirect} */
export type Handler<Params = Readonly<Record<string, string>>, Values = object> = (
  context: RouteContext<Params, Values>,
) => Promise<Representation>;

/** What a route answers with. */
export type Answer =
  /** A document that the description of the API lists. */
  | { readonly kind: "document"; readonly mediaType: string; readonly schema?: SchemaName }
  /** Another address. */
  | { readonly kind: "redirect" }
  /** Something that only pages refer to. */
  | { readonly kind: "asset" };

/** A row of the route table. */
interface Row<Path extends string, Q extends Query> {
  /** With its parameters as `:name`. */
  readonly path: Path;
  /** What the description says of each parameter of the path. */
  readonly params: { readonly [Name in ParamName<Path>]: DescribedParameter };
  readonly query: Q;
  readonly handler: Handler<Readonly<Record<ParamName<Path>, string>>, QueryValues<Q>>;
  /** The handler of the same as a page, and how clients ask for it. */
  readonly page?: {
    readonly handler: Handler<Readonly<Record<ParamName<Path>, string>>, QueryValues<Q>>;
    readonly by: Preference;
  };
  /** What it answers with, in a sentence. */
  readonly summary: string;
  /** Whether there may be nothing at the address; where there are parameters in the path when left out. */
  readonly mayBeMissing?: boolean;
  /** Whether what was at the address may have been removed. */
  readonly mayBeRemoved?: boolean;
  /** Whether it may redirect to another address of the same; when left out, it does not. */
  readonly mayRedirect?: boolean;
  readonly answer: Answer;
}

/** What a request brings to its route. */
type RouteRequest = Pick<RouteContext, "snapshot" | "origin" | "path" | "params" | "search" | "entries">;

/** A route, whatever its parameters are. */
export interface Route {
  readonly path: string;
  /** The parameters of `sent` that the route knows, in its order, so that equal requests have one query. */
  readonly search: (sent: URLSearchParams) => URLSearchParams;
  readonly answer: Answer;
  readonly respond: (request: RouteRequest) => Promise<Representation>;
  readonly page?: { readonly respond: Route["respond"]; readonly by: Preference };
  /** What the description of the API says of it; absent where it is not in there. */
  readonly description?: DescribedRoute;
}

/** Returns a row of the route table as a route. */
export function route<const Path extends string, Q extends Query>(row: Row<Path, Q>): Route {
  const { path, params, query, handler, page, summary, answer } = row;
  type Params = Readonly<Record<ParamName<Path>, string>>;
  const respond =
    (handle: Handler<Params, QueryValues<Q>>): Route["respond"] =>
    (request) =>
      handle({
        ...request,
        // The router has matched the path, so it has these parameters.
        params: request.params as Params,
        query: parseQuery(query, request.search),
      });
  const described = answer.kind === "asset" ? undefined : answer;
  return {
    path,
    search: (sent) => knownQuery(sent, query),
    answer,
    respond: respond(handler),
    ...(page && { page: { respond: respond(page.handler), by: page.by } }),
    ...(described && {
      description: {
        path,
        params,
        query,
        summary,
        mayRedirect: row.mayRedirect ?? false,
        mayBeMissing: row.mayBeMissing ?? Object.keys(params).length > 0,
        mayBeRemoved: row.mayBeRemoved ?? false,
        answer: described.kind === "document" ? { ...described, hasPage: page !== undefined } : described,
      },
    }),
  };
}

function parseQuery<Q extends Query>(query: Q, search: URLSearchParams): QueryValues<Q> {
  const values = Object.entries(query).map(([name, parameter]) => [
    name,
    parameter.isRepeatable
      ? parameter.parse(search.getAll(name))
      : parameter.parse(search.get(name) ?? undefined),
  ]);
  // Each value comes from the parser of its own parameter.
  return Object.fromEntries(values) as QueryValues<Q>;
}
