import { ALIASES, FEED_FORMAT_NAMES, FEED_FORMATS } from "../feed/feed-format.ts";
import { Problem } from "../http/problem.ts";
import { Redirect } from "../http/redirect.ts";
import type { Handler } from "./handler.ts";
import type { FindSubject } from "./subjects.ts";

/** `GET …/feed`, `…/rss`, `…/atom` and their like: moved for good to the feed of that subject. */
export function alias(findSubject: FindSubject): Handler {
  return async (context) => {
    const name = (context.params.alias ?? "").toLowerCase();
    const format = Object.hasOwn(ALIASES, name)
      ? ALIASES[name]
      : FEED_FORMAT_NAMES.find((one) => FEED_FORMATS[one].file === name);
    if (!format) throw new Problem("not-found", "See / for what there is");

    const { path } = await findSubject(context);
    throw new Redirect(`${path}/${FEED_FORMATS[format].file}`);
  };
}
