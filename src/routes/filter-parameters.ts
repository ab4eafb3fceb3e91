import { type DateBound, parseDateBound, sinceInstant, untilInstant } from "../domain/date-bound.ts";
import { type Filter, filterValues } from "../domain/filter.ts";
import type { FilterParameter } from "../domain/filter-query.ts";
import { omitUndefined } from "../domain/omit-undefined.ts";
import type { Column } from "../domain/site.ts";
import { parseSlug, SLUG_PATTERN, type Slug } from "../domain/slug.ts";
import { MAX_TERMS, MAX_WORDS_LENGTH, parseWords, type Words } from "../domain/words.ts";
import { Problem } from "../http/problem.ts";
import { MAX_VALUES } from "../http/query.ts";
import type { Snapshot } from "../store/snapshot.ts";
import type { Parameter, QueryValues, RepeatableParameter, SingleParameter } from "./route.ts";

const slug = { type: "string", pattern: SLUG_PATTERN.source };
const name = { type: "string", minLength: 1 };

/** The parameters of a filter, the same wherever articles are listed. */
export const FILTER_QUERY = {
  column: repeatable("Only articles of this column, or of one of these", slug, (text) => {
    const found = parseSlug(text);
    if (found !== undefined) return found;
    throw new Problem("bad-parameter", '"column" is the slug of a column, as in /columns.json');
  }),
  author: repeatable("Only articles by this author, or by one of these", name, (text) => text),
  tag: repeatable("Only articles with this tag, or with one of these", name, (text) => text),
  // Which columns there are is for the store to say.
  "not-column": repeatable("No articles of this column, nor of these", slug, (text) => text),
  "not-author": repeatable("No articles by this author, nor by these", name, notEmpty("not-author")),
  "not-tag": repeatable("No articles with this tag, nor with these", name, notEmpty("not-tag")),
  q: words(),
  since: dateBound("since", "Only articles of this date and later ones"),
  until: dateBound("until", "Only articles of this date and earlier ones"),
} satisfies Record<FilterParameter, Parameter<unknown>>;

/** The slugs of columns to leave out, as the feeds of the whole site have had them from the beginning. */
export const exclude: SingleParameter<readonly string[]> = {
  description: "The same as `not-column`: slugs of columns to leave out, joined by commas",
  schema: { type: "string", pattern: "^[a-z0-9-]+([ ,+][a-z0-9-]+)*$" },
  // A "+" in a query is read as a space, so both ways of joining columns mean the same.
  parse: (text) => (text === undefined ? [] : text.split(/[ ,]/)),
};

/** The parameters of a filter, parsed. */
export type FilterValues = QueryValues<typeof FILTER_QUERY> & {
  readonly exclude?: readonly string[];
};

/** Values of a filter that are not in a query: those that a path says. */
export type PathValues = Partial<
  Readonly<Record<Extract<FilterParameter, "column" | "author" | "tag">, readonly string[]>>
>;

/** Returns the filter of these values. @throws {Problem} `not-found`, `bad-parameter` where there is no such column */
export function filterOf(
  values: FilterValues,
  { site, columns }: Pick<Snapshot, "site" | "columns">,
  inPath: PathValues = {},
): Filter {
  const { q, since, until, exclude: excluded = [] } = values;
  return omitUndefined<Filter>({
    columns: filterValues(requireColumns([...(inPath.column ?? []), ...values.column], columns)),
    authors: filterValues([...(inPath.author ?? []), ...values.author]),
    tags: filterValues([...(inPath.tag ?? []), ...values.tag]),
    notColumns: filterValues([
      ...knownColumns(values["not-column"], columns, '"not-column" is one of these'),
      ...knownColumns(excluded, columns, '"exclude" is one or more of these, joined by commas'),
    ]),
    notAuthors: filterValues(values["not-author"]),
    notTags: filterValues(values["not-tag"]),
    words: q,
    since: since && sinceInstant(since, site.timeZone),
    until: until && untilInstant(until, site.timeZone),
  });
}

/** @throws {Problem} `not-found` */
function requireColumns(slugs: readonly string[], columns: readonly Column[]): readonly Slug[] {
  return slugs.map((text) => {
    const column = columns.find((one) => one.slug === text);
    if (!column) throw new Problem("not-found", `There is no column "${text}"`);
    return column.slug;
  });
}

/** @throws {Problem} `bad-parameter`, which says what is `allowed` */
function knownColumns(
  slugs: readonly string[],
  columns: readonly Column[],
  allowed: string,
): readonly Slug[] {
  return slugs.map((text) => {
    const column = columns.find((one) => one.slug === text);
    if (column) return column.slug;
    throw new Problem("bad-parameter", `${allowed}: ${columns.map((one) => one.slug).join(", ")}`);
  });
}

function repeatable<Value>(
  description: string,
  items: object,
  parseOne: (text: string) => Value,
): RepeatableParameter<readonly Value[]> {
  return {
    isRepeatable: true,
    description: `${description}; can be sent several times`,
    schema: { type: "array", items, maxItems: MAX_VALUES },
    parse: (texts) => texts.map(parseOne),
  };
}

function notEmpty(parameter: string): (text: string) => string {
  return (text) => {
    if (text !== "") return text;
    throw new Problem("bad-parameter", `"${parameter}" is a name, not empty`);
  };
}

function words(): SingleParameter<Words | undefined> {
  return {
    description:
      "Only articles in which all of these words are: in title, summary, names, tags or text. " +
      '`"a phrase"` is found as it is, and what `-` stands before must not be there',
    schema: { type: "string", maxLength: MAX_WORDS_LENGTH },
    parse(text = "") {
      // What is not UTF-8 has become replacement characters, such as GB 18030 from an old browser.
      if (text.includes("\uFFFD")) throw new Problem("bad-parameter", '"q" is percent-encoded UTF-8');
      try {
        return parseWords(text);
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        const allowed = `"q" has at most ${MAX_WORDS_LENGTH} characters and ${MAX_TERMS} terms`;
        throw new Problem("bad-parameter", allowed);
      }
    },
  };
}

function dateBound(parameter: string, description: string): SingleParameter<DateBound | undefined> {
  return {
    description: `${description}: a date on the calendar of the site, or an instant as in RFC 3339`,
    schema: {
      anyOf: [
        { type: "string", format: "date" },
        { type: "string", format: "date-time" },
      ],
    },
    parse(text) {
      const bound = text === undefined ? undefined : parseDateBound(text);
      if (text === undefined || bound) return bound;
      throw new Problem(
        "bad-parameter",
        `"${parameter}" is a date such as 2024-01-31, or an instant such as 2024-01-31T08:00:00Z`,
      );
    },
  };
}
