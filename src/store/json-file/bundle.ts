import { deflateRawSync } from "node:zlib";
import {
  type Article,
  type ArticleBody,
  type ArticleHead,
  lastChange,
  type StoredArticle,
  sortInstant,
} from "../../domain/article.ts";
import { comparePositions } from "../../domain/cursor.ts";
import { filed } from "../../domain/filter.ts";
import { omitUndefined } from "../../domain/omit-undefined.ts";
import { deriveArticle, deriveColumn, deriveSite } from "../derive-article.ts";
import type { BundledHead, BundleEntry, BundleIndex } from "./bundled-store.ts";
import type { IndexEntry } from "./memory-snapshot.ts";
import type { ParsedStore } from "./parse-store.ts";

/** What the Worker serves from: the two files that the build step writes. */
export interface Bundle {
  /** JSON: the site, the columns, and what articles are selected by. Parsed when the Worker starts. */
  readonly index: Uint8Array<ArrayBuffer>;
  /** A dictionary, then the heads and compressed bodies. Each is read when it is asked for. */
  readonly articles: Uint8Array<ArrayBuffer>;
}

/** The window of deflate (RFC 1951 §2), which does not look further back. */
const MAX_DICTIONARY_BYTES = 32 * 1024;

/** Of how many articles the dictionary holds a sample. */
const DICTIONARY_SAMPLES = 30;

/** Derives everything that is served of `store`. */
export function bundleStore({ updated, site, columns, articles }: ParsedStore): Bundle {
  const derived = articles.map((stored) => deriveArticle(stored, site));
  const dictionary = sampleOf(derived.flatMap(({ body }) => body?.html ?? []));
  const parts: Uint8Array[] = [dictionary];
  let offset = dictionary.length;
  const entries = derived.map((article): BundleEntry => {
    const bytes = articleParts(article, dictionary);
    const lengths = bytes.map(({ length }) => length);
    const at = [offset, ...lengths];
    parts.push(...bytes);
    offset += lengths.reduce((sum, length) => sum + length, 0);
    return { ...indexEntry(article), at };
  });
  const index: BundleIndex = {
    updated: updated.getTime(),
    site: deriveSite(site),
    columns: columns.map(deriveColumn),
    dictionaryBytes: dictionary.length,
    entries: entries.sort(comparePositions),
  };
  return { index: encode(JSON.stringify(index)), articles: concatenate(parts, offset) };
}

/** Returns what `article` is selected, ordered and counted by. */
export function indexEntry(article: StoredArticle | ArticleHead): IndexEntry {
  return {
    id: article.id,
    ...filed(article),
    instant: sortInstant(article).getTime(),
    changed: lastChange(article).getTime(),
  };
}

function articleParts(
  { body, published, updated, ...article }: Article,
  dictionary: Uint8Array,
): Uint8Array[] {
  const { title, authors, editors, source, url, summary, excerpt, language, image, dateTexts } = article;
  const head: BundledHead = {
    title,
    ...(authors.length > 0 && { authors }),
    ...(editors.length > 0 && { editors }),
    updated: updated.getTime(),
    dateTexts,
    ...omitUndefined<Partial<BundledHead>>({
      published: published?.getTime(),
      source,
      url,
      summary,
      excerpt,
      language,
      image,
    }),
  };
  const bytes = encode(JSON.stringify(head));
  return body ? [bytes, ...compressBody(body, dictionary)] : [bytes];
}

/** The plain text and the page's HTML are much like the HTML, which is therefore their dictionary. */
function compressBody({ html, text, pageHtml }: ArticleBody, dictionary: Uint8Array): Uint8Array[] {
  const bytes = encode(html);
  const alike = { level: 9, dictionary: bytes };
  return [
    deflateRawSync(bytes, { level: 9, dictionary }),
    deflateRawSync(encode(text), alike),
    // Most pages show the HTML as it is.
    pageHtml === html ? new Uint8Array() : deflateRawSync(encode(pageHtml), alike),
  ];
}

/**
 * Returns a sample of `texts`, the same for the same texts. It is the dictionary of the bodies, each of which by
 * itself is too short to compress well.
 */
function sampleOf(texts: readonly string[]): Uint8Array<ArrayBuffer> {
  const count = Math.min(texts.length, DICTIONARY_SAMPLES);
  const each = Math.ceil(MAX_DICTIONARY_BYTES / Math.max(1, count));
  const samples = Array.from({ length: count }, (_, index) =>
    encode(texts[Math.floor((index * texts.length) / count)] ?? "").subarray(0, each),
  );
  const length = samples.reduce((sum, sample) => sum + sample.length, 0);
  return concatenate(samples, Math.min(MAX_DICTIONARY_BYTES, length));
}

function encode(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
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
