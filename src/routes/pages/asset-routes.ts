import type { Route } from "../handler.ts";
import { asset } from "./asset.ts";

/** A path that holds a hash of what is there is found by any hash, so that a page that was kept says what it misses. */
const PATHS = ["/assets/:asset", "/favicon.svg", "/favicon.ico", "/apple-touch-icon.png"];

/** What pages need besides themselves. */
export const ASSET_ROUTES: readonly Route[] = PATHS.map((path) => ({
  path,
  query: [],
  handler: asset,
  summary: "What pages need besides themselves",
  answers: "asset",
}));
