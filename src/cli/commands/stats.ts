import { aligned } from "../aligned.ts";
import { colours } from "../colours.ts";
import { goodStore } from "../edit-store.ts";
import type { AddCommand } from "../shell.ts";

/** `stats`: what the store holds. */
export const stats: AddCommand = (program, shell) => {
  program
    .command("stats")
    .description("count what the store holds, and how much each column")
    .addHelpText("after", "\nExample:\n  articles stats")
    .action(async () => {
      const now = shell.now();
      const { articles, columns, updated } = await goodStore(shell.store, now);
      const names = articles.flatMap(({ authors = [] }) => authors.map(({ name }) => name));
      const data = {
        updated,
        articles: articles.length,
        whole: articles.filter(({ content }) => content !== undefined).length,
        waiting: articles.filter(({ published }) => published !== undefined && new Date(published) > now)
          .length,
        undated: articles.filter(({ published }) => published === undefined).length,
        authors: new Set(names).size,
        tags: new Set(articles.flatMap(({ tags = [] }) => tags)).size,
        columns: columns.map(({ slug, title }) => ({
          slug,
          title,
          articles: articles.filter((article) => article.column === slug).length,
        })),
      };
      const { columns: perColumn, ...counts } = data;
      const { bold } = colours(process.stdout);
      const lines = [
        ...aligned(Object.entries(counts).map(([name, value]) => [name, String(value)])),
        "",
        bold("articles of each column"),
        ...aligned(
          perColumn.map(({ slug, title, articles: count }) => [String(count).padStart(6), slug, title]),
        ),
      ];
      shell.print(lines.join("\n"), data);
    });
};
