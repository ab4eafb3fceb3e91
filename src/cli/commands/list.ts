import { articleOf, newestFirst } from "../../domain/article.ts";
import { goodStore } from "../edit-store.ts";
import type { AddCommand } from "../shell.ts";

interface Options {
  readonly column?: string;
  readonly author?: string;
  readonly tag?: string;
}

/** `list`: the articles, newest first, a line each. */
export const list: AddCommand = (program, shell) => {
  program
    .command("list")
    .description("list the articles, newest first")
    .option("--column <slug>", "only those of this column")
    .option("--author <name>", "only those by this author")
    .option("--tag <tag>", "only those with this tag")
    .action(async ({ column, author, tag }: Options) => {
      const { articles } = await goodStore(shell.store, shell.now());
      const chosen = articles
        .filter(
          (article) =>
            (column === undefined || article.column === column) &&
            (author === undefined || article.authors?.some(({ name }) => name === author)) &&
            (tag === undefined || article.tags?.includes(tag)),
        )
        .sort((a, b) => newestFirst(articleOf(a), articleOf(b)));
      const lines = chosen.map(({ id, published, column: of, title }) =>
        [published?.slice(0, 10) ?? "no date   ", of, id, title].join("  "),
      );
      shell.print(
        lines.join("\n"),
        chosen.map(({ content: _, ...rest }) => rest),
      );
    });
};
