import { Problem } from "../../http/problem.ts";
import { ASSETS } from "../../pages/assets.ts";
import type { Handler } from "../handler.ts";

const DAY = 86_400;
/** For how long an old address may stand for what is current, in seconds. */
const MINUTE = 60;

/** What tells an asset from others, whatever the hash in its path. */
const nameOf = (path: string) => path.replace(/\.[0-9a-f]{12}\./, ".");

/**
 * `GET /assets/…` and the icons: what pages need besides themselves. A page that somebody kept from before a
 * deployment gets what has become of its assets, but not for ever.
 */
export const asset: Handler = async ({ path }) => {
  const found = ASSETS.find((one) => nameOf(one.path) === nameOf(path));
  if (!found) throw new Problem("not-found", "Pages name their current assets");

  const { mediaType, bytes, immutable } = found;
  const isCurrent = found.path === path;
  return { mediaType, body: bytes, maxAge: isCurrent ? DAY : MINUTE, immutable: immutable && isCurrent };
};
