import type { ArticleRecord } from "../../domain/store-document.ts";
import { editStore } from "../edit-store.ts";
import { withArticle } from "../find-article.ts";
import { collect, publishedOption } from "../options.ts";
import { Refusal } from "../refusal.ts";
import type { AddCommand } from "../shell.ts";
import { siteInstant } from "../site-instant.ts";

interface Options {
  readonly title?: string;
  readonly summary?: string;
  readonly url?: string;
  readonly image?: string;
  readonly published?: string;
  readonly author?: readonly string[];
  readonly tag?: readonly string[];
}

/** `edit <id> --title …`: corrects fields of one article. */
export const edit: AddCommand = (program, shell) => {
  program
    .command("edit")
    .description("correct fields of one article")
    .argument("<id>", "the article's id")
    .option("--title <text>")
    .option("--summary <text>")
    .option("--url <address>", "the original page")
    .option("--image <address>")
    .option(
      "--published <date>",
      "such as 2020-11-26T08:27:11+08:00, or 2020-11-26 08:27 in the site's time zone",
    )
    .option("--author <name>", "replaces the authors; repeat for several", collect)
    .option("--tag <tag>", "replaces the tags; repeat for several", collect)
    .action(async (id: string, options: Options) => {
      if (Object.keys(options).length === 0)
        throw new Refusal("Nothing to change; name a field, as in --title");
      const changed = await editStore(
        shell.store,
        (store, now) =>
          withArticle(store, id, (article) => {
            const { author, tag, published, ...texts } = options;
            const edited: ArticleRecord = {
              ...article,
              ...texts,
              ...(author && { authors: author.map((name) => ({ name })) }),
              ...(tag && { tags: [...tag] }),
              ...(published !== undefined && { published: publishedOption(published, store.site.timeZone) }),
            };
            if (JSON.stringify(edited) === JSON.stringify(article)) return article;
            return { ...edited, updated: siteInstant(now, store.site.timeZone) };
          }),
        { now: shell.now },
      );
      shell.print(changed ? `changed ${id}` : `unchanged ${id}`, { id, changed });
    });
};
