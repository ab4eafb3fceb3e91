import { deflateRawSync } from "node:zlib";
import type { Article, ArticleHead } from "../../domain/article.ts";
import { deriveArticle, deriveSite } from "../derive-article.ts";
import type { BundledArticle, BundleIndex } from "./bundled-store.ts";
import type { ParsedStore } from "./parse-store.ts";

/** What the Worker serves from: the two files that the build step writes. */
export interface Bundle {
  /** JSON: the site, the columns, and the heads of all articles. Parsed when the Worker starts. */
  readonly index: Uint8Array<ArrayBuffer>;
  /** The compressed bodies, one after another. Each is read when an article is asked for. */
  readonly bodies: Uint8Array<ArrayBuffer>;
}

/** Derives everything that is served of `store`. */
export function bundleStore({ updated, site, columns, articles }: ParsedStore): Bundle {
  const compressed: Uint8Array[] = [];
  let offset = 0;
  const heads = articles.map((stored): BundledArticle => {
    const { body, ...head } = deriveArticle(stored, site);
    if (!body) return compactHead(head);
    const bytes = compressBody(body);
    compressed.push(bytes);
    offset += bytes.length;
    return { ...compactHead(head), body: [offset - bytes.length, bytes.length] };
  });
  const index: BundleIndex = { updated: updated.getTime(), site: deriveSite(site), columns, articles: heads };
  return { index: new TextEncoder().encode(JSON.stringify(index)), bodies: concatenated(compressed, offset) };
}

/** Leaves out what the Worker can tell from the rest. */
function compactHead({ authors, editors, tags, published, updated, hasBody: _, ...rest }: ArticleHead) {
  return {
    ...rest,
    ...(authors.length > 0 && { authors }),
    ...(editors.length > 0 && { editors }),
    ...(tags.length > 0 && { tags }),
    ...(published && { published: published.getTime() }),
    updated: updated.getTime(),
  };
}

/** The forms of a body are much alike, so compressed together they take little more than one of them. */
function compressBody({ html, text, pageHtml }: NonNullable<Article["body"]>): Uint8Array {
  // No form holds NUL, which neither HTML nor XML can carry.
  return deflateRawSync(new TextEncoder().encode(`${html}\0${text}\0${pageHtml}`), { level: 9 });
}

function concatenated(parts: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
}
