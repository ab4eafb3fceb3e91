import { ASSETS } from "../../html/assets.ts";
import { Problem } from "../../http/problem.ts";
import type { Handler } from "../handler.ts";

const DAY = 86_400;

/** `GET /assets/…` and the icons: what pages need besides themselves. */
export const asset: Handler = async ({ path }) => {
  const found = ASSETS.find((one) => one.path === path);
  if (!found) throw new Problem("not-found", "Pages name their current assets");

  const { mediaType, bytes, immutable } = found;
  return { mediaType, body: bytes, maxAge: DAY, immutable };
};
