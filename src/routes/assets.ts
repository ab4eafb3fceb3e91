import { Problem } from "../http/problem.ts";
import { ASSETS } from "../pages/assets.ts";
import type { Handler } from "./route.ts";

const DAY = 86_400;
/** How long the current bytes are fresh at an outdated address, in seconds. */
const MINUTE = 60;

/** The paths of what pages refer to. */
export const ASSET_PATHS = ["/assets/:asset", "/favicon.svg", "/favicon.ico", "/apple-touch-icon.png"];

/**
 * `GET /assets/…` and the icons. A path that holds a hash is found by any hash: a page that was kept from before
 * a deployment gets the current asset, but not for long.
 */
export const asset: Handler = async ({ path }) => {
  const found = ASSETS.find((one) => withoutHash(one.path) === withoutHash(path));
  if (!found) throw new Problem("not-found", "Pages name their current assets");

  const { mediaType, bytes, immutable } = found;
  const isCurrent = found.path === path;
  return { mediaType, body: bytes, maxAge: isCurrent ? DAY : MINUTE, immutable: immutable && isCurrent };
};

function withoutHash(path: string): string {
  return path.replace(/\.[0-9a-f]{12}\./, ".");
}
