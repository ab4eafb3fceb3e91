import { FEED_FORMATS } from "../feed/feed-format.ts";
import { Problem } from "../http/problem.ts";
import { Redirect } from "../http/redirect.ts";
import type { Handler } from "./handler.ts";

const { rss, atom, json } = FEED_FORMATS;

/** Customary names of feeds, each with the file that it means here. */
export const ALIASES: Readonly<Record<string, string>> = {
  feed: rss.file,
  rss: rss.file,
  "feed.xml": rss.file,
  "index.xml": rss.file,
  atom: atom.file,
  json: json.file,
};

/** Files whose names are written in another case. */
const FILES = new Set<string>([rss.file, atom.file, json.file]);

/** `GET …/feed`, `…/rss`, `…/atom` and their like: moved for good to the feed of that subject. */
export const alias: Handler = async ({ path, params: { alias: name = "" } }) => {
  const lower = name.toLowerCase();
  const file = Object.hasOwn(ALIASES, lower) ? ALIASES[lower] : FILES.has(lower) ? lower : undefined;
  if (file === undefined) throw new Problem("not-found", "Feeds are at rss.xml, atom.xml and feed.json");
  throw new Redirect(`${path.slice(0, -name.length)}${file}`);
};
