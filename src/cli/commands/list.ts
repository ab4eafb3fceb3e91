import type { ArticleHead } from "../../domain/article.ts";
import { articleRecord } from "../../domain/article-record.ts";
import { isDraft } from "../../domain/draft-date.ts";
import { type Filter, filed, matchesFilter } from "../../domain/filter.ts";
import { formatInstant } from "../../domain/format-instant.ts";
import type { Snapshot } from "../../store/snapshot.ts";
import type { AddCommand } from "../terminal/command-context.ts";
import { examples } from "../terminal/examples.ts";
import { formatTable } from "../terminal/table.ts";
import { headPages, requireColumn } from "./look-ups.ts";
import { END_OF_TIME, readPublished } from "./open-store.ts";
import { numberOption } from "./options.ts";

interface Options {
  readonly column?: string;
  readonly author?: string;
  readonly tag?: string;
  readonly limit?: number;
}

const NOTES = `
Newest first, as in the feeds. A day in [brackets] is that of the last change,
where nothing is known of the publication. What is not published yet stands
first: a "draft", which "release" publishes, or the date for which an article
is scheduled.
`;

/** `list`: the articles, newest first, a line each. */
export const list: AddCommand = (program, context) => {
  program
    .command("list")
    .description("list the articles, newest first: day, column, id and title")
    .argument("[words...]", "only those with all of these in the title or the authors")
    .option("--column <column>", "only those of this column, by slug or title")
    .option("--author <name>", "only those by this author")
    .option("--tag <tag>", "only those with this tag")
    .option("--limit <number>", "at most so many", numberOption(1_000_000))
    .addHelpText(
      "after",
      NOTES + examples("list --limit 10", "list 阅读 --column gongyun-qianyan", "list --json"),
    )
    .action(async (words: readonly string[], options: Options) => {
      const { found, timeZone, total } = await readPublished(context, async ({ store, drafts }) => {
        const snapshot = await store.snapshot(END_OF_TIME);
        const heads = await findHeads({ snapshot, drafts }, words, options);
        const [summary] = heads.length > 0 ? [] : await snapshot.summaries([{}]);
        const total = drafts.length + (summary?.count ?? 0);
        return { found: heads, timeZone: snapshot.site.timeZone, total };
      });
      const now = context.now();
      const rows = found.map((head) => [dateOf(head, { now, timeZone }), head.column, head.id, head.title]);
      context.print(
        formatTable(rows, context.lineWidth).join("\n"),
        found.map((head) => articleRecord(head, timeZone)),
      );
      if (found.length > 0) return;
      context.warn(total === 0 ? "There is no article yet" : `None of the ${total} articles is like that`);
    });
};

async function findHeads(
  { snapshot, drafts }: { readonly snapshot: Snapshot; readonly drafts: readonly ArticleHead[] },
  words: readonly string[],
  { column, author, tag, limit = Number.POSITIVE_INFINITY }: Options,
): Promise<ArticleHead[]> {
  const filter: Filter = {
    ...(column !== undefined && { columns: [requireColumn(snapshot.columns, column).slug] }),
    ...(author !== undefined && { authors: [author] }),
    ...(tag !== undefined && { tags: [tag] }),
  };
  const found = drafts.filter((head) => matchesFilter(filed(head), filter) && hasWords(head, words));
  for await (const heads of headPages(snapshot, filter)) {
    found.push(...heads.filter((head) => hasWords(head, words)));
    if (found.length >= limit) break;
  }
  return found.slice(0, limit);
}

/** Tells whether all `words` are in the title or the authors, in any case and width. */
function hasWords({ title, authors }: ArticleHead, words: readonly string[]): boolean {
  const text = folded([title, ...authors.map(({ name }) => name)].join("\n"));
  return words.every((word) => text.includes(folded(word)));
}

function folded(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}

/** The day of publication on the site's calendar, or what is known instead. */
function dateOf(
  head: ArticleHead,
  { now, timeZone }: { readonly now: Date; readonly timeZone: string },
): string {
  if (isDraft(head)) return "draft";
  const { published, updated } = head;
  const local = formatInstant(published ?? updated, timeZone);
  const day = local.slice(0, 10);
  if (published === undefined) return `[${day}]`;
  return published > now ? `scheduled ${day} ${local.slice(11, 16)}` : day;
}
