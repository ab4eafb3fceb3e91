import type { Article, Person } from "../domain/article.ts";
import { type Detail, type EntryContext, entryOf } from "../domain/entry.ts";
import { columnsPath } from "../domain/paths.ts";
import { type JsonItem, jsonItem } from "../feed/json-item.ts";
import { plainText } from "../html/markup.ts";

/** An article as developers get it: a JSON Feed item, and what JSON Feed has no words for. */
export interface ArticleDocument extends Omit<JsonItem, "authors"> {
  readonly authors?: readonly Person[];
  readonly editors?: readonly Person[];
  readonly column: { readonly slug: string; readonly title: string; readonly url: string };
  readonly source?: { readonly name: string; readonly url?: string };
}

/** Returns the document of `article`; a `summary` document has no content. */
export function articleDocument(article: Article, detail: Detail, context: EntryContext): ArticleDocument {
  const entry = entryOf(article, detail, context);
  const { authors, ...item } = jsonItem(entry);
  return {
    ...item,
    ...(entry.content !== undefined && { content_text: plainText(entry.content) }),
    ...(authors && { authors: entry.authors }),
    ...(entry.editors.length > 0 && { editors: entry.editors }),
    column: {
      slug: article.column,
      title: entry.column.label,
      url: `${context.origin}${columnsPath([article.column])}`,
    },
    ...(article.source && { source: article.source }),
  };
}
