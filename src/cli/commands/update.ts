import type { Column } from "../../domain/site.ts";
import { programName } from "../../operator/program-name.ts";
import { UserError } from "../../operator/user-error.ts";
import type { AddCommand, CommandContext } from "../terminal/command-context.ts";
import { examples } from "../terminal/examples.ts";
import { requireColumn } from "./look-ups.ts";
import { durationOption, numberOption, rateOption } from "./options.ts";
import type { UpdateOptions } from "./update/run-update.ts";

interface Options extends Omit<UpdateOptions, "choose" | "pages"> {
  readonly pages?: number;
  readonly all?: boolean;
  readonly every?: number;
}

const NOTES = `
Fetches one page at a time from each host, at most one a second, and only what
its robots.txt allows. What is in the store already is not fetched again, but
for articles that were published or changed here in the last 14 days: these are
checked for corrections, the older the less often.
`;

/** `update [column…]`: takes in what is new in the sources of columns. */
export const update: AddCommand = (program, context) => {
  program
    .command("update")
    .description('take in the new articles of the sources that "follow" has added')
    .argument("[columns...]", "only these columns, by slug or title")
    .option(
      "--recheck <days>",
      "check every article that is not older for corrections now; 0 for none",
      numberOption(36_500, 0),
    )
    .option("--pages <number>", "so many pages of each list, for older articles", numberOption(10_000))
    .option("--all", "every page of each list")
    .option("--rate <number>", "the most requests a second to a host; off for no limit", rateOption, 1)
    .option(
      "--max-pages <number>",
      "the most pages to ask for in all, unchanged ones included",
      numberOption(1_000_000),
      500,
    )
    .option("--max-time <duration>", "begin no page after so long, such as 45m", durationOption)
    .option("--timeout <seconds>", "the longest that an address may take", numberOption(86_400), 30)
    .option("--allow-private", "also fetch from addresses of a private network")
    .option("--dry-run", "print what would change, and write nothing")
    .option(
      "--fail-after <duration>",
      "exit with 1 only where a source has failed for so long, such as 3d; at once when left out",
      durationOption,
    )
    .option("--every <duration>", "stay, and repeat after about so long, such as 30m or 6h", durationOption)
    .addHelpText("after", NOTES + examples("update", "update theory --pages 5", "update --every 1h"))
    .action(async (names: readonly string[], options: Options) => {
      const { runUpdate, repeatUpdate } = await import("./update/run-update.ts");
      const { every, all, pages = 1, ...rest } = options;
      const choose = (columns: readonly Column[]) => chosenColumns(columns, names, context);
      const choices = { ...rest, choose, pages: all ? Number.POSITIVE_INFINITY : pages };
      if (every === undefined) await runUpdate(choices, context);
      else await repeatUpdate(every, choices, context);
    });
};

/** Returns the columns to update. @throws {UserError} if one that is named has no source */
function chosenColumns(
  columns: readonly Column[],
  names: readonly string[],
  context: CommandContext,
): readonly Column[] {
  const chosen = names.length === 0 ? columns : names.map((name) => requireColumn(columns, name));
  const isFollowing = ({ sources = [] }: Column) => sources.length > 0;
  const followHint = `add one with "${programName()} follow <address> --column <column>"`;
  const other = chosen.find((one) => !isFollowing(one));
  if (names.length > 0 && other)
    throw new UserError(`The column "${other.slug}" has no source; ${followHint}`);
  if (!chosen.some(isFollowing)) context.warn(`No column has a source yet; ${followHint}`);
  return chosen;
}
