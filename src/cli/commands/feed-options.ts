import { type Command, InvalidArgumentError, Option } from "commander";
import { parseDateBound, sinceInstant, untilInstant } from "../../domain/date-bound.ts";
import type { Detail } from "../../domain/entry.ts";
import { type Filter, filterValues } from "../../domain/filter.ts";
import type { NamedFeed } from "../../domain/named-feed.ts";
import { omitUndefined } from "../../domain/omit-undefined.ts";
import { parseWords } from "../../domain/words.ts";
import type { StoredArticles } from "../../store/article-writer.ts";
import { FIELDS, fieldProblem } from "../../store/json-file/store-document.ts";
import { MAX_LIMIT } from "../../store/snapshot.ts";
import { UsageError } from "../terminal/usage-error.ts";
import { requireColumn } from "./look-ups.ts";
import { collect, collectNames, numberOption, textOption } from "./options.ts";

/** What an operator states of a named feed; what is absent stays as it is. */
export interface FeedOptions {
  readonly title?: string;
  readonly description?: string;
  /** Columns by slug or title. */
  readonly column?: readonly string[];
  readonly author?: readonly string[];
  readonly tag?: readonly string[];
  readonly notColumn?: readonly string[];
  readonly notAuthor?: readonly string[];
  readonly notTag?: readonly string[];
  readonly q?: string;
  readonly since?: string;
  readonly until?: string;
  readonly limit?: number;
  readonly content?: Detail;
  /** Names of fields to remove, each a key of {@linkcode CLEARABLE}. */
  readonly clear?: readonly string[];
}

type Clearable = Exclude<keyof FeedOptions, "title" | "clear">;

/** The options that can be cleared, as they are written, each with its property. */
const CLEARABLE: Readonly<Record<string, Clearable>> = {
  description: "description",
  column: "column",
  author: "author",
  tag: "tag",
  "not-column": "notColumn",
  "not-author": "notAuthor",
  "not-tag": "notTag",
  q: "q",
  since: "since",
  until: "until",
  limit: "limit",
  content: "content",
};

/** Adds the options of a named feed to `command`, besides its title. */
export function addFeedOptions(command: Command): Command {
  return command
    .option(
      "--description <text>",
      "what it holds, in a sentence; feed readers show it",
      textOption("description"),
    )
    .option(
      "--column <column>",
      "only articles of this column, by slug or title; repeat for any of several",
      collect,
    )
    .option("--author <name>", "only articles by this author; repeat for any of several", collectNames)
    .option("--tag <tag>", "only articles with this tag; repeat for any of several", collectNames)
    .option("--not-column <column>", "no articles of this column; repeat for several", collect)
    .option("--not-author <name>", "no articles by this author; repeat for several", collectNames)
    .option("--not-tag <tag>", "no articles with this tag; repeat for several", collectNames)
    .option("--q <words>", 'only articles in which all of these words are; "a phrase", -without', wordsOption)
    .option("--since <date>", "only articles of this date, such as 2024-01-31, and later", dateOption)
    .option("--until <date>", "only articles of this date and earlier", dateOption)
    .option(
      "--limit <number>",
      "how many articles a page of the feed holds; when left out, as many as other feeds",
      numberOption(MAX_LIMIT),
    )
    .addOption(
      new Option("--content <detail>", "whole articles, or summaries only").choices(["full", "summary"]),
    )
    .option("--dry-run", "print what it would hold, and write nothing");
}

/** Adds the option that removes what others have stated. */
export function addClearOption(command: Command): Command {
  const names = Object.keys(CLEARABLE);
  return command.option(
    "--clear <field>",
    `remove ${names.join(", ")}; repeat for several`,
    (name: string, earlier: readonly string[] = []) => {
      if (names.includes(name)) return [...earlier, name];
      throw new InvalidArgumentError(`Name one of ${names.join(", ")}.`);
    },
  );
}

/** Throws if there is nothing to do, or a field is both given and cleared. @throws {UsageError} */
export function requireSense(options: FeedOptions): void {
  if (Object.keys(options).length === 0)
    throw new UsageError("There is nothing to change; name a field, as in --title");
  const both = options.clear?.find((name) => {
    const property = CLEARABLE[name];
    return property !== undefined && options[property] !== undefined;
  });
  if (both !== undefined) throw new UsageError(`Found both --${both} and --clear ${both}; leave one out`);
}

/** Returns `feed` as it is with `options`, in a store. @throws {UserError} where there is no such column */
export function feedWith(
  feed: NamedFeed,
  options: FeedOptions,
  { columns, site: { timeZone } }: Pick<StoredArticles, "columns" | "site">,
): NamedFeed {
  const cleared = new Set(options.clear?.map((name) => CLEARABLE[name]));
  const pick = <Value>(
    property: Clearable,
    given: Value | undefined,
    before: Value | undefined,
  ): Value | undefined => (cleared.has(property) ? undefined : (given ?? before));
  const slugs = (named: readonly string[] | undefined) =>
    filterValues(named?.map((one) => requireColumn(columns, one).slug));
  const since = options.since === undefined ? undefined : parseDateBound(options.since);
  const until = options.until === undefined ? undefined : parseDateBound(options.until);
  const { filter } = feed;
  return {
    slug: feed.slug,
    title: options.title ?? feed.title,
    ...omitUndefined<Pick<NamedFeed, "description" | "limit" | "content">>({
      description: pick("description", options.description, feed.description),
      limit: pick("limit", options.limit, feed.limit),
      content: pick("content", options.content, feed.content),
    }),
    filter: omitUndefined<Omit<Filter, "within">>({
      columns: pick("column", slugs(options.column), filter.columns),
      authors: pick("author", filterValues(options.author), filter.authors),
      tags: pick("tag", filterValues(options.tag), filter.tags),
      notColumns: pick("notColumn", slugs(options.notColumn), filter.notColumns),
      notAuthors: pick("notAuthor", filterValues(options.notAuthor), filter.notAuthors),
      notTags: pick("notTag", filterValues(options.notTag), filter.notTags),
      words: pick("q", options.q === undefined ? undefined : parseWords(options.q), filter.words),
      since: pick("since", since && sinceInstant(since, timeZone), filter.since),
      until: pick("until", until && untilInstant(until, timeZone), filter.until),
    }),
  };
}

function wordsOption(text: string): string {
  const problem = fieldProblem(FIELDS.feedFilter.words, text);
  if (problem !== undefined) throw new InvalidArgumentError(`Please ${problem}.`);
  return text;
}

function dateOption(text: string): string {
  if (parseDateBound(text.trim())) return text.trim();
  throw new InvalidArgumentError(
    "Write a date such as 2024-01-31, or an instant such as 2024-01-31T08:00:00+08:00.",
  );
}
