import { InvalidArgumentError, Option } from "commander";
import { FEED_FORMAT_NAMES } from "../../feed/feed-format.ts";
import type { AddCommand, CommandContext } from "../terminal/command-context.ts";
import { examples } from "../terminal/examples.ts";
import { UsageError } from "../terminal/usage-error.ts";
import type { ExportOptions } from "./export/export-articles.ts";
import { originOption } from "./options.ts";

type Options = Omit<ExportOptions, "origin"> & Partial<Pick<ExportOptions, "origin">>;

/** Where `npm start` serves. */
const LOCAL = "http://localhost:8787";

const NOTES = `
Markdown is the format for a backup: a file for each article, drafts and
scheduled ones too, with every field, and "import" reads them back. The feeds
and OPML are what the service serves, so they have only what is published. The
store itself, with its columns, is one file: copy that too.
`;

/** `export --format …`: the store in another form, by the renderers of the Worker. */
export const exportStore: AddCommand = (program, context) => {
  program
    .command("export")
    .description("write the store as a feed of everything, as OPML, or as a folder of Markdown files")
    .addOption(
      new Option("--format <format>", "what to write")
        .choices([...FEED_FORMAT_NAMES, "opml", "markdown"])
        .makeOptionMandatory(),
    )
    .option("--column <column>", "only the articles of this column, by slug or title")
    .option(
      "--origin <origin>",
      `where the service lives, which addresses begin with; the variable PUBLIC_ORIGIN or ${LOCAL} when left out`,
      (text) => (text === "" ? LOCAL : originOption(text)),
    )
    .option("--output <path>", "a file, or for Markdown a folder; standard output when left out")
    .addHelpText(
      "after",
      NOTES +
        examples(
          "export --format markdown --output articles/",
          "export --format rss --column gongyun-qianyan --output rss.xml",
          "export --format opml --output feeds.opml",
        ),
    )
    .action(async (given: Options) => {
      const options = { ...given, origin: given.origin ?? defaultOrigin(context) };
      requireSense(options, context);
      // Loaded when it is needed: the writers take longer to load than the other commands to run.
      const { exportArticles } = await import("./export/export-articles.ts");
      const result = await exportArticles(options, context);
      if ("message" in result) context.print(result.message, result.data);
      else context.stdout.write(result.document.endsWith("\n") ? result.document : `${result.document}\n`);
    });
};

/** The origin of the service where no option names it. @throws {UsageError} when PUBLIC_ORIGIN is not an origin */
function defaultOrigin({ env: { PUBLIC_ORIGIN } }: CommandContext): string {
  if (!PUBLIC_ORIGIN) return LOCAL;
  try {
    return originOption(PUBLIC_ORIGIN);
  } catch (error) {
    throw error instanceof InvalidArgumentError
      ? new UsageError(`Found PUBLIC_ORIGIN="${PUBLIC_ORIGIN}"; ${error.message}`)
      : error;
  }
}

/** Throws if options contradict each other. @throws {UsageError} */
function requireSense({ format, column, output }: ExportOptions, { json }: CommandContext): void {
  if (format === "opml" && column !== undefined)
    throw new UsageError("OPML lists the feeds of every column; leave --column out");
  if (format === "markdown" && output === undefined)
    throw new UsageError("Markdown is a file for each article; give a folder with --output");
  if (json && output === undefined)
    throw new UsageError("--json and the export would both be on standard output; give a file with --output");
}
