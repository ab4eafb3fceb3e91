import type { Filter } from "../../domain/filter.ts";
import { filterQuery } from "../../domain/filter-query.ts";
import type { NamedFeed } from "../../domain/named-feed.ts";
import type { Slug } from "../../domain/slug.ts";
import { programName } from "../../operator/program-name.ts";
import { UserError } from "../../operator/user-error.ts";
import type { StoredArticles, Transaction } from "../../store/article-writer.ts";
import { feedRecord } from "../../store/json-file/format-store.ts";
import type { AddCommand, CommandContext } from "../terminal/command-context.ts";
import { counted } from "../terminal/counted.ts";
import { examples } from "../terminal/examples.ts";
import { formatTable } from "../terminal/table.ts";
import { offerScopeRedirect } from "./ended-feeds.ts";
import { addClearOption, addFeedOptions, type FeedOptions, feedWith, requireSense } from "./feed-options.ts";
import { requireFeed } from "./look-ups.ts";
import { openWriter } from "./open-store.ts";
import { slugOption, textOption } from "./options.ts";

const NOTES = `
An article has to match all of the options that name articles; of one that is
repeated, any of its values. With none of them, the feed has every article. New
articles come into it by themselves. Its page and feeds are at /feeds/<slug>.
`;

const REMOVE_NOTES = `
Readers get 410 Gone at its addresses, unless "redirect" sends them to other
feeds; on a terminal, you are asked where. "feed add" with its slug brings it
back, with the subscribers that it still has.
`;

interface DryRun {
  readonly dryRun?: boolean;
}

/** `feed list|add|edit|remove`: selections of articles with an address and a title of their own. */
export const feed: AddCommand = (program, context) => {
  const group = program
    .command("feed")
    .description("list, add, edit or remove named feeds: selections with an address and a title")
    .addHelpText(
      "after",
      examples("feed list", 'feed add editors-choice --title "Editors\' choice" --tag top'),
    );

  group
    .command("list")
    .description("list the named feeds: slug, how many articles now, title, and what they select")
    .addHelpText("after", examples("feed list"))
    .action(() => listFeeds(context));

  const add = group
    .command("add")
    .description("add a named feed; its slug stands in its addresses and never changes")
    .argument("<slug>", "lower-case letters and digits, joined by hyphens", slugOption)
    .requiredOption("--title <text>", "as readers see it", textOption("title"));
  addFeedOptions(add)
    .addHelpText(
      "after",
      NOTES +
        examples(
          'feed add editors-choice --title "Editors\' choice" --tag top --limit 10',
          'feed add partner --title "For our partner" --not-column letters --content summary',
        ),
    )
    .action((slug: Slug, { dryRun = false, ...options }: FeedOptions & DryRun & { title: string }) =>
      changeFeeds(context, { dryRun }, (transaction) => addFeed(transaction, slug, options)),
    );

  const edit = group
    .command("edit")
    .description("change a named feed; its addresses and its id stay")
    .argument("<slug>", 'the feed, as "feed list" shows it')
    .option("--title <text>", "another title", textOption("title"));
  addClearOption(addFeedOptions(edit))
    .addHelpText(
      "after",
      NOTES + examples("feed edit partner --not-column letters --not-column ads --clear limit"),
    )
    .action(async (slug: string, { dryRun = false, ...options }: FeedOptions & DryRun) => {
      requireSense(options);
      await changeFeeds(context, { dryRun }, (transaction) => editFeed(transaction, slug, options));
    });

  group
    .command("remove")
    .description("remove a named feed; its articles stay")
    .argument("<slug>", 'the feed, as "feed list" shows it')
    .option("--dry-run", "print what would be removed, and write nothing")
    .addHelpText("after", REMOVE_NOTES + examples("feed remove partner"))
    .action(async (slug: string, { dryRun = false }: DryRun) => {
      await changeFeeds(context, { dryRun }, (transaction) => removeFeed(transaction, slug));
      if (!dryRun) await offerScopeRedirect(`feed:${slug}`, context);
    });
};

async function listFeeds(context: CommandContext): Promise<void> {
  const now = context.now();
  const { feeds, timeZone } = await openWriter(context).read(async (articles) => ({
    feeds: await Promise.all(
      articles.feeds.map(async (one) => ({ one, count: await countNow(articles, one, now) })),
    ),
    timeZone: articles.site.timeZone,
  }));
  const rows = feeds.map(({ one, count }) => [one.slug, String(count).padStart(6), one.title]);
  const lines = formatTable(rows, context.lineWidth).flatMap((line, index) => {
    const one = feeds[index]?.one;
    const selects = one ? describeSelection(one, timeZone) : "";
    return selects === "" ? [line] : [line, `  ${selects}`];
  });
  context.print(
    lines.join("\n"),
    feeds.map(({ one, count }) => ({ ...feedRecord(one, timeZone), articles: count })),
  );
  if (feeds.length === 0) context.warn("There is no named feed yet");
}

/** Returns what `feed` selects, as the parameters of an address say it. */
function describeSelection({ filter, limit, content }: NamedFeed, timeZone: string): string {
  const parameters = [
    ...filterQuery(filter, timeZone),
    ...(limit === undefined ? [] : [["limit", String(limit)]]),
    ...(content === undefined ? [] : [["content", content]]),
  ];
  return parameters.map((parameter) => parameter.join("=")).join("  ");
}

/** A change of one named feed. */
interface FeedChange {
  readonly feed: NamedFeed;
  /** What is done to it, as in "added" and "would add". */
  readonly done: string;
  readonly wouldDo: string;
  /** How many articles it has after that, and would have. */
  readonly holds?: (articles: string) => string;
  readonly wouldHold?: (articles: string) => string;
  /** What the operator is to be told besides. */
  readonly warnings?: readonly string[];
}

const holdsNow = (articles: string) => `it holds ${articles} now`;
const wouldHoldNow = (articles: string) => `it would hold ${articles} now`;

/** Runs `change` in a transaction and prints its result, with how many articles the feed has now. */
async function changeFeeds(
  context: CommandContext,
  { dryRun }: { readonly dryRun: boolean },
  change: (transaction: Transaction) => Promise<FeedChange>,
): Promise<void> {
  const { result, changed } = await openWriter(context).transaction(
    async (transaction) => {
      const made = await change(transaction);
      return { ...made, count: await countNow(transaction, made.feed, transaction.now) };
    },
    { dryRun },
  );
  const { feed, done, wouldDo, holds = holdsNow, wouldHold = wouldHoldNow, warnings = [], count } = result;
  const what = changed ? (dryRun ? wouldDo : done) : "unchanged";
  const articles = counted(count, "article");
  const page = feed.limit !== undefined && feed.limit < count ? `, ${feed.limit} on a page` : "";
  const held = changed ? (dryRun ? wouldHold : holds)(articles) : holdsNow(articles);
  const text = `${what} feed ${feed.slug}: ${feed.title}; ${held}${page}`;
  context.print(dryRun ? `${text}; nothing is written` : text, {
    slug: feed.slug,
    articles: count,
    changed: changed && !dryRun,
    dryRun,
  });
  for (const warning of warnings) context.warn(warning);
}

/** Returns how many articles a feed has at the instant `now`. */
function countNow(
  { count }: Pick<StoredArticles, "count">,
  { filter }: NamedFeed,
  now: Date,
): Promise<number> {
  // An article that is published at this very instant is visible.
  return count({ until: new Date(now.getTime() + 1), within: filter });
}

async function addFeed(
  transaction: Transaction,
  slug: Slug,
  { title, ...options }: FeedOptions & { readonly title: string },
): Promise<FeedChange> {
  const { feeds, removedFeeds } = transaction;
  const existing = feeds.find((one) => one.slug === slug);
  if (existing)
    throw new UserError(
      `There is already a feed ${slug}: ${existing.title}; change it with "${programName()} feed edit ${slug}"`,
    );
  const added = feedWith({ slug, title, filter: {} }, options, transaction);
  await transaction.putFeeds([...feeds, added]);
  const isBack = removedFeeds.includes(slug);
  return {
    feed: added,
    done: "added",
    wouldDo: "would add",
    warnings: [
      ...(isBack ? [`there was a feed ${slug} before; whoever still subscribes to it gets this one`] : []),
      ...(await unknownNames(transaction, added.filter)),
    ],
  };
}

async function editFeed(transaction: Transaction, slug: string, options: FeedOptions): Promise<FeedChange> {
  const { feeds } = transaction;
  const old = requireFeed(feeds, slug);
  const edited = feedWith(old, options, transaction);
  await transaction.putFeeds(feeds.map((one) => (one === old ? edited : one)));
  return {
    feed: edited,
    done: "changed",
    wouldDo: "would change",
    warnings: await unknownNames(transaction, edited.filter),
  };
}

async function removeFeed(transaction: Transaction, slug: string): Promise<FeedChange> {
  const { feeds } = transaction;
  const old = requireFeed(feeds, slug);
  await transaction.putFeeds(feeds.filter((one) => one !== old));
  return {
    feed: old,
    done: "removed",
    wouldDo: "would remove",
    holds: (articles) => `it held ${articles}`,
    wouldHold: holdsNow,
  };
}

/** Returns a line for each author and tag of `filter` that no article has, which may be a slip of the pen. */
async function unknownNames(
  { count }: Pick<StoredArticles, "count">,
  { authors = [], tags = [], notAuthors = [], notTags = [] }: Filter,
): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const author of [...authors, ...notAuthors])
    if ((await count({ authors: [author] })) === 0) lines.push(`no article is by "${author}"`);
  for (const tag of [...tags, ...notTags])
    if ((await count({ tags: [tag] })) === 0) lines.push(`no article has the tag "${tag}"`);
  return lines;
}
