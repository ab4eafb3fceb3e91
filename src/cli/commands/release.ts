import { colours } from "../colours.ts";
import { editStore } from "../edit-store.ts";
import { withArticle } from "../find-article.ts";
import { DATE_FORMS, dateOption, publishedOption } from "../options.ts";
import type { AddCommand } from "../shell.ts";
import { siteInstant } from "../site-instant.ts";

/** `release <id>`: publishes an article that waits. */
export const release: AddCommand = (program, shell) => {
  program
    .command("release")
    .description("publish an article that waits for its date, or was made with --draft")
    .argument("<id>", "the article's id")
    .option("--published <date>", `${DATE_FORMS}; now when left out`, dateOption)
    .addHelpText(
      "after",
      '\nExamples:\n  articles release 2020-11-26-1234567\n  articles release 2020-11-26-1234567 --published "2027-01-01 08:00"',
    )
    .action(async (id: string, { published }: { published?: string }) => {
      let date: string | undefined;
      let isWaiting = false;
      const changed = await editStore(
        shell.store,
        (store, now) =>
          withArticle(store, id, (article) => {
            date = article.published;
            if (date === undefined || new Date(date) <= now) return article;
            const instant = siteInstant(now, store.site.timeZone);
            date = published === undefined ? instant : publishedOption(published, store.site.timeZone);
            isWaiting = new Date(date) > now;
            return date === article.published ? article : { ...article, published: date, updated: instant };
          }),
        { now: shell.now },
      );
      const { green } = colours(process.stdout);
      const told = isWaiting
        ? `${id} will appear at ${date}`
        : changed
          ? green(`released ${id}`)
          : `unchanged ${id}: it is published already`;
      shell.print(told, { id, changed, published: date });
    });
};
