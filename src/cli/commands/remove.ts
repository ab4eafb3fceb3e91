import { editStore } from "../../store/json-file/edit-store.ts";
import type { AddCommand } from "../terminal/command-context.ts";
import { examples } from "../terminal/examples.ts";
import { findArticle } from "./find-article.ts";

/** `remove <id>`: takes an article out of the store. */
export const remove: AddCommand = (program, context) => {
  program
    .command("remove")
    .description("take an article out of the store")
    .argument("<id>", "the article's id")
    .option("--dry-run", "say what would be removed, and write nothing")
    .addHelpText("after", examples("remove 2020-11-26-1234567"))
    .action(async (id: string, { dryRun = false }: { dryRun?: boolean }) => {
      let title = "";
      await editStore(
        context.store,
        (store) => {
          const old = findArticle(store, id);
          title = old.title;
          return { ...store, articles: store.articles.filter((article) => article !== old) };
        },
        { now: context.now, dryRun },
      );
      const told = dryRun ? `would remove ${id}  ${title}; nothing is written` : `removed ${id}  ${title}`;
      context.print(told, { id, title, changed: !dryRun, dryRun });
    });
};
