import { editStore } from "../edit-store.ts";
import { requireColumn, withArticle } from "../find-article.ts";
import type { AddCommand } from "../shell.ts";
import { siteInstant } from "../site-instant.ts";

/** `move <id> <column>`: puts an article into another column. */
export const move: AddCommand = (program, shell) => {
  program
    .command("move")
    .description("put an article into another column; its id and addresses stay")
    .argument("<id>", "the article's id")
    .argument("<column>", "the slug of the other column")
    .addHelpText("after", "\nExample:\n  articles move 2020-11-26-1234567 gongyun-qianyan")
    .action(async (id: string, column: string) => {
      const changed = await editStore(
        shell.store,
        (store, now) => {
          requireColumn(store, column);
          return withArticle(store, id, (article) =>
            article.column === column
              ? article
              : { ...article, column, updated: siteInstant(now, store.site.timeZone) },
          );
        },
        { now: shell.now },
      );
      shell.print(changed ? `moved ${id} to ${column}` : `unchanged ${id}`, { id, column, changed });
    });
};
