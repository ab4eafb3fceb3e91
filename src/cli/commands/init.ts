import { InvalidArgumentError } from "commander";
import { UserError } from "../../operator/user-error.ts";
import type { AddCommand } from "../terminal/command-context.ts";
import { examples } from "../terminal/examples.ts";
import { columnOption, type NewColumn } from "./column-option.ts";
import { type InitOptions, initStore } from "./init-store.ts";
import { type SiteAnswers, siteAnswer } from "./site-questions.ts";

const NOTES = `
What is not said is asked for on a terminal; elsewhere only --title and --url
have to be said. The store is made where --store says; nothing is overwritten.
`;

/** `init`: makes a store without articles. */
export const init: AddCommand = (program, context) => {
  program
    .command("init")
    .description("make a new store, without articles")
    .option("--title <text>", "the title of the publication", reader("title"))
    .option("--url <address>", "its home page", reader("url"))
    .option(
      "--description <text>",
      "what it is, in a sentence; its title when left out",
      reader("description"),
    )
    .option("--language <tag>", "such as zh-CN; this system's when left out", reader("language"))
    .option("--time-zone <zone>", "such as Asia/Shanghai; this system's when left out", reader("timeZone"))
    .option("--publisher <name>", "who publishes it; its title when left out", reader("publisher"))
    .option(
      "--authority <domain,year>",
      "a domain of yours and a year in which it is, such as news.example,2026; every id is made from it, so it never changes; that of --url and this year when left out",
      reader("authority"),
    )
    .option("--column <slug=title>", "a column, such as letters=Letters; repeat for several", gather)
    .addHelpText(
      "after",
      NOTES +
        examples("--store harbour.json init", 'init --title "Harbour Weekly" --url https://harbour.example/'),
    )
    .action((options: InitOptions) => initStore(options, context));
};

/** A wrong option is wrong usage; a wrong answer is asked again. */
function used<Value>(read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    throw error instanceof UserError ? new InvalidArgumentError(`${error.message}.`) : error;
  }
}

function reader(field: keyof SiteAnswers): (text: string) => string {
  return (text) => used(() => siteAnswer(field, text));
}

function gather(text: string, earlier: readonly NewColumn[] = []): readonly NewColumn[] {
  return [...earlier, used(() => columnOption(text))];
}
