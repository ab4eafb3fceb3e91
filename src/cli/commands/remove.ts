import type { AddCommand } from "../terminal/command-context.ts";
import { examples } from "../terminal/examples.ts";
import { offerRedirects } from "./ended-feeds.ts";
import { requireArticle } from "./look-ups.ts";
import { openWriter } from "./open-store.ts";

/** `remove <id>`: removes an article from the store. */
export const remove: AddCommand = (program, context) => {
  program
    .command("remove")
    .description("remove an article from the store")
    .argument("<id>", "the article's id")
    .option("--dry-run", "print what would be removed, and write nothing")
    .addHelpText("after", examples("remove 2020-11-26-1234567"))
    .action(async (id: string, { dryRun = false }: { dryRun?: boolean }) => {
      const { result: title, ended } = await openWriter(context).transaction(
        async (transaction) => {
          const article = await requireArticle(transaction, id);
          await transaction.remove(id);
          return article.title;
        },
        { dryRun },
      );
      const text = dryRun ? `would remove ${id}  ${title}; nothing is written` : `removed ${id}  ${title}`;
      context.print(text, { id, title, changed: !dryRun, dryRun, ended });
      await offerRedirects(ended, { dryRun }, context);
    });
};
