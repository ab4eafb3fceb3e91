import { editStore } from "../edit-store.ts";
import { requireColumn } from "../find-article.ts";
import { Refusal } from "../refusal.ts";
import type { AddCommand, Shell } from "../shell.ts";

/** `column add|rename|remove`: the columns of the publication. */
export const column: AddCommand = (program, shell) => {
  const group = program
    .command("column")
    .description("add, rename or remove a column")
    .addHelpText(
      "after",
      '\nExample:\n  articles column add letters "Letters" --description "What readers write"',
    );

  group
    .command("add")
    .description("add a column; its slug stands in its addresses and never changes")
    .argument("<slug>", "lower-case letters and digits, joined by hyphens")
    .argument("<title>", "as it is printed")
    .option("--description <text>", "what the column holds, in a sentence; feed readers show it")
    .addHelpText("after", '\nExample:\n  articles column add letters "Letters"')
    .action((slug: string, title: string, options: { description?: string }) =>
      change(shell, { slug, done: "added" }, (columns) => [...columns, { slug, title, ...options }]),
    );

  group
    .command("rename")
    .description("give a column another title; its addresses stay")
    .argument("<slug>", "the column's slug")
    .argument("<title>", "as it is printed from now on")
    .addHelpText("after", '\nExample:\n  articles column rename letters "Letters to us"')
    .action((slug: string, title: string) =>
      change(shell, { slug, done: "renamed", existing: true }, (columns) =>
        columns.map((one) => (one.slug === slug ? { ...one, title } : one)),
      ),
    );

  group
    .command("remove")
    .description("remove a column that has no articles")
    .argument("<slug>", "the column's slug")
    .addHelpText("after", "\nExample:\n  articles column remove letters")
    .action((slug: string) =>
      change(shell, { slug, done: "removed", existing: true, empty: true }, (columns) =>
        columns.filter((one) => one.slug !== slug),
      ),
    );
};

type Columns = readonly { slug: string; title: string; description?: string | undefined }[];

interface Change {
  readonly slug: string;
  readonly done: string;
  /** The column has to be there. */
  readonly existing?: boolean;
  /** It has to hold no articles. */
  readonly empty?: boolean;
}

async function change(
  shell: Shell,
  { slug, done, existing, empty }: Change,
  to: (columns: Columns) => Columns,
): Promise<void> {
  await editStore(
    shell.store,
    (store) => {
      if (existing) requireColumn(store, slug);
      const count = store.articles.filter((article) => article.column === slug).length;
      if (empty && count > 0)
        throw new Refusal(`The column "${slug}" has ${count} article(s); move or remove them first`);
      return { ...store, columns: [...to(store.columns)] };
    },
    { now: shell.now },
  );
  shell.print(`${done} column ${slug}`, { slug, changed: true });
}
