import { stringify } from "yaml";
import { absoluteMarkup } from "../../../html/markup.ts";
import type { ArticleRecord, StoreDocument } from "../../../store/json-file/store-document.ts";
import { markdownOf } from "./markdown-of.ts";

/** An article as a file of its own. */
export interface MarkdownFile {
  readonly name: string;
  readonly text: string;
}

/** Returns every article of a store, or of a column, as Markdown with front matter, from which it can be imported again. */
export function exportMarkdown(
  document: StoreDocument,
  { column }: { column?: string } = {},
): MarkdownFile[] {
  return document.articles
    .filter((article) => column === undefined || article.column === column)
    .map((article) => ({ name: `${article.id}.md`, text: markdownFile(article, document) }));
}

function markdownFile(article: ArticleRecord, { site, columns }: StoreDocument): string {
  const { id, title, authors, editors, source, url, published, updated, summary, tags, language, image } =
    article;
  const content = article.content && (url ? absoluteMarkup(article.content, url) : article.content);
  const body = content === undefined ? undefined : markdownOf(content, url);
  const matter = {
    // The feeds' id, which is this store's own: a plain one could be anybody's.
    id: `tag:${site.authority}:${id}`,
    title,
    column: columns.find(({ slug }) => slug === article.column)?.title ?? article.column,
    authors: namesOf(authors),
    editors: namesOf(editors),
    source: source?.url === undefined ? source?.name : source,
    url,
    published,
    updated,
    summary,
    tags,
    language,
    image,
    // What Markdown has no signs for stays HTML.
    format: body?.isHtml ? "html" : undefined,
  };
  const text = body === undefined ? "" : `\n${body.text}\n`;
  return `---\n${stringify(matter, { lineWidth: 0, keepUndefined: false })}---\n${text}`;
}

/** People who are only a name are written as one. */
function namesOf(people: ArticleRecord["authors"]) {
  return people?.map((person) =>
    person.about === undefined && person.url === undefined ? person.name : person,
  );
}
