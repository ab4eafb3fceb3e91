import { plainText } from "../../html/markup.ts";
import { loadStore } from "../../store/json-file/edit-store.ts";
import type { ArticleRecord } from "../../store/json-file/store-document.ts";
import type { AddCommand } from "../terminal/command-context.ts";
import { examples } from "../terminal/examples.ts";
import { findArticle } from "./find-article.ts";

/** `show <id>`: one article, whole. */
export const show: AddCommand = (program, context) => {
  program
    .command("show")
    .description("show one article: what is known of it, and its text")
    .argument("<id>", 'the article\'s id, as "list" shows it')
    .addHelpText("after", examples("show 2020-11-26-1234567", "show --json 2020-11-26-1234567"))
    .action(async (id: string) => {
      const article = findArticle(await loadStore(context.store, context.now()), id);
      context.print(sheet(article), article);
    });
};

function sheet({ content, summary, ...article }: ArticleRecord): string {
  const names = (people: ArticleRecord["authors"]) =>
    people?.map(({ name, about }) => (about === undefined ? name : `${name} (${about})`)).join(", ");
  const facts = {
    title: article.title,
    id: article.id,
    column: article.column,
    authors: names(article.authors),
    editors: names(article.editors),
    source: article.source?.name,
    published: article.published,
    updated: article.updated,
    url: article.url,
    tags: article.tags?.join(", "),
    language: article.language,
    image: article.image,
    summary,
  };
  const lines = Object.entries(facts)
    .filter(([, value]) => value !== undefined && value !== "")
    .map(([name, value]) => `${name.padEnd(10)} ${value}`);
  return [...lines, ...(content === undefined ? [] : ["", plainText(content)])].join("\n");
}
