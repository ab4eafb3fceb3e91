import { describeLosses, lossData } from "../../importer/loss.ts";
import { programName } from "../../operator/program-name.ts";
import type { AddCommand } from "../terminal/command-context.ts";
import { examples } from "../terminal/examples.ts";
import { UsageError } from "../terminal/usage-error.ts";
import { collect, DATE_FORMS, dateOption, textOption } from "./options.ts";
import type { ArticleOptions } from "./write-article.ts";

const NOTES = `
On a terminal, you are asked for what no option gives, and write the text in
$EDITOR. The front matter of a text counts too: title, column, author, date,
tags. An article appears at once; or at its date, if --published is later; or,
with --draft, when "release" publishes it.
`;

/** `new`: writes an article, in an editor where there is a terminal. */
export const newArticle: AddCommand = (program, context) => {
  program
    .command("new")
    .description("write an article: asks for what no option gives, and opens $EDITOR")
    .option("--title <text>", "its title, on one line", textOption("title"))
    .option("--column <column>", "the column that it goes to, by slug or title")
    .option("--author <name>", "who wrote it, a role in brackets; repeat for several", collect)
    .option("--body <file>", "its text in Markdown or HTML; - for standard input")
    .option("--published <date>", `its date, ${DATE_FORMS}`, dateOption)
    .option("--draft", 'it appears nowhere until "release" publishes it')
    .addHelpText("after", () =>
      [
        NOTES,
        examples(
          "new",
          'new --title "On reading" --column letters --body reading.md',
          'new --author "王晓峰（中国劳动关系学院）" --body a.md --draft',
          'new --body new-year.md --published "2027-01-01 08:00"',
        ).trimStart(),
      ].join("\n"),
    )
    .action(async (options: ArticleOptions) => {
      if (options.draft && options.published !== undefined)
        throw new UsageError("A --draft has no date before it is released; leave --published out");
      // Loaded when it is needed: Markdown and its sanitiser take longer to load than the other commands to run.
      const { writeArticle } = await import("./write-article.ts");
      const outcome = await writeArticle(options, context);
      const { id, title, scheduled, losses } = outcome;
      const appears = options.draft
        ? `: a draft, until "${programName()} release ${id}" publishes it`
        : scheduled === undefined
          ? ""
          : `: will appear at ${scheduled}`;
      context.print(context.colors.green(`added ${id}  ${title}${appears}`), {
        ...outcome,
        ...(losses && { losses: lossData(losses) }),
      });
      if (losses) context.warn(`${id}: ${describeLosses(losses).join("; ")}`);
    });
};
