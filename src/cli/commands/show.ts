import { articleRecord } from "../../domain/article-record.ts";
import { plainText } from "../../html/markup.ts";
import type { ArticleRecord } from "../../store/json-file/store-document.ts";
import type { AddCommand } from "../terminal/command-context.ts";
import { examples } from "../terminal/examples.ts";
import { requireArticle } from "./look-ups.ts";
import { openWriter } from "./open-store.ts";

/** `show <id>`: one article, whole. */
export const show: AddCommand = (program, context) => {
  program
    .command("show")
    .description("show one article: what is known of it, and its text")
    .argument("<id>", 'the article\'s id, as "list" shows it')
    .addHelpText("after", examples("show 2020-11-26-1234567", "show --json 2020-11-26-1234567"))
    .action(async (id: string) => {
      const record = await openWriter(context).read(async (articles) =>
        articleRecord(await requireArticle(articles, id), articles.site.timeZone),
      );
      context.print(articleText(record), record);
    });
};

/** Writes an article for people: a line for each field, then its text. */
function articleText({ content, summary, ...article }: ArticleRecord): string {
  const fields = {
    title: article.title,
    id: article.id,
    guid: article.guid,
    column: article.column,
    authors: article.authors && namesOf(article.authors),
    editors: article.editors && namesOf(article.editors),
    source: article.source?.name,
    published: article.published,
    updated: article.updated,
    url: article.url,
    tags: article.tags?.join(", "),
    language: article.language,
    image: article.image && imageText(article.image),
    summary,
  };
  const lines = Object.entries(fields)
    .filter(([, value]) => value !== undefined && value !== "")
    .map(([name, value]) => `${name.padEnd(10)} ${value}`);
  return [...lines, ...(content === undefined ? [] : ["", plainText(content)])].join("\n");
}

function imageText(image: NonNullable<ArticleRecord["image"]>): string {
  if (typeof image === "string") return image;
  const { url, width, height, type, alt } = image;
  const size = width === undefined && height === undefined ? undefined : `${width ?? "?"} × ${height ?? "?"}`;
  const details = [size, type, alt].filter((detail) => detail !== undefined).join(", ");
  return details === "" ? url : `${url} (${details})`;
}

function namesOf(people: readonly { readonly name: string; readonly about?: string | undefined }[]): string {
  return people.map(({ name, about }) => (about === undefined ? name : `${name} (${about})`)).join(", ");
}
