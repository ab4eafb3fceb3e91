import { deflateRawSync } from "node:zlib";
import { type Article, type ArticleHead, type StoredArticle, sortInstant } from "../../domain/article.ts";
import { isDraft } from "../../domain/draft-date.ts";
import { omitUndefined } from "../../domain/omit-undefined.ts";
import type { Site } from "../../domain/site.ts";
import type { WordSearch } from "../../domain/word-search.ts";
import { articleDigest } from "../article-digest.ts";
import { deriveArticle } from "../derive-article.ts";
import type { ListName } from "./list-name.ts";
import type { HeadRecord, ListKind } from "./rows.ts";
import { textTokens } from "./tokens.ts";

/** How an article is ordered and filed: what the lists and counts of a store are kept by. */
export interface ArticleFiling {
  readonly instant: number;
  readonly updated: number;
  readonly isDraft: boolean;
  /** In UTC, such as 20261128. */
  readonly day: number;
  /** Besides the list of the site. */
  readonly lists: readonly ListName[];
}

/** An article as the rows of a database hold it. */
export interface EncodedArticle {
  readonly head: string;
  readonly written: string | null;
  readonly digest: string;
  /** The tokens of its text. */
  readonly tokens: string;
  readonly body: EncodedBody;
}

/** The bytes of the columns of the table `bodies`. */
export interface EncodedBody {
  readonly html: Uint8Array | null;
  readonly page_html: Uint8Array | null;
  readonly content: Uint8Array | null;
  readonly text: Uint8Array | null;
  readonly normalized: Uint8Array;
}

/** Returns how `article` is ordered and filed. */
export function articleFiling(article: Omit<StoredArticle, "content">): ArticleFiling {
  const { column, authors, tags, updated } = article;
  const instant = sortInstant(article);
  const named = (kind: ListKind, names: readonly string[]) =>
    [...new Set(names)].map((name): ListName => ({ kind, name }));
  return {
    instant: instant.getTime(),
    updated: updated.getTime(),
    isDraft: isDraft(article),
    day: Number(instant.toISOString().slice(0, "2026-11-28".length).replaceAll("-", "")),
    lists: [
      ...named("column", [column]),
      ...named(
        "author",
        authors.map(({ name }) => name),
      ),
      ...named("tag", tags),
    ],
  };
}

/** Derives what is served of `stored`, and encodes it. Slow, as `deriveArticle` is. */
export function encodeArticle(stored: StoredArticle, site: Site, search: WordSearch): EncodedArticle {
  const article = deriveArticle(stored, site);
  const { body } = article;
  const normalized = search.normalize(article);
  const html = body ? encode(body.html) : undefined;
  const compress = (form: string) => deflate(encode(form), html);
  const unlessHtml = (form: string | undefined) =>
    form === undefined || form === body?.html ? null : compress(form);
  return {
    head: JSON.stringify(headRecord(article)),
    written: writtenFields(stored, article),
    digest: articleDigest(stored),
    tokens: textTokens(normalized),
    body: {
      html: html ? deflate(html) : null,
      page_html: unlessHtml(body?.pageHtml),
      content: unlessHtml(stored.content),
      text: body ? compress(body.text) : null,
      normalized: compress(normalized),
    },
  };
}

/** Compresses `bytes`, of which `dictionary` is much alike where it is given. */
function deflate(bytes: Uint8Array, dictionary?: Uint8Array): Uint8Array {
  // A window as large as the text: to prepare a larger one takes longer than to compress it.
  const size = bytes.length + (dictionary?.length ?? 0);
  const windowBits = Math.min(15, Math.max(9, Math.ceil(Math.log2(size + 1))));
  return deflateRawSync(bytes, { level: 9, windowBits, ...(dictionary && { dictionary }) });
}

function headRecord({ body: _, ...article }: Article): HeadRecord {
  const { id: __, authors, editors, tags, published, updated, added, ...fields } = article;
  const head: HeadRecord = {
    ...fields,
    ...(authors.length > 0 && { authors }),
    ...(editors.length > 0 && { editors }),
    ...(tags.length > 0 && { tags }),
    updated: updated.getTime(),
  };
  return {
    ...head,
    ...omitUndefined<Partial<HeadRecord>>({ published: published?.getTime(), added: added?.getTime() }),
  };
}

/** The fields of which something else may be served than was written. */
const DERIVED_FIELDS = [
  "guid",
  "title",
  "authors",
  "editors",
  "source",
  "url",
  "summary",
  "tags",
  "image",
] as const satisfies readonly (keyof StoredArticle & keyof ArticleHead)[];

/** Returns those fields, as JSON, of which something else is served than was written. */
function writtenFields(stored: StoredArticle, head: ArticleHead): string | null {
  const different = DERIVED_FIELDS.filter(
    (field) => JSON.stringify(stored[field]) !== JSON.stringify(head[field]),
  );
  if (different.length === 0) return null;
  return JSON.stringify(Object.fromEntries(different.map((field) => [field, stored[field]])));
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
