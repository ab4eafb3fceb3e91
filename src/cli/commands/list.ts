import { articleOf, newestFirst } from "../../domain/article.ts";
import { isDraft } from "../../domain/draft-date.ts";
import { formatInstant } from "../../domain/format-instant.ts";
import { loadStore } from "../../store/json-file/edit-store.ts";
import type { ArticleRecord } from "../../store/json-file/store-document.ts";
import type { AddCommand } from "../terminal/command-context.ts";
import { examples } from "../terminal/examples.ts";
import { formatTable } from "../terminal/table.ts";
import { requireColumn } from "./find-article.ts";
import { numberOption } from "./options.ts";

interface Options {
  readonly column?: string;
  readonly author?: string;
  readonly tag?: string;
  readonly limit?: number;
}

const NOTES = `
Newest first, as in the feeds. A day in [brackets] is that of the last change,
where nothing is known of the publication. What appears nowhere yet stands
first: a "draft" waits for "release", the others for their date.
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
    .action(async (words: readonly string[], { limit, ...options }: Options) => {
      const now = context.now();
      const store = await loadStore(context.store, now);
      const column = options.column === undefined ? undefined : requireColumn(store, options.column).slug;
      const isMeant = meant(words, { ...options, column });
      const chosen = store.articles
        .filter(isMeant)
        .map((record) => ({ record, article: articleOf(record) }))
        .sort((a, b) => newestFirst(a.article, b.article))
        .slice(0, limit)
        .map(({ record }) => record);
      const rows = chosen.map((record) => [
        dayOf(record, { now, timeZone: store.site.timeZone }),
        record.column,
        record.id,
        record.title,
      ]);
      context.print(
        formatTable(rows, context.lineWidth).join("\n"),
        chosen.map(({ content: _, ...rest }) => rest),
      );
      if (store.articles.length === 0) context.warn("There is no article yet");
      else if (chosen.length === 0)
        context.warn(`None of the ${store.articles.length} articles is like that`);
    });
};

/** Returns what tells whether an article is one that is asked for. */
function meant(
  words: readonly string[],
  { column, author, tag }: { column: string | undefined; author?: string; tag?: string },
): (article: ArticleRecord) => boolean {
  const wanted = words.map(folded);
  return ({ column: slug, title, authors = [], tags }) => {
    const text = folded([title, ...authors.map(({ name }) => name)].join("\n"));
    return (
      (column === undefined || slug === column) &&
      (author === undefined || authors.some(({ name }) => name === author)) &&
      (tag === undefined || tags?.includes(tag) === true) &&
      wanted.every((word) => text.includes(word))
    );
  };
}

function folded(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}

/** The day of publication where the site is, and what an article waits for. */
function dayOf(
  record: ArticleRecord,
  { now, timeZone }: { readonly now: Date; readonly timeZone: string },
): string {
  if (isDraft(record)) return "draft";
  const { published, updated } = record;
  const local = formatInstant(new Date(published ?? updated), timeZone);
  const day = local.slice(0, 10);
  if (published === undefined) return `[${day}]`;
  return new Date(published) > now ? `waits until ${day} ${local.slice(11, 16)}` : day;
}
