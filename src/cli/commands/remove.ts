import { editStore } from "../edit-store.ts";
import { findArticle } from "../find-article.ts";
import type { AddCommand } from "../shell.ts";

/** `remove <id>`: takes an article out of the store. */
export const remove: AddCommand = (program, shell) => {
  program
    .command("remove")
    .description("take an article out of the store")
    .argument("<id>", "the article's id")
    .addHelpText("after", "\nExample:\n  articles remove 2020-11-26-1234567")
    .action(async (id: string) => {
      await editStore(
        shell.store,
        (store) => {
          const old = findArticle(store, id);
          return { ...store, articles: store.articles.filter((article) => article !== old) };
        },
        { now: shell.now },
      );
      shell.print(`removed ${id}`, { id, changed: true });
    });
};
