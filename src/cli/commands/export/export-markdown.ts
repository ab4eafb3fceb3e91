import TurndownService from "turndown";
import { stringify } from "yaml";
import type { StoredArticle } from "../../../domain/article.ts";
import { articleRecord } from "../../../domain/article-record.ts";
import type { Column } from "../../../domain/site.ts";
import { absoluteMarkup } from "../../../html/markup.ts";
import { markdownToHtml } from "../../../importer/markdown/read-markdown.ts";
import type { StoredArticles } from "../../../store/article-writer.ts";
import type { ArticleRecord } from "../../../store/json-file/store-document.ts";

/** An article as a file of its own. */
export interface MarkdownFile {
  readonly name: string;
  readonly text: string;
}

/** Writes every article of a store, or of a column, as Markdown with front matter, which `import` reads back. */
export async function exportMarkdown(
  articles: StoredArticles,
  { column }: { readonly column?: Column } = {},
): Promise<MarkdownFile[]> {
  const files: MarkdownFile[] = [];
  for await (const article of articles.all()) {
    if (column === undefined || article.column === column.slug)
      files.push({ name: `${article.id}.md`, text: markdownFile(article, articles) });
  }
  return files;
}

function markdownFile(
  article: StoredArticle,
  { site, columns }: Pick<StoredArticles, "site" | "columns">,
): string {
  const record = articleRecord(article, site.timeZone);
  const { id, guid, title, authors, editors, source, url, published, updated, added } = record;
  const { summary, tags, language, image } = record;
  const content = article.content && (url ? absoluteMarkup(article.content, url) : article.content);
  const body = content === undefined ? undefined : markdownOf(content, url);
  const matter = {
    // The id of the feeds, which is unique; another site may have an article with the short one.
    id: `tag:${site.authority}:${id}`,
    guid,
    title,
    column: columns.find(({ slug }) => slug === article.column)?.title ?? article.column,
    authors: namesOf(authors),
    editors: namesOf(editors),
    source: source?.url === undefined ? source?.name : source,
    url,
    published,
    updated,
    added: published === undefined && added !== updated ? added : undefined,
    summary,
    tags,
    language,
    image,
    // Markup that Markdown cannot express stays HTML.
    format: body?.isHtml ? "html" : undefined,
  };
  const text = body === undefined ? "" : `\n${body.text}\n`;
  return `---\n${stringify(matter, { lineWidth: 0, keepUndefined: false })}---\n${text}`;
}

/** Writes people of whom only the name is known as one text each. */
function namesOf(people: ArticleRecord["authors"]) {
  return people?.map((person) =>
    person.about === undefined && person.url === undefined ? person.name : person,
  );
}

const turndown = new TurndownService({
  headingStyle: "atx",
  hr: "---",
  bulletListMarker: "-",
  codeBlockStyle: "fenced",
  emDelimiter: "*",
});

/** Converts HTML to Markdown, or returns it unchanged if the Markdown would not give the same HTML back. */
function markdownOf(html: string, base?: string): { readonly text: string; readonly isHtml: boolean } {
  const markdown = turndown.turndown(html);
  // In Markdown, a first-level heading can be the title, which front matter has.
  const isSame =
    markdown !== "" && !/<h1\b/i.test(html) && markdownToHtml(markdown, base).html.trim() === html.trim();
  return isSame ? { text: markdown, isHtml: false } : { text: html, isHtml: true };
}
