import type { StoredArticle } from "../../domain/article.ts";
import { isDraft } from "../../domain/draft-date.ts";
import { formatInstant } from "../../domain/format-instant.ts";
import type { StoredArticles } from "../../store/article-writer.ts";
import type { AddCommand } from "../terminal/command-context.ts";
import { examples } from "../terminal/examples.ts";
import { formatTable } from "../terminal/table.ts";
import { openWriter } from "./open-store.ts";

/** A kind of articles that is counted; an article may be of several kinds. */
interface Kind {
  /** In JSON. */
  readonly name: string;
  readonly label: string;
  readonly includes: (article: StoredArticle, now: Date) => boolean;
}

const KINDS: readonly Kind[] = [
  { name: "articles", label: "articles in all", includes: () => true },
  { name: "whole", label: "with their text", includes: ({ content }) => content !== undefined },
  {
    name: "teasers",
    label: "without, as teasers: a title, perhaps a summary",
    includes: ({ content }) => content === undefined,
  },
  {
    name: "waiting",
    label: "scheduled for a later date",
    includes: (article, now) => isLater(article, now) && !isDraft(article),
  },
  {
    name: "drafts",
    label: 'drafts, which "release" publishes',
    includes: (article, now) => isLater(article, now) && isDraft(article),
  },
  { name: "undated", label: "whose date is not known", includes: ({ published }) => published === undefined },
];

/** `stats`: what the store holds. */
export const stats: AddCommand = (program, context) => {
  program
    .command("stats")
    .description("count what the store holds, and how much each column")
    .addHelpText("after", examples("stats"))
    .action(async () => {
      const now = context.now();
      const { updated, kinds, ...counts } = await openWriter(context).read((articles) =>
        countStore(articles, now),
      );
      const { authors, tags, columns } = counts;
      const lines = [
        `last changed ${updated}`,
        "",
        ...kinds.map(({ count, label }) => countLine(count, label)),
        countLine(authors, "authors"),
        countLine(tags, "tags"),
        "",
        context.colors.bold("articles of each column"),
        ...formatTable(columns.map(({ slug, title, articles }) => [countLine(articles, slug), title])),
      ];
      const byKind = Object.fromEntries(kinds.map(({ name, count }) => [name, count]));
      context.print(lines.join("\n"), { updated, ...byKind, ...counts });
    });
};

async function countStore(articles: StoredArticles, now: Date) {
  const { site, columns, updated } = articles;
  const kinds = KINDS.map((kind) => ({ ...kind, count: 0 }));
  const perColumn = columns.map(({ slug, title }) => ({ slug, title, articles: 0 }));
  const [authors, tags] = [new Set<string>(), new Set<string>()];
  for await (const article of articles.all()) {
    for (const kind of kinds) if (kind.includes(article, now)) kind.count += 1;
    for (const column of perColumn) if (column.slug === article.column) column.articles += 1;
    for (const { name } of article.authors) authors.add(name);
    for (const tag of article.tags) tags.add(tag);
  }
  return {
    updated: formatInstant(updated, site.timeZone),
    kinds,
    authors: authors.size,
    tags: tags.size,
    columns: perColumn,
  };
}

function isLater({ published }: StoredArticle, now: Date): boolean {
  return published !== undefined && published > now;
}

function countLine(count: number, label: string): string {
  return `${String(count).padStart(6)}  ${label}`;
}
