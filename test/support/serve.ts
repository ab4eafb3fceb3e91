import { app } from "../../src/app.ts";
import type { ArticleStore } from "../../src/store/article-store.ts";
import { bundledStore } from "../../src/store/json-file/bundled-store.ts";
import type { StoreDocument } from "../../src/store/json-file/store-document.ts";

/** Where the tested service says it lives. */
export const ORIGIN = "https://feeds.example";

/** An instant after everything in a store of the tests. */
export const NOW = new Date("2026-01-01T00:00:00Z");

/** What a test asks of the service: a path and query, with headers and a method where they matter. */
export type Get = (target: string, init?: RequestInit, now?: Date) => Promise<Response>;

/** Returns what asks a service of `store`. */
export function serve(store: StoreDocument): Get {
  return serveFrom(bundledStore(store));
}

/** Returns what asks a service of articles that come from a store of any kind. */
export function serveFrom(store: ArticleStore): Get {
  const service = app(store);
  return (target, init = {}, now = NOW) =>
    service.fetch(new Request(`${ORIGIN}${target}`, init), { now, origin: ORIGIN });
}
