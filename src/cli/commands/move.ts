import { formatInstant } from "../../domain/format-instant.ts";
import { editStore } from "../../store/json-file/edit-store.ts";
import type { AddCommand } from "../terminal/command-context.ts";
import { examples } from "../terminal/examples.ts";
import { findArticle, requireColumn, withArticle } from "./find-article.ts";

/** `move <id> <column>`: puts an article into another column. */
export const move: AddCommand = (program, context) => {
  program
    .command("move")
    .description("put an article into another column; its id and addresses stay")
    .argument("<id>", "the article's id")
    .argument("<column>", "the other column, by slug or title")
    .addHelpText("after", examples("move 2020-11-26-1234567 gongyun-qianyan"))
    .action(async (id: string, named: string) => {
      let told = "";
      let column = named;
      const changed = await editStore(
        context.store,
        (store, now) => {
          const to = requireColumn(store, named);
          const { title, column: slug } = findArticle(store, id);
          const from = requireColumn(store, slug);
          column = to.slug;
          told =
            from === to
              ? `unchanged ${id}  ${title}: it is in ${to.title} already`
              : `moved ${id}  ${title}: from ${from.title} to ${to.title}`;
          return withArticle(store, id, (article) =>
            from === to ? article : { ...article, column, updated: formatInstant(now, store.site.timeZone) },
          );
        },
        { now: context.now },
      );
      context.print(told, { id, column, changed });
    });
};
