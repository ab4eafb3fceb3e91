import type { Column } from "../../domain/site.ts";
import type { Slug } from "../../domain/slug.ts";
import { programName } from "../../operator/program-name.ts";
import { UserError } from "../../operator/user-error.ts";
import type { Transaction } from "../../store/article-writer.ts";
import type { AddCommand, CommandContext } from "../terminal/command-context.ts";
import { examples } from "../terminal/examples.ts";
import { formatTable } from "../terminal/table.ts";
import { offerScopeRedirect } from "./ended-feeds.ts";
import { requireColumn } from "./look-ups.ts";
import { openWriter } from "./open-store.ts";
import { slugOption, textOption } from "./options.ts";

/** `column list|add|rename|remove`: the columns of the publication. */
export const column: AddCommand = (program, context) => {
  const group = program
    .command("column")
    .description("list, add, rename or remove columns")
    .addHelpText("after", examples("column list", 'column add letters "Letters"'));

  group
    .command("list")
    .description("list the columns: slug, how many articles, title, and what they follow")
    .addHelpText("after", examples("column list"))
    .action(() => listColumns(context));

  group
    .command("add")
    .description("add a column; its slug stands in its addresses and never changes")
    .argument("<slug>", "lower-case letters and digits, joined by hyphens", slugOption)
    .argument("<title>", "as it is printed", textOption("title"))
    .option(
      "--description <text>",
      "what the column holds, in a sentence; feed readers show it",
      textOption("description"),
    )
    .addHelpText("after", examples('column add letters "Letters"'))
    .action(async (slug: Slug, title: string, options: { description?: string }) => {
      await changeColumns(context, (transaction) => addColumn(transaction, { slug, title, ...options }));
    });

  group
    .command("rename")
    .description("give a column another title; its addresses stay")
    .argument("<column>", "the column, by slug or title")
    .argument("<title>", "as it is printed from now on", textOption("title"))
    .addHelpText("after", examples('column rename letters "Letters to us"'))
    .action(async (named: string, title: string) => {
      await changeColumns(context, (transaction) => renameColumn(transaction, named, title));
    });

  group
    .command("remove")
    .description("remove a column that has no articles")
    .argument("<column>", "the column, by slug or title")
    .addHelpText("after", examples("column remove letters"))
    .action(async (named: string) => {
      const slug = await changeColumns(context, (transaction) => removeColumn(transaction, named));
      await offerScopeRedirect(`column:${slug}`, context);
    });
};

async function listColumns(context: CommandContext): Promise<void> {
  const columns = await openWriter(context).read((articles) =>
    Promise.all(
      articles.columns.map(async (one) => ({
        ...one,
        articles: await articles.count({ columns: [one.slug] }),
      })),
    ),
  );
  const rows = columns.map((one) => [one.slug, String(one.articles).padStart(6), one.title]);
  const lines = formatTable(rows, context.lineWidth).flatMap((line, index) => [
    line,
    ...(columns[index]?.sources ?? []).map(
      ({ url, ...how }) => `  follows ${[url, ...Object.values(how)].join("  ")}`,
    ),
  ]);
  context.print(lines.join("\n"), columns);
  if (columns.length === 0) context.warn("There is no column yet");
}

/** The result of a change of one column. */
interface ColumnChange {
  readonly slug: Slug;
  /** What was done, for the operator. */
  readonly message: string;
}

/** Runs `change` in a transaction and prints its result; returns the slug of the column. */
async function changeColumns(
  context: CommandContext,
  change: (transaction: Transaction) => Promise<ColumnChange>,
): Promise<Slug> {
  const { result, changed } = await openWriter(context).transaction(change);
  context.print(result.message, { slug: result.slug, changed });
  return result.slug;
}

async function addColumn(transaction: Transaction, added: Column): Promise<ColumnChange> {
  const { columns } = transaction;
  const { slug, title } = added;
  const existing = columns.find((one) => one.slug === slug);
  if (existing) throw new UserError(`There is already a column ${slug}: ${existing.title}`);
  await transaction.putColumns([...columns, added]);
  return { slug, message: `added column ${slug}: ${title}` };
}

async function renameColumn(transaction: Transaction, named: string, title: string): Promise<ColumnChange> {
  const { columns } = transaction;
  const old = requireColumn(columns, named);
  const { slug } = old;
  if (old.title === title) return { slug, message: `unchanged column ${slug}: ${title}` };
  await transaction.putColumns(columns.map((one) => (one === old ? { ...one, title } : one)));
  return { slug, message: `renamed column ${slug}: from ${old.title} to ${title}` };
}

async function removeColumn(transaction: Transaction, named: string): Promise<ColumnChange> {
  const { columns } = transaction;
  const old = requireColumn(columns, named);
  const { slug, title } = old;
  const count = await transaction.count({ columns: [slug] });
  if (count > 0)
    throw new UserError(`The column "${slug}" has ${count} article(s); move or remove them first`);
  const selecting = transaction.feeds.filter(({ filter: { columns: some = [], notColumns = [] } }) =>
    [...some, ...notColumns].includes(slug),
  );
  if (selecting.length > 0) {
    const slugs = selecting.map((feed) => feed.slug).join(", ");
    const edit = `${programName()} feed edit ${selecting[0]?.slug}`;
    throw new UserError(
      `The column "${slug}" is in the filter of feeds (${slugs}); change them first with "${edit}"`,
    );
  }
  await transaction.putColumns(columns.filter((one) => one !== old));
  return { slug, message: `removed column ${slug}: ${title}` };
}
