import type { StoredArticle } from "../../domain/article.ts";
import type { ArticleWithoutText } from "../without-text.ts";
import { parseForm, parseHead } from "./rows.ts";

/** What is selected of an article to read it as it was written. */
export interface StoredRow {
  readonly seq: number;
  readonly id: string;
  readonly place: number | null;
  readonly head: string;
  readonly written: string | null;
  /** Bytes as `hex()` writes them; empty for NULL. */
  readonly html: string;
  readonly content: string;
}

/** The columns of {@linkcode StoredRow}, from the tables `articles` and `bodies`. */
export const STORED_COLUMNS =
  "articles.seq, articles.id, articles.place, articles.head, articles.written, hex(bodies.html) AS html, hex(bodies.content) AS content";

/** What is selected of an article without its text. */
export type WithoutTextRow = Omit<StoredRow, "html" | "content">;

/** Returns the article in a row as it was written. */
export function parseStored({ html, content, ...row }: StoredRow): StoredArticle {
  const { hasText, ...article } = parseWithoutText(row);
  if (!hasText) return article;
  return { ...article, content: content === "" ? parseForm(html, null) : parseForm(content, html) };
}

/** Returns the article in a row as it was written, without its text. */
export function parseWithoutText({ written, ...row }: WithoutTextRow): ArticleWithoutText {
  const { dateTexts: _, excerpt: __, hasBody, ...fields } = parseHead(row);
  return {
    ...fields,
    ...(written !== null && (JSON.parse(written) as Partial<StoredArticle>)),
    hasText: hasBody,
  };
}
