import { type RemovedArticle, removedArticle } from "../../domain/removed-article.ts";
import type { AddCommand } from "../terminal/command-context.ts";
import { examples } from "../terminal/examples.ts";
import { offerRedirects } from "./ended-feeds.ts";
import { requireArticle } from "./look-ups.ts";
import { openWriter } from "./open-store.ts";

const NOTES = `
Readers get 410 Gone at its addresses, unless a redirect of the store leads on
from there, and feeds drop it. Its id is never given again. Imports and updates
recognise it and leave it out, as long as it is in "removed" of the store. To
bring it back, "import" the address of its page, or its file alone; or take its
entry out of "removed"; or take back the change of the store with git.
`;

/** `remove <id>`: removes an article from the store, which keeps that it was there. */
export const remove: AddCommand = (program, context) => {
  program
    .command("remove")
    .description("remove an article; readers get 410 Gone, and imports leave it out")
    .argument("<id>", "the article's id")
    .option("--dry-run", "print what would be removed, and write nothing")
    .addHelpText("after", NOTES + examples("remove 2020-11-26-1234567"))
    .action(async (id: string, { dryRun = false }: { dryRun?: boolean }) => {
      const { result, ended } = await openWriter(context).transaction(
        async (transaction) => {
          const article = await requireArticle(transaction, id);
          await transaction.remove(id);
          return { title: article.title, kept: removedArticle(article, transaction.now) };
        },
        { dryRun },
      );
      const { title, kept } = result;
      const status = kept && !kept.unpublished ? 410 : 404;
      const text = dryRun
        ? `would remove ${id}  ${title}; nothing is written`
        : `removed ${id}  ${title}: ${consequence(kept)}`;
      context.print(text, { id, title, status, changed: !dryRun, dryRun, ended });
      await offerRedirects(ended, { dryRun }, context);
    });
};

/** Says what a removal means to readers and imports. */
function consequence(kept: RemovedArticle | undefined): string {
  if (!kept) return "readers have never seen it";
  const imports = "imports and updates leave it out";
  return kept.unpublished
    ? `readers have never seen it, and ${imports}`
    : `readers get 410 Gone, and ${imports}`;
}
