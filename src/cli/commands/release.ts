import { editStore } from "../edit-store.ts";
import { withArticle } from "../find-article.ts";
import { publishedOption } from "../options.ts";
import type { AddCommand } from "../shell.ts";
import { siteInstant } from "../site-instant.ts";

/** `release <id>`: publishes an article that waits. */
export const release: AddCommand = (program, shell) => {
  program
    .command("release")
    .description("publish an article that waits for its date, or was imported with --draft")
    .argument("<id>", "the article's id")
    .option("--published <date>", "the date to give it; now when left out")
    .action(async (id: string, { published }: { published?: string }) => {
      const changed = await editStore(
        shell.store,
        (store, now) =>
          withArticle(store, id, (article) => {
            if (article.published === undefined || new Date(article.published) <= now) return article;
            const instant = siteInstant(now, store.site.timeZone);
            const date = published === undefined ? instant : publishedOption(published, store.site.timeZone);
            return { ...article, published: date, updated: instant };
          }),
        { now: shell.now },
      );
      shell.print(changed ? `released ${id}` : `unchanged ${id}: it is published already`, { id, changed });
    });
};
