import { collect } from "../options.ts";
import type { AddCommand } from "../shell.ts";
import type { ArticleOptions } from "../write-article.ts";

/** `new`: writes an article, in an editor where there is a terminal. */
export const newArticle: AddCommand = (program, shell) => {
  program
    .command("new")
    .description("write an article: asks on a terminal and opens $EDITOR, or takes these options")
    .option("--title <text>")
    .option("--column <slug>")
    .option("--author <name>", "repeat for several", collect)
    .option("--body <file>", "the article in Markdown; - for standard input")
    .option("--draft", 'appears nowhere until "release" publishes it')
    .action(async (options: ArticleOptions) => {
      // Loaded when it is needed: Markdown and its sanitiser take longer to load than the other commands to run.
      const { writeArticle } = await import("../write-article.ts");
      await writeArticle(options, shell);
    });
};
