import { type Cursor, parseCursor } from "../domain/cursor.ts";
import type { Detail } from "../domain/entry.ts";
import { SLUG_PATTERN } from "../domain/slug.ts";
import { ALIASES } from "../feed/feed-format.ts";
import { Problem } from "../http/problem.ts";
import { MAX_LIMIT, type Order } from "../store/snapshot.ts";
import type { SingleParameter } from "./route.ts";

/** How many articles are listed where a request does not say; a feed may hold more. */
export const DEFAULT_LIMIT = 20;

/** A feed without a limit holds all articles of so many hours before its newest, so that none of a burst is missed. */
export const BURST_HOURS = 48;

const anyText = { type: "string", minLength: 1 };

/** The parameters of paths. */
export const PATH_PARAMETERS = {
  columns: {
    description: "The slug of a column, or several joined by `+`",
    schema: { type: "string", pattern: "^[a-z0-9]+(-[a-z0-9]+)*(\\+[a-z0-9]+(-[a-z0-9]+)*)*$" },
  },
  feed: {
    description: "The slug of a named feed",
    schema: { type: "string", pattern: SLUG_PATTERN.source },
  },
  author: { description: "The name of an author", schema: anyText },
  tag: { description: "A tag", schema: anyText },
  id: { description: "The id of an article, as in its address", schema: anyText },
  part: {
    description: "Which of the sitemaps: `lists`, a month or a day",
    schema: { type: "string", pattern: "^(lists|[0-9]{4}-[0-9]{2}(-[0-9]{2})?)$" },
  },
  alias: {
    description: "A customary name of a feed",
    schema: { type: "string", enum: Object.keys(ALIASES) },
  },
} as const;

/** How many articles at most. */
export const limit: SingleParameter<number> = {
  description: "How many articles at most",
  schema: { type: "integer", minimum: 1, maximum: MAX_LIMIT, default: DEFAULT_LIMIT },
  parse: (text) => feedLimit.parse(text) ?? DEFAULT_LIMIT,
};

/** How many articles of a feed at most. */
export const feedLimit: SingleParameter<number | undefined> = {
  description:
    `How many articles at most. Without it, as many as a named feed says; else the newest ${DEFAULT_LIMIT} and, beyond them, ` +
    `all of the ${BURST_HOURS} hours before the newest, up to ${MAX_LIMIT}`,
  schema: { type: "integer", minimum: 1, maximum: MAX_LIMIT },
  parse(text) {
    if (text === undefined) return undefined;
    const number = /^[1-9]\d{0,2}$/.test(text) ? Number(text) : Number.NaN;
    if (number <= MAX_LIMIT) return number;
    throw new Problem("bad-parameter", `"limit" is a whole number from 1 to ${MAX_LIMIT}`);
  },
};

/** How much of each article. */
export const content: SingleParameter<Detail> = {
  description: "Whole articles, or their summaries only",
  schema: { type: "string", enum: ["full", "summary"], default: "full" },
  parse: (text) => feedDetail.parse(text) ?? "full",
};

/** How much of each article of a feed. */
export const feedDetail: SingleParameter<Detail | undefined> = {
  description:
    "Whole articles, or their summaries only. Without it, whole articles, unless a named feed says otherwise",
  schema: { type: "string", enum: ["full", "summary"] },
  parse(text) {
    if (text === undefined || text === "full" || text === "summary") return text;
    throw new Problem("bad-parameter", '"content" is "full" or "summary"');
  },
};

/** In which order articles are listed. */
export const order: SingleParameter<Order> = {
  description: "Of what `q` finds: the newest first, or those first that have all words in the title",
  schema: { type: "string", enum: ["newest", "relevance"], default: "newest" },
  parse(text = "newest") {
    if (text === "newest" || text === "relevance") return text;
    throw new Problem("bad-parameter", '"order" is "newest" or "relevance"');
  },
};

const position = { type: "string", pattern: "^([012]\\.)?-?[0-9]{1,16}_[A-Za-z0-9._~-]{1,128}$" };

/** The position after which a page of a list begins. */
export const after = cursorParameter("after", {
  description: "Only what comes after this, taken from a link",
  schema: position,
});

/** The position before which a page of a list ends. */
export const before = cursorParameter("before", {
  description: "Of the page: only what comes before this, taken from a link",
  schema: position,
});

/** The position after which a page of a feed begins. */
export const feedAfter = cursorParameter("after", {
  description: "Only what is older than this: taken from the link to the next page",
  schema: position,
});

/** The number of a page of a feed. */
export const page = pageNumber("page", "Which page of the feed, counted from 1");

/** The same, as WordPress calls it. */
export const paged = pageNumber("paged", "The same as `page`");

/** The position after which a page of articles begins. */
export const cursor = cursorParameter("cursor", {
  description: "Where the page begins: taken from `next_url`",
  schema: anyText,
});

function pageNumber(name: string, description: string): SingleParameter<number | undefined> {
  return {
    description,
    schema: { type: "integer", minimum: 1 },
    parse(text) {
      if (text === undefined) return undefined;
      if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
      throw new Problem("bad-parameter", `"${name}" is a whole number from 1`);
    },
  };
}

function cursorParameter(
  name: string,
  described: Omit<SingleParameter<Cursor | undefined>, "parse">,
): SingleParameter<Cursor | undefined> {
  return {
    ...described,
    parse(text) {
      const parsed = text === undefined ? undefined : parseCursor(text);
      if (text === undefined || parsed) return parsed;
      throw new Problem("bad-parameter", `"${name}" is what the link to that page says`);
    },
  };
}
