import type { StoredArticle } from "../../domain/article.ts";
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

/** Returns the article in a row as it was written. */
export function parseStored({ html, content, written, ...row }: StoredRow): StoredArticle {
  const { dateTexts: _, excerpt: __, hasBody, ...fields } = parseHead(row);
  return {
    ...fields,
    ...(written !== null && (JSON.parse(written) as Partial<StoredArticle>)),
    ...(hasBody && { content: content === "" ? parseForm(html, null) : parseForm(content, html) }),
  };
}
