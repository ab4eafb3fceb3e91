import { InvalidArgumentError } from "commander";
import type { Column } from "../../domain/site.ts";
import { programName } from "../../operator/program-name.ts";
import { UserError } from "../../operator/user-error.ts";
import type { AddCommand } from "../terminal/command-context.ts";
import { examples } from "../terminal/examples.ts";
import { type InitOptions, initStore } from "./init-store.ts";
import { DEFAULT_STORE } from "./open-store.ts";
import { columnOption, SITE_QUESTIONS, type SiteAnswers, siteAnswer } from "./site-questions.ts";

const NOTES = `
On a terminal, you are asked for what no option gives; elsewhere, only --title
and --url are required. --store names the new file; nothing is overwritten.
`;

/** `init`: makes a store without articles. */
export const init: AddCommand = (program, context) => {
  program
    .command("init")
    .description("make a new store, without articles")
    .option("--title <text>", "the title of the publication", answerOption("title"))
    .option("--url <address>", "its home page", answerOption("url"))
    .option(
      "--description <text>",
      "what it is, in a sentence; its title when left out",
      answerOption("description"),
    )
    .option("--language <tag>", "such as zh-CN; this system's when left out", answerOption("language"))
    .option(
      "--time-zone <zone>",
      "such as Asia/Shanghai; this system's when left out",
      answerOption("timeZone"),
    )
    .option("--publisher <name>", "who publishes it; its title when left out", answerOption("publisher"))
    .option(
      "--authority <domain,year>",
      "a domain of yours and a year in which it is, such as news.example,2026; every id is made from it, so it never changes; that of --url and this year when left out",
      answerOption("authority"),
    )
    .option("--column <slug=title>", "a column, such as letters=Letters; repeat for several", columnOptions)
    .addHelpText(
      "after",
      NOTES +
        examples("--store harbour.json init", 'init --title "Harbour Weekly" --url https://harbour.example/'),
    )
    .action(async (options: InitOptions) => {
      const { document, answers } = await initStore(options, context);
      const { store } = context;
      const titles = document.columns.map(({ title }) => title).join(", ");
      const [column] = document.columns;
      const next = column ? `follow <address> --column ${column.slug}` : 'column add letters "Letters"';
      const option = store === DEFAULT_STORE ? "" : `--store ${store} `;
      const lines = [
        `made ${store}`,
        ...SITE_QUESTIONS.map(({ field, option }) => `  ${option.padEnd(12)} ${answers[field]}`),
        `  ${"columns".padEnd(12)} ${titles || "none yet"}`,
        `Next: ${programName()} ${option}${next}`,
      ];
      context.print(lines.join("\n"), document);
    });
};

/** Parses an option, of which an error is wrong usage; a wrong answer to a question is asked again. */
function parseOption<Value>(read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    throw error instanceof UserError ? new InvalidArgumentError(`${error.message}.`) : error;
  }
}

function answerOption(field: keyof SiteAnswers): (text: string) => string {
  return (text) => parseOption(() => siteAnswer(field, text));
}

function columnOptions(text: string, earlier: readonly Column[] = []): readonly Column[] {
  return [...earlier, parseOption(() => columnOption(text))];
}
