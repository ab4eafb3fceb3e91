import { inflateRawSync } from "node:zlib";
import type { Article, ArticleBody, ArticleHead } from "../../domain/article.ts";
import type { Column, Site } from "../../domain/site.ts";
import type { ArticleStore } from "../snapshot.ts";
import { memoryStore } from "./memory-store.ts";

/** The index of a bundle, as it is in JSON. Dates are milliseconds since 1970. */
export interface BundleIndex {
  readonly updated: number;
  readonly site: Site;
  readonly columns: readonly Column[];
  readonly articles: readonly BundledArticle[];
}

type DefaultedFields = "authors" | "editors" | "tags";

/** A head in the index; empty lists are left out. */
export interface BundledArticle
  extends Omit<ArticleHead, "published" | "updated" | "hasBody" | DefaultedFields>,
    Partial<Pick<ArticleHead, DefaultedFields>> {
  readonly published?: number;
  readonly updated: number;
  /** Where the compressed body is: offset and length in bytes. */
  readonly body?: readonly [number, number];
}

/** Returns the store whose index and bodies the build step has written. */
export function bundledStore(index: ArrayBuffer, bodies: ArrayBuffer): ArticleStore {
  const { updated, site, columns, articles } = parseIndex(index);
  const ranges = new Map<string, readonly [number, number]>();
  for (const { id, body } of articles) if (body) ranges.set(id, body);
  return memoryStore({
    updated: new Date(updated),
    site,
    columns,
    heads: articles.map(headOf),
    load(head): Article {
      const range = ranges.get(head.id);
      return range ? { ...head, body: readBody(new Uint8Array(bodies, ...range)) } : head;
    },
  });
}

/** The build step has checked the store and written the index, so it is not checked again at every start. */
function parseIndex(index: ArrayBuffer): BundleIndex {
  return JSON.parse(new TextDecoder().decode(index)) as BundleIndex;
}

function headOf({ body, published, updated, ...fields }: BundledArticle): ArticleHead {
  return {
    authors: [],
    editors: [],
    tags: [],
    ...fields,
    ...(published !== undefined && { published: new Date(published) }),
    updated: new Date(updated),
    hasBody: body !== undefined,
  };
}

function readBody(compressed: Uint8Array<ArrayBuffer>): ArticleBody {
  const [html = "", text = "", pageHtml = ""] = new TextDecoder("utf-8", { ignoreBOM: true })
    .decode(inflateRawSync(compressed))
    .split("\0");
  return { html, text, pageHtml };
}
