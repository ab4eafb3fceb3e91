import { formatInstant } from "../../domain/format-instant.ts";
import { editStore } from "../../store/json-file/edit-store.ts";
import type { ArticleRecord } from "../../store/json-file/store-document.ts";
import type { AddCommand } from "../terminal/command-context.ts";
import { examples } from "../terminal/examples.ts";
import { findArticle, withArticle } from "./find-article.ts";
import { DATE_FORMS, dateOption, publishedOption } from "./options.ts";

/** `release <id>`: publishes an article that waits. */
export const release: AddCommand = (program, context) => {
  program
    .command("release")
    .description("publish an article that waits for its date, or was made with --draft")
    .argument("<id>", "the article's id")
    .option("--published <date>", `when, ${DATE_FORMS}; now when left out`, dateOption)
    .addHelpText(
      "after",
      examples("release 2020-11-26-1234567", 'release 2020-11-26-1234567 --published "2027-01-01 08:00"'),
    )
    .action(async (id: string, { published }: { published?: string }) => {
      let title = "";
      let date: string | undefined;
      let isWaiting = false;
      const changed = await editStore(
        context.store,
        (store, now) => {
          ({ title, published: date } = findArticle(store, id));
          const { timeZone } = store.site;
          const publish = (article: ArticleRecord): ArticleRecord => {
            if (date === undefined || new Date(date) <= now) return article;
            const instant = formatInstant(now, timeZone);
            date = published === undefined ? instant : publishedOption(published, timeZone);
            isWaiting = new Date(date) > now;
            return date === article.published ? article : { ...article, published: date, updated: instant };
          };
          return withArticle(store, id, publish);
        },
        { now: context.now },
      );
      const { green } = context.colors;
      const since = date === undefined ? "" : `, since ${date}`;
      const told = isWaiting
        ? `${id}  ${title}: will appear at ${date}`
        : changed
          ? green(`released ${id}  ${title}: published ${date}`)
          : `unchanged ${id}  ${title}: it is published already${since}`;
      context.print(told, { id, changed, published: date });
    });
};
