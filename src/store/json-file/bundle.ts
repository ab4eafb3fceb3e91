import { deflateRawSync } from "node:zlib";
import type { ArticleBody, ArticleHead } from "../../domain/article.ts";
import { deriveArticle, deriveColumn, deriveSite } from "../derive-article.ts";
import type { BodyLocation, BundledArticle, BundleIndex } from "./bundled-store.ts";
import type { ParsedStore } from "./parse-store.ts";

/** What the Worker serves from: the two files that the build step writes. */
export interface Bundle {
  /** JSON: the site, the columns, and the heads of all articles. Parsed when the Worker starts. */
  readonly index: Uint8Array<ArrayBuffer>;
  /** A dictionary, then the compressed bodies. Each is read when an article is asked for. */
  readonly bodies: Uint8Array<ArrayBuffer>;
}

/** The window of deflate (RFC 1951 §2); it does not look further back. */
const MAX_DICTIONARY_BYTES = 32 * 1024;

/** Derives everything that is served of `store`. */
export function bundleStore({ updated, site, columns, articles }: ParsedStore): Bundle {
  const derived = articles.map((stored) => deriveArticle(stored, site));
  const dictionary = sampleOf(derived.flatMap(({ body }) => body?.html ?? []));
  const parts: Uint8Array[] = [dictionary];
  let offset = dictionary.length;
  const heads = derived.map(({ body, ...head }): BundledArticle => {
    if (!body) return compactHead(head);
    const compressed = compressBody(body, dictionary);
    parts.push(compressed.html, compressed.text, compressed.pageHtml);
    const location: BodyLocation = [
      offset,
      compressed.html.length,
      compressed.text.length,
      compressed.pageHtml.length,
    ];
    offset += compressed.html.length + compressed.text.length + compressed.pageHtml.length;
    return { ...compactHead(head), body: location };
  });
  const index: BundleIndex = {
    updated: updated.getTime(),
    site: deriveSite(site),
    columns: columns.map(deriveColumn),
    dictionaryBytes: dictionary.length,
    articles: heads,
  };
  return { index: new TextEncoder().encode(JSON.stringify(index)), bodies: concatenate(parts, offset) };
}

/** Leaves out what the Worker can tell from the rest. */
function compactHead(head: ArticleHead): Omit<BundledArticle, "body"> {
  const { authors, editors, tags, published, updated, dateTexts, hasBody: _, ...rest } = head;
  const isSame = dateTexts.published === dateTexts.changed;
  return {
    ...rest,
    ...(authors.length > 0 && { authors }),
    ...(editors.length > 0 && { editors }),
    ...(tags.length > 0 && { tags }),
    ...(published && { published: published.getTime() }),
    updated: updated.getTime(),
    changedText: dateTexts.changed,
    ...(!isSame && dateTexts.published !== undefined && { publishedText: dateTexts.published }),
  };
}

/**
 * Returns a sample of `texts`, the same for the same texts. Bodies are compressed with it as their dictionary,
 * since each by itself is too short to compress well.
 */
function sampleOf(texts: readonly string[]): Uint8Array<ArrayBuffer> {
  const sampled = Math.min(texts.length, 30);
  const each = Math.ceil(MAX_DICTIONARY_BYTES / Math.max(1, sampled));
  const samples = Array.from({ length: sampled }, (_, index) => {
    const text = texts[Math.floor((index * texts.length) / sampled)] ?? "";
    return encode(text).subarray(0, each);
  });
  return concatenate(samples, Math.min(MAX_DICTIONARY_BYTES, lengthOf(samples)));
}

/** The plain text and the page's HTML are much like the HTML, which is therefore their dictionary. */
function compressBody({ html, text, pageHtml }: ArticleBody, dictionary: Uint8Array) {
  const bytes = encode(html);
  return {
    html: deflateRawSync(bytes, { level: 9, dictionary }),
    text: deflateRawSync(encode(text), { level: 9, dictionary: bytes }),
    // Most pages show the HTML as it is.
    pageHtml:
      pageHtml === html
        ? new Uint8Array()
        : deflateRawSync(encode(pageHtml), { level: 9, dictionary: bytes }),
  };
}

function encode(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

function lengthOf(parts: readonly Uint8Array[]): number {
  return parts.reduce((sum, { length }) => sum + length, 0);
}

/** Returns the first `length` bytes of `parts`, one after another. */
function concatenate(parts: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const part of parts) {
    bytes.set(part.subarray(0, length - offset), offset);
    offset = Math.min(length, offset + part.length);
  }
  return bytes;
}
