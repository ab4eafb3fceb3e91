import { app } from "../../src/app.ts";
import { bundleStore } from "../../src/store/json-file/bundle.ts";
import { bundledStore } from "../../src/store/json-file/bundled-store.ts";
import { parseStore } from "../../src/store/json-file/parse-store.ts";
import type { StoreDocument } from "../../src/store/json-file/store-document.ts";
import type { ArticleStore } from "../../src/store/snapshot.ts";
import { aWordSearch } from "./a-word-search.ts";

/** Scheme and host of the tested service. */
export const ORIGIN = "https://feeds.example";

/** An instant after everything in a store of the tests. */
export const NOW = new Date("2026-01-01T00:00:00Z");

/** Sends a request for a path and query to a tested service. */
export type Get = (target: string, init?: RequestInit, now?: Date) => Promise<Response>;

/** Returns a service of `document`, as the build step bundles it. */
export function serve(document: StoreDocument): Get {
  return serveFrom(bundled(document));
}

/** Returns the store that the Worker would have of `document`. */
export function bundled(document: StoreDocument): ArticleStore {
  const store = parseStore(document);
  const { index, articles } = bundleStore(store, {
    now: store.updated,
    code: "",
    origin: "",
    search: aWordSearch,
  });
  return bundledStore(index.buffer, articles.buffer, aWordSearch);
}

/** Returns a service of articles that come from a store of any kind. */
export function serveFrom(store: ArticleStore): Get {
  const service = app(store);
  return (target, init = {}, now = NOW) =>
    service.fetch(new Request(`${ORIGIN}${target}`, init), { now, origin: ORIGIN });
}
