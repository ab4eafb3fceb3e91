import { FILTER_PARAMETERS } from "../../domain/filter-query.ts";
import { valueAt } from "../../domain/json-pointer.ts";
import { OPENSEARCH_PATH, SEARCH_PATH } from "../../domain/paths.ts";
import { addressKey, type RedirectRule, redirectTargets } from "../../domain/redirect-rule.ts";
import { ALIASES, FEED_FORMAT_NAMES, FEED_FORMATS } from "../../feed/feed-format.ts";

/** What redirects are checked against. */
interface RedirectContext {
  readonly columns: ReadonlySet<unknown>;
  /** The slugs of the named feeds. */
  readonly feeds: ReadonlySet<unknown>;
  /** The ids of all articles, drafts and scheduled ones included. */
  readonly articles: ReadonlySet<unknown>;
}

/** What the service has at a path. */
interface Destination {
  /** The names of the parameters that are read there. */
  readonly query: readonly string[];
  /** `undefined` where that depends on the articles, as for authors and tags. */
  readonly exists: boolean | undefined;
}

const NOTHING: readonly string[] = [];
/** The parameters of what comes and goes with articles. */
const COME_AND_GO = ["author", "tag"];
const FEED_QUERY = [...FILTER_PARAMETERS, "limit", "content", "after", "page", "paged"];
const PAGE_QUERY = [...FILTER_PARAMETERS, "order", "after", "before"];
const JSON_QUERY = [...FILTER_PARAMETERS, "limit", "content", "order", "after"];
const FEED_FILES = FEED_FORMAT_NAMES.map((format) => FEED_FORMATS[format].file);

/** The last segments of the paths of a scope, each with its parameters. */
const IN_SCOPE = new Map<string, readonly string[]>([
  ["subscribe", FILTER_PARAMETERS],
  ...[...FEED_FILES, ...FEED_FILES.map((file) => `${file}.txt`), ...Object.keys(ALIASES)].map(
    (name) => [name, FEED_QUERY] as const,
  ),
]);

/** The paths of one segment besides those of the scope of the site. */
const AT_ROOT = new Map<string, readonly string[]>([
  ["articles.json", [...FILTER_PARAMETERS, "limit", "content", "cursor"]],
  [SEARCH_PATH.slice(1), PAGE_QUERY],
  [`${SEARCH_PATH.slice(1)}.json`, JSON_QUERY],
  ...[
    "index.json",
    "columns.json",
    "openapi.json",
    "opml.xml",
    "columns.opml",
    OPENSEARCH_PATH.slice(1),
    "sitemap.xml",
    "robots.txt",
    "favicon.svg",
    "favicon.ico",
    "apple-touch-icon.png",
    "health",
  ].map((name) => [name, NOTHING] as const),
]);

/** Returns the problems of redirects: the index in `rules`, the field, and what was found and what to do. */
export function redirectProblems(
  rules: readonly RedirectRule[],
  context: RedirectContext,
): readonly { readonly index: number; readonly field: keyof RedirectRule; readonly message: string }[] {
  const targets = redirectTargets(rules);
  const first = new Map<string, number>();
  return rules.flatMap(({ from, to }, index) => {
    const key = addressKey(from);
    const earlier = first.get(key);
    if (earlier === undefined) first.set(key, index);
    const problems = {
      from:
        earlier === undefined
          ? fromProblem(from, context)
          : `found "${from}", the same address as in /redirects/${earlier}; take one out`,
      to: toProblem(to, targets.get(key), context),
    };
    return (["from", "to"] as const).flatMap((field) => {
      const message = problems[field];
      return message === undefined ? [] : [{ index, field, message }];
    });
  });
}

function fromProblem(from: string, context: RedirectContext): string | undefined {
  const { path, names } = parsed(from);
  const destination = destinationOf(path, context);
  const isHidden =
    destination?.exists &&
    names.every((name) => destination.query.includes(name) && !COME_AND_GO.includes(name));
  return isHidden
    ? `found "${from}", which the service answers itself; write an address that it does not have`
    : undefined;
}

function toProblem(to: string, target: string | undefined, context: RedirectContext): string | undefined {
  if (target === undefined) return `found "${to}", which leads back here; write where the circle is to end`;
  const destination = destinationOf(parsed(target).path, context);
  return destination && destination.exists !== false
    ? undefined
    : `found "${to}", where the service has nothing; write one of its paths, such as /rss.xml`;
}

/** Returns what the service has at `path`, decoded; `undefined` for nothing. */
function destinationOf(
  path: readonly string[],
  { columns, feeds, articles }: RedirectContext,
): Destination | undefined {
  const [first, name = "", last] = path;
  if (first === undefined) return { query: NOTHING, exists: true };
  if (path.length === 1) {
    const known = IN_SCOPE.get(first.toLowerCase()) ?? AT_ROOT.get(first);
    return feedOfSite(first) ?? (known && { query: known, exists: true });
  }
  if (path.length === 2 && `/${first}` === SEARCH_PATH) return feedOfSite(name);
  if (path.length === 2 && first === "articles")
    return { query: NOTHING, exists: articles.has(name.replace(/\.json$/, "")) };
  if (path.length === 2 && first === "sitemaps")
    return /^(lists|\d{4}-\d{2}(-\d{2})?)\.xml$/.test(name)
      ? { query: NOTHING, exists: undefined }
      : undefined;

  if (path.length > 3 || !["columns", "feeds", "authors", "tags"].includes(first)) return undefined;
  const isDocument = last === undefined && name.endsWith(".json");
  const ofPage = isDocument ? JSON_QUERY : PAGE_QUERY;
  const query = last === undefined ? ofPage : IN_SCOPE.get(last.toLowerCase());
  const slug = name.replace(isDocument ? ".json" : "", "").toLowerCase();
  const hasSlug: Readonly<Record<string, () => boolean>> = {
    columns: () => slug.split("+").every((one) => columns.has(one)),
    feeds: () => feeds.has(slug),
  };
  return query && { query, exists: hasSlug[first]?.() };
}

/** Returns the feed of the site, or what redirects to it, at `name`; `undefined` for anything else. */
function feedOfSite(name: string): Destination | undefined {
  const isFeed = IN_SCOPE.get(name.toLowerCase()) === FEED_QUERY;
  return isFeed ? { query: [...FEED_QUERY, "exclude"], exists: true } : undefined;
}

/** Returns the segments of the path of `address`, and the names of its parameters, decoded. */
function parsed(address: string): { readonly path: readonly string[]; readonly names: readonly string[] } {
  const [path = "", query = ""] = addressKey(address).split("?");
  return {
    path: path.split("/").filter(Boolean).map(decoded),
    names: [...new URLSearchParams(query).keys()],
  };
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** Tells whether `value` has the shape of a redirect. */
export function isRedirectRule(value: unknown): value is RedirectRule {
  return (["from", "to"] as const).every((field) => {
    const address = valueAt(value, [field]);
    return typeof address === "string" && /^\/(?!\/)/.test(address);
  });
}
