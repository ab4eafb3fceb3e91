import type { Column } from "../../domain/site.ts";
import type { ArticleWriter } from "../../store/article-writer.ts";
import type { AddCommand } from "../terminal/command-context.ts";
import { examples } from "../terminal/examples.ts";
import { requireArticle, requireColumn } from "./look-ups.ts";
import { openWriter } from "./open-store.ts";

/** `move <id> <column>`: puts an article into another column. */
export const move: AddCommand = (program, context) => {
  program
    .command("move")
    .description("put an article into another column; its id and addresses stay")
    .argument("<id>", "the article's id")
    .argument("<column>", "the other column, by slug or title")
    .addHelpText("after", examples("move 2020-11-26-1234567 gongyun-qianyan"))
    .action(async (id: string, named: string) => {
      const { title, from, to, changed } = await moveArticle(openWriter(context), id, named);
      const text = changed
        ? `moved ${id}  ${title}: from ${from.title} to ${to.title}`
        : `unchanged ${id}  ${title}: it is in ${to.title} already`;
      context.print(text, { id, column: to.slug, changed });
    });
};

interface MovedArticle {
  readonly title: string;
  readonly from: Column;
  readonly to: Column;
  readonly changed: boolean;
}

async function moveArticle(writer: ArticleWriter, id: string, column: string): Promise<MovedArticle> {
  const { result, changed } = await writer.transaction(async (transaction) => {
    const to = requireColumn(transaction.columns, column);
    const article = await requireArticle(transaction, id);
    const from = requireColumn(transaction.columns, article.column);
    if (from !== to) await transaction.put({ ...article, column: to.slug, updated: transaction.now });
    return { title: article.title, from, to };
  });
  return { ...result, changed };
}
