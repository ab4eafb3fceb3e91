import { collect } from "../options.ts";
import type { AddCommand } from "../shell.ts";
import type { ArticleOptions } from "../write-article.ts";

const EXAMPLES = `
What is not said is asked for on a terminal, and the text is written in $EDITOR.
The front matter of a text counts too: title, column, author, date, tags.

Examples:
  articles new
  articles new --title "On reading" --column letters --body reading.md
  articles new --author "王晓峰（中国劳动关系学院）" --body a.md --draft`;

/** `new`: writes an article, in an editor where there is a terminal. */
export const newArticle: AddCommand = (program, shell) => {
  program
    .command("new")
    .description("write an article: asks for what is not said, and opens $EDITOR")
    .option("--title <text>", "its title, on one line")
    .option("--column <slug>", "the column that it goes to")
    .option("--author <name>", "who wrote it, an office in brackets; repeat for several", collect)
    .option("--body <file>", "its text in Markdown or HTML; - for standard input")
    .option("--draft", 'it appears nowhere until "release" publishes it')
    .addHelpText("after", EXAMPLES)
    .action(async (options: ArticleOptions) => {
      // Loaded when it is needed: Markdown and its sanitiser take longer to load than the other commands to run.
      const { writeArticle } = await import("../write-article.ts");
      await writeArticle(options, shell);
    });
};
