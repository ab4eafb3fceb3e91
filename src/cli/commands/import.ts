import type { AddCommand } from "../terminal/command-context.ts";
import { examples } from "../terminal/examples.ts";
import { warnOfEmptyFeeds } from "./ended-feeds.ts";
import type { ImportOptions } from "./import/import-articles.ts";
import { collectNames, dateOption, numberOption, pathOption } from "./options.ts";

const NOTES = `
Below an article, the report says what its source has and the article lacks: a
date that could not be read, with its text; pictures, links, tags and names that
were left out; players that became links. --strict refuses such articles instead.
The report also says until when an article is scheduled, which is no reason to
refuse it.
`;

/** `import <source…> --column <column>`: imports articles from pages, feeds, texts, Markdown and OPML files. */
export const importCommand: AddCommand = (program, context) => {
  program
    .command("import")
    .description("import articles from saved pages (HTML, MHTML), copied text, feeds, Markdown and OPML")
    .argument("<source...>", "files, folders, globs, http(s) addresses, or - for standard input")
    .option(
      "--column <column>",
      "where new articles go, by slug or title; without it, the column that the source names",
    )
    .option("--related", "also the other articles that a page lists")
    .option("--dry-run", "print what would change, and write nothing")
    .option("--draft", 'new articles appear nowhere until "release" publishes them')
    .option("--new-ids", "leave out the ids under which readers know the entries of a feed")
    .option(
      "--keep-address <path>",
      "redirect the former address of the feed to its feed here, such as /feed.xml or /?feed=rss2",
      pathOption,
    )
    .option("--author <name>", "the author of those that name none; repeat for several", collectNames)
    .option("--tag <tag>", "a tag for all; repeat for several", collectNames)
    .option("--published <date>", 'the date of those that have none, such as "2020-11-26 08:27"', dateOption)
    .option(
      "--max-size <bytes>",
      "the most that a source may hold",
      numberOption(Number.MAX_SAFE_INTEGER),
      20_000_000,
    )
    .option("--timeout <seconds>", "the longest that an address may take", numberOption(86_400), 30)
    .option("--allow-private", "also fetch from addresses of a private network")
    .option("--strict", "refuse an article that would lack anything of its source")
    .option("--refetch", "read everything again, also what has not changed since the last import")
    .addHelpText(
      "after",
      NOTES +
        examples(
          "import page.html --column gongyun-qianyan --dry-run",
          "import https://news.example/feed.xml saved-pages/",
          "import https://news.example/feed.xml --column news --keep-address /feed.xml",
          "import - --column letters --related < copied.txt",
        ),
    )
    .action(async (names: readonly string[], options: ImportOptions) => {
      // Loaded when it is needed: the readers of pages take longer to load than the other commands to run.
      const [{ importArticles }, { importReport, printReport }] = await Promise.all([
        import("./import/import-articles.ts"),
        import("./import/import-report.ts"),
      ]);
      const result = await importArticles(names, options, context);
      printReport(importReport(result, context.colors), context);
      if (result.ended) await warnOfEmptyFeeds(result.ended, result, context);
      if (result.sizeWarning !== undefined) context.warn(result.sizeWarning);
    });
};
