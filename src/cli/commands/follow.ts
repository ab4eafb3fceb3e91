import { pageKey } from "../../domain/identifier-key.ts";
import type { Column, ColumnSource } from "../../domain/site.ts";
import { programName } from "../../operator/program-name.ts";
import { UserError } from "../../operator/user-error.ts";
import { canAsk, withPrompt } from "../terminal/ask.ts";
import type { AddCommand, CommandContext } from "../terminal/command-context.ts";
import { examples } from "../terminal/examples.ts";
import type { FollowOptions } from "./follow/preview-source.ts";
import { requireColumn } from "./look-ups.ts";
import { openWriter } from "./open-store.ts";
import { lineOption, numberOption, rateOption, sourceAddressOption } from "./options.ts";

interface Options extends FollowOptions {
  readonly column: string;
  readonly yes?: boolean;
}

const NOTES = `
The address is that of a column's page, of a feed, or of a sitemap. It is
fetched once, and what it lists is printed before it is added. Where that is
not right, --select names the links or their elements, and --match the
addresses; * stands for any characters. Then "update" takes the articles in.
`;

/** `follow <address> --column <column>`: adds a source to a column. */
export const follow: AddCommand = (program, context) => {
  program
    .command("follow")
    .description("add the page of a column, a feed or a sitemap as a source of new articles")
    .argument("<address>", "its http(s) address", sourceAddressOption)
    .requiredOption("--column <column>", "the column that its articles go to, by slug or title")
    .option(
      "--select <selector>",
      "a CSS selector of the links, or of the elements that hold them",
      lineOption,
    )
    .option("--match <pattern>", "a pattern of the addresses of articles, such as /theory/*", lineOption)
    .option("--yes", "add it without asking")
    .option("--rate <number>", "the most requests a second to a host; off for no limit", rateOption, 1)
    .option("--timeout <seconds>", "the longest that an address may take", numberOption(86_400), 30)
    .option("--allow-private", "also fetch from addresses of a private network")
    .addHelpText(
      "after",
      NOTES +
        examples(
          "follow https://news.example/theory/ --column theory",
          'follow https://news.example/ --column theory --select "#theory li"',
          "follow https://news.example/sitemap.xml --column theory --match '*/theory/*'",
        ),
    )
    .action(async (address: string, options: Options) => {
      const writer = openWriter(context);
      const { site, columns } = await writer.read(async ({ site, columns }) => ({ site, columns }));
      const column = requireColumn(columns, options.column);
      const source = sourceOf(address, options);
      const { previewSource } = await import("./follow/preview-source.ts");
      const { lines, warnings, data } = await previewSource({ source, column, site }, options, context);
      if (!context.json) context.print(lines.join("\n"), data);
      for (const warning of [...warnings, ...otherFollowers(columns, column, address)]) context.warn(warning);
      if (!(await isAgreed(options, context))) throw new UserError("Nothing was added");
      const { changed } = await writer.transaction(async (transaction) => {
        const { slug } = requireColumn(transaction.columns, column.slug);
        const withSource = (one: Column) =>
          one.slug === slug ? { ...one, sources: addSource(one, source) } : one;
        await transaction.putColumns(transaction.columns.map(withSource));
      });
      const done = changed
        ? `${column.slug} follows ${address}\nNext: ${programName()} update`
        : `unchanged: ${column.slug} follows it already`;
      context.print(context.colors.green(done), { column: column.slug, source, changed, ...data });
    });
};

/** `unfollow <address>`: removes a source from its column. */
export const unfollow: AddCommand = (program, context) => {
  program
    .command("unfollow")
    .description("remove a source of new articles; what was taken in stays")
    .argument("<address>", 'its address, as "column list" shows it', sourceAddressOption)
    .option("--column <column>", "only from this column, by slug or title")
    .addHelpText("after", examples("unfollow https://news.example/theory/"))
    .action(async (address: string, { column: named }: { column?: string }) => {
      const { result } = await openWriter(context).transaction(async (transaction) => {
        const { columns } = transaction;
        const only = named === undefined ? undefined : requireColumn(columns, named).slug;
        const following = columns.filter(
          ({ slug, sources = [] }) => (only ?? slug) === slug && sources.some(hasAddress(address)),
        );
        if (following.length === 0)
          throw new UserError(`No column follows ${address}; "column list" shows what is followed`);
        await transaction.putColumns(
          columns.map((one) => (following.includes(one) ? withoutSource(one, address) : one)),
        );
        return following.map(({ slug }) => slug);
      });
      const verb = result.length === 1 ? "no longer follows" : "no longer follow";
      context.print(`${result.join(", ")} ${verb} ${address}`, { columns: result, url: address });
    });
};

function sourceOf(url: string, { select, match }: Options): ColumnSource {
  return { url, ...(select !== undefined && { select }), ...(match !== undefined && { match }) };
}

/** Returns a function that tells whether a source has this address, with or without `www.` and the like. */
function hasAddress(address: string): (source: ColumnSource) => boolean {
  return ({ url }) => pageKey(url) === pageKey(address);
}

/** Names the other columns that follow an address; its articles go to the first. */
function otherFollowers(columns: readonly Column[], { slug }: Column, address: string): string[] {
  const others = columns.filter((one) => one.slug !== slug && one.sources?.some(hasAddress(address)));
  return others.map(
    (one) => `${one.slug} follows it too; an article is taken into the first of the columns only`,
  );
}

/** Adds a source; one with the same address is replaced. */
function addSource({ sources = [] }: Column, source: ColumnSource): readonly ColumnSource[] {
  const isKnown = hasAddress(source.url);
  return sources.some(isKnown) ? sources.map((one) => (isKnown(one) ? source : one)) : [...sources, source];
}

function withoutSource({ sources = [], ...column }: Column, address: string): Column {
  const isRemoved = hasAddress(address);
  const kept = sources.filter((source) => !isRemoved(source));
  return kept.length === 0 ? column : { ...column, sources: kept };
}

async function isAgreed({ yes }: Options, context: CommandContext): Promise<boolean> {
  if (yes || context.json || !canAsk(context)) return true;
  return withPrompt(context, async ({ ask }) => /^(?:y|yes|是)?$/i.test(await ask("Follow it (Y/n): ")));
}
