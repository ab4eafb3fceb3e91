import { Option } from "commander";
import { FEED_FORMAT_NAMES } from "../../feed/feed-format.ts";
import type { ExportOptions } from "../export/export-articles.ts";
import type { AddCommand } from "../shell.ts";

/** `export --format …`: the store in another form, by the renderers of the Worker. */
export const exportStore: AddCommand = (program, shell) => {
  program
    .command("export")
    .description("write the store as a feed of everything, as OPML, or as a folder of Markdown files")
    .addOption(
      new Option("--format <format>")
        .choices([...FEED_FORMAT_NAMES, "opml", "markdown"])
        .makeOptionMandatory(),
    )
    .option("--column <slug>", "only the articles of this column")
    .option(
      "--origin <origin>",
      "where the service lives, which addresses begin with",
      process.env.PUBLIC_ORIGIN || "http://localhost:8787",
    )
    .option("--output <path>", "a file, or for Markdown a folder; standard output when left out")
    .action(async (options: ExportOptions) => {
      // Loaded when it is needed: the writers take longer to load than the other commands to run.
      const { exportArticles } = await import("../export/export-articles.ts");
      await exportArticles(options, shell);
    });
};
