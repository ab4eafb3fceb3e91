import { articleOf, newestFirst } from "../../domain/article.ts";
import type { ArticleRecord } from "../../domain/store-document.ts";
import { aligned } from "../aligned.ts";
import { goodStore } from "../edit-store.ts";
import { UNTIL_RELEASED } from "../import/until-released.ts";
import type { AddCommand } from "../shell.ts";
import { siteInstant } from "../site-instant.ts";

interface Options {
  readonly column?: string;
  readonly author?: string;
  readonly tag?: string;
}

/** `list`: the articles, newest first, a line each. */
export const list: AddCommand = (program, shell) => {
  program
    .command("list")
    .description("list the articles, newest first: day, column, id and title")
    .option("--column <slug>", "only those of this column")
    .option("--author <name>", "only those by this author")
    .option("--tag <tag>", "only those with this tag")
    .addHelpText("after", "\nExamples:\n  articles list --column gongyun-qianyan\n  articles list --json")
    .action(async ({ column, author, tag }: Options) => {
      const { articles, site } = await goodStore(shell.store, shell.now());
      const chosen = articles
        .filter(
          (article) =>
            (column === undefined || article.column === column) &&
            (author === undefined || article.authors?.some(({ name }) => name === author)) &&
            (tag === undefined || article.tags?.includes(tag)),
        )
        .map((record) => ({ record, article: articleOf(record) }))
        .sort((a, b) => newestFirst(a.article, b.article))
        .map(({ record }) => record);
      const rows = chosen.map((record) => [
        dayOf(record, site.timeZone),
        record.column,
        record.id,
        record.title,
      ]);
      shell.print(
        aligned(rows, process.stdout.isTTY ? process.stdout.columns : undefined).join("\n"),
        chosen.map(({ content: _, ...rest }) => rest),
      );
    });
};

/** The day of publication where the site is. */
function dayOf({ published }: ArticleRecord, timeZone: string): string {
  if (published === undefined) return "no date";
  return published === UNTIL_RELEASED ? "draft" : siteInstant(new Date(published), timeZone).slice(0, 10);
}
