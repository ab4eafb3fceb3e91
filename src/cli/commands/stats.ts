import { isDraft } from "../../domain/draft-date.ts";
import { loadStore } from "../../store/json-file/edit-store.ts";
import type { StoreDocument } from "../../store/json-file/store-document.ts";
import type { AddCommand } from "../terminal/command-context.ts";
import { examples } from "../terminal/examples.ts";
import { formatTable } from "../terminal/table.ts";

/** What each count counts. */
const LABELS = {
  articles: "articles in all",
  whole: "with their text",
  teasers: "without, as teasers: a title, perhaps a summary",
  waiting: "that wait for their date",
  drafts: 'that wait for "release"',
  undated: "whose date is not known",
  authors: "authors",
  tags: "tags",
} as const;

/** `stats`: what the store holds. */
export const stats: AddCommand = (program, context) => {
  program
    .command("stats")
    .description("count what the store holds, and how much each column")
    .addHelpText("after", examples("stats"))
    .action(async () => {
      const now = context.now();
      const { columns, updated, ...store } = await loadStore(context.store, now);
      const counts = countsOf(store, now);
      const perColumn = columns.map(({ slug, title }) => ({
        slug,
        title,
        articles: store.articles.filter(({ column }) => column === slug).length,
      }));
      const { bold } = context.colors;
      const lines = [
        `last changed ${updated}`,
        "",
        ...Object.entries(LABELS).map(([name, label]) => line(counts[name as keyof typeof counts], label)),
        "",
        bold("articles of each column"),
        ...formatTable(perColumn.map(({ slug, title, articles }) => [line(articles, slug), title])),
      ];
      context.print(lines.join("\n"), { updated, ...counts, columns: perColumn });
    });
};

function countsOf(
  { articles }: Pick<StoreDocument, "articles">,
  now: Date,
): Record<keyof typeof LABELS, number> {
  const whole = articles.filter(({ content }) => content !== undefined).length;
  const early = articles.filter(({ published }) => published !== undefined && new Date(published) > now);
  const drafts = early.filter(isDraft).length;
  return {
    articles: articles.length,
    whole,
    teasers: articles.length - whole,
    waiting: early.length - drafts,
    drafts,
    undated: articles.filter(({ published }) => published === undefined).length,
    authors: new Set(articles.flatMap(({ authors = [] }) => authors.map(({ name }) => name))).size,
    tags: new Set(articles.flatMap(({ tags = [] }) => tags)).size,
  };
}

function line(count: number, label: string): string {
  return `${String(count).padStart(6)}  ${label}`;
}
