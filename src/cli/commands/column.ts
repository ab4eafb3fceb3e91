import { InvalidArgumentError } from "commander";
import { SLUG_PATTERN } from "../../domain/slug.ts";
import { UserError } from "../../operator/user-error.ts";
import { editStore, loadStore } from "../../store/json-file/edit-store.ts";
import type { StoreDocument } from "../../store/json-file/store-document.ts";
import type { AddCommand, CommandContext } from "../terminal/command-context.ts";
import { examples } from "../terminal/examples.ts";
import { formatTable } from "../terminal/table.ts";
import { requireColumn } from "./find-article.ts";
import { textOption } from "./options.ts";

/** `column list|add|rename|remove`: the columns of the publication. */
export const column: AddCommand = (program, context) => {
  const group = program
    .command("column")
    .description("list, add, rename or remove columns")
    .addHelpText("after", examples("column list", 'column add letters "Letters"'));

  group
    .command("list")
    .description("list the columns: slug, how many articles, and title")
    .addHelpText("after", examples("column list"))
    .action(async () => {
      const { columns, articles } = await loadStore(context.store, context.now());
      const counted = columns.map((one) => ({ ...one, articles: count(articles, one.slug) }));
      const rows = counted.map((one) => [one.slug, String(one.articles).padStart(6), one.title]);
      context.print(formatTable(rows, context.lineWidth).join("\n"), counted);
      if (columns.length === 0) context.warn("There is no column yet");
    });

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
    .action((slug: string, title: string, options: { description?: string }) =>
      change(context, ({ columns }) => {
        const there = columns.find((one) => one.slug === slug);
        if (there) throw new UserError(`There is already a column ${slug}: ${there.title}`);
        return {
          columns: [...columns, { slug, title, ...options }],
          told: `added column ${slug}: ${title}`,
          slug,
        };
      }),
    );

  group
    .command("rename")
    .description("give a column another title; its addresses stay")
    .argument("<column>", "the column, by slug or title")
    .argument("<title>", "as it is printed from now on", textOption("title"))
    .addHelpText("after", examples('column rename letters "Letters to us"'))
    .action((named: string, title: string) =>
      change(context, (store) => {
        const old = requireColumn(store, named);
        const { slug } = old;
        if (old.title === title)
          return { columns: store.columns, told: `unchanged column ${slug}: ${title}`, slug };
        return {
          columns: store.columns.map((one) => (one === old ? { ...one, title } : one)),
          told: `renamed column ${slug}: from ${old.title} to ${title}`,
          slug,
        };
      }),
    );

  group
    .command("remove")
    .description("remove a column that has no articles")
    .argument("<column>", "the column, by slug or title")
    .addHelpText("after", examples("column remove letters"))
    .action((named: string) =>
      change(context, (store) => {
        const old = requireColumn(store, named);
        const left = count(store.articles, old.slug);
        if (left > 0)
          throw new UserError(`The column "${old.slug}" has ${left} article(s); move or remove them first`);
        return {
          columns: store.columns.filter((one) => one !== old),
          told: `removed column ${old.slug}: ${old.title}`,
          slug: old.slug,
        };
      }),
    );
};

interface Changed {
  readonly columns: StoreDocument["columns"];
  readonly slug: string;
  /** What an operator is told. */
  readonly told: string;
}

async function change(context: CommandContext, to: (store: StoreDocument) => Changed): Promise<void> {
  let told = "";
  let slug = "";
  const changed = await editStore(
    context.store,
    (store) => {
      const { columns, ...done } = to(store);
      ({ told, slug } = done);
      return columns === store.columns ? store : { ...store, columns };
    },
    { now: context.now },
  );
  context.print(told, { slug, changed });
}

function count(articles: StoreDocument["articles"], slug: string): number {
  return articles.filter((article) => article.column === slug).length;
}

function slugOption(text: string): string {
  if (SLUG_PATTERN.test(text) && text.length <= 64) return text;
  throw new InvalidArgumentError("Write lower-case letters and digits, joined by hyphens, 64 at most.");
}
