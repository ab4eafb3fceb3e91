import type { Article, ArticleHead } from "../domain/article.ts";
import { type Entry, type EntryContext, fullEntry, summaryEntry } from "../domain/entry.ts";
import type { FoundArticle } from "../domain/found-article.ts";
import { columnsPath } from "../domain/paths.ts";
import type { MarkedText } from "../domain/word-search.ts";
import { imageDetails, jsonItem } from "../feed/json-item.ts";
import type { ArticleDocument } from "./documents.ts";

/** Returns the document of a whole article. */
export function articleDocument(article: Article, context: EntryContext): ArticleDocument {
  return documentOf(article, fullEntry(article, context), context, article.body?.text);
}

/** Returns the document of an article without its content. */
export function articleSummaryDocument(head: ArticleHead, context: EntryContext): ArticleDocument {
  return documentOf(head, summaryEntry(head, context), context);
}

/** Returns `document` with what was found in the article. */
export function withMatches(document: ArticleDocument, { title, excerpt }: FoundArticle): ArticleDocument {
  return { ...document, matches: { title: title.map(markedText), excerpt: excerpt.map(markedText) } };
}

function markedText({ text, isMatch }: MarkedText) {
  return { text, is_match: isMatch };
}

function documentOf(
  { column, source }: ArticleHead,
  entry: Entry,
  { origin }: EntryContext,
  text?: string,
): ArticleDocument {
  const { authors, ...item } = jsonItem(entry);
  const image = imageDetails(entry.image);
  return {
    ...item,
    ...(text !== undefined && { content_text: text }),
    ...(authors && { authors: entry.authors }),
    ...(entry.editors.length > 0 && { editors: entry.editors }),
    column: { slug: column, title: entry.column.label, url: `${origin}${columnsPath([column])}` },
    ...(source && { source }),
    ...(image && { image_details: image }),
  };
}
