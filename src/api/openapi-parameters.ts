import { DEFAULT_LIMIT, MAX_LIMIT } from "../domain/filter.ts";
import { SLUG_PATTERN } from "../domain/slug.ts";
import { ALIASES } from "../feed/feed-format.ts";

type Parameters = Readonly<Record<string, { readonly description: string; readonly schema: object }>>;

const text = { type: "string", minLength: 1 };
const position = { type: "string", pattern: "^-?[0-9]{1,16}_[A-Za-z0-9._~-]{1,128}$" };
const slug = { type: "string", pattern: SLUG_PATTERN.source };

/** What the description says of each parameter, by where it stands. */
export const PARAMETERS: { readonly path: Parameters; readonly query: Parameters } = {
  path: {
    columns: {
      description: "The slug of a column, or several joined by `+`",
      schema: { type: "string", pattern: "^[a-z0-9]+(-[a-z0-9]+)*(\\+[a-z0-9]+(-[a-z0-9]+)*)*$" },
    },
    author: { description: "The name of an author", schema: text },
    tag: { description: "A tag", schema: text },
    id: { description: "The id of an article, as in its address", schema: text },
    part: {
      description: "Which of the sitemaps, counted from 1",
      schema: { type: "integer", minimum: 1 },
    },
    alias: {
      description: "A customary name of a feed",
      schema: { type: "string", enum: Object.keys(ALIASES) },
    },
  },
  query: {
    limit: {
      description: "How many articles at most",
      schema: { type: "integer", minimum: 1, maximum: MAX_LIMIT, default: DEFAULT_LIMIT },
    },
    content: {
      description: "Whole articles, or their summaries only",
      schema: { type: "string", enum: ["full", "summary"], default: "full" },
    },
    exclude: {
      description: "The slugs of columns to leave out, joined by commas",
      schema: { type: "string", pattern: "^[a-z0-9-]+([ ,+][a-z0-9-]+)*$" },
    },
    column: { description: "Only articles of this column", schema: slug },
    author: { description: "Only articles by this author", schema: text },
    tag: { description: "Only articles with this tag", schema: text },
    after: { description: "Of the page: only what is older than this, taken from a link", schema: position },
    before: { description: "Of the page: only what is newer than this, taken from a link", schema: position },
    cursor: { description: "Where the page begins: taken from `next_url`", schema: text },
  },
};
