import { formatInstant } from "../../domain/format-instant.ts";
import type { ArticleWriter } from "../../store/article-writer.ts";
import type { AddCommand } from "../terminal/command-context.ts";
import { examples } from "../terminal/examples.ts";
import { requireArticle } from "./look-ups.ts";
import { openWriter } from "./open-store.ts";
import { DATE_FORMS, dateOption, publishedOption } from "./options.ts";

/** `release <id>`: publishes a draft or a scheduled article. */
export const release: AddCommand = (program, context) => {
  program
    .command("release")
    .description("publish an article that is scheduled, or was made with --draft")
    .argument("<id>", "the article's id")
    .option("--published <date>", `when, ${DATE_FORMS}; now when left out`, dateOption)
    .addHelpText(
      "after",
      examples("release 2020-11-26-1234567", 'release 2020-11-26-1234567 --published "2027-01-01 08:00"'),
    )
    .action(async (id: string, { published: date }: { published?: string }) => {
      const { title, published, isScheduled, changed } = await releaseArticle(openWriter(context), id, date);
      const since = published === undefined ? "" : `, since ${published}`;
      const text = isScheduled
        ? `${id}  ${title}: will appear at ${published}`
        : changed
          ? context.colors.green(`released ${id}  ${title}: published ${published}`)
          : `unchanged ${id}  ${title}: it is published already${since}`;
      context.print(text, { id, changed, published });
    });
};

interface ReleasedArticle {
  readonly title: string;
  /** The date of publication in the site's time zone; absent if an article without one is published already. */
  readonly published: string | undefined;
  /** It will be published later. */
  readonly isScheduled: boolean;
  readonly changed: boolean;
}

/** Publishes an article that is not published yet at `date`, or now; an article that is published stays as it is. */
async function releaseArticle(
  writer: ArticleWriter,
  id: string,
  date: string | undefined,
): Promise<ReleasedArticle> {
  const { result, changed } = await writer.transaction(async (transaction) => {
    const { now, site } = transaction;
    const article = await requireArticle(transaction, id);
    const { title, published: before } = article;
    const isPublished = before === undefined || before <= now;
    const chosen = date === undefined ? now : publishedOption(date, site.timeZone);
    const published = isPublished ? before : chosen;
    if (published && published.getTime() !== before?.getTime())
      await transaction.put({ ...article, published, updated: now });
    return {
      title,
      published: published && formatInstant(published, site.timeZone),
      isScheduled: published !== undefined && published > now,
    };
  });
  return { ...result, changed };
}
