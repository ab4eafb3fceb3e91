import { plainText } from "../../domain/markup.ts";
import type { ArticleRecord } from "../../domain/store-document.ts";
import { goodStore } from "../edit-store.ts";
import { examples } from "../examples.ts";
import { findArticle } from "../find-article.ts";
import type { AddCommand } from "../shell.ts";

/** `show <id>`: one article, whole. */
export const show: AddCommand = (program, shell) => {
  program
    .command("show")
    .description("show one article: what is known of it, and its text")
    .argument("<id>", 'the article\'s id, as "list" shows it')
    .addHelpText("after", examples("show 2020-11-26-1234567", "show --json 2020-11-26-1234567"))
    .action(async (id: string) => {
      const article = findArticle(await goodStore(shell.store, shell.now()), id);
      shell.print(sheet(article), article);
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
