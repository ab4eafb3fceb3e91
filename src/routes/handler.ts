import type { Preference } from "../http/preference.ts";
import type { Representation } from "../http/representation.ts";
import type { Snapshot } from "../store/article-store.ts";

/** What a handler is told of a request. */
export interface Context {
  readonly edition: Snapshot;
  /** Scheme and host of every address in the answer. */
  readonly origin: string;
  /** The canonical path. */
  readonly path: string;
  /** The parts of the path that the route names, percent-encoded. */
  readonly params: Readonly<Record<string, string | undefined>>;
  /** The parameters that the route knows, in its order. */
  readonly query: URLSearchParams;
  /** All routes, for the description of the API. */
  readonly routes: readonly Route[];
}

/** Answers a request with a representation, or throws a `Problem` or a `Redirect`. */
export type Handler = (context: Context) => Promise<Representation>;

/** A row of the route table, with what the description of the API says of it. */
export interface Route {
  /** With its parameters as `:name`. */
  readonly path: string;
  /** The parameters of the query that make a difference. */
  readonly query: readonly string[];
  readonly handler: Handler;
  /** The same as a page for people, and what a client says that it wants it by. */
  readonly page?: { readonly handler: Handler; readonly by: Preference };
  /** What it answers with, in a sentence. */
  readonly summary: string;
  /** What it answers with; "redirect" where it only names another address, "asset" where it is only for pages. */
  readonly answers: { readonly mediaType: string; readonly schema?: string } | "redirect" | "asset";
}
