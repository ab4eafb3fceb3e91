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
  /** The length of the dictionary at the start of the bodies. */
  readonly dictionaryBytes: number;
  readonly articles: readonly BundledArticle[];
}

type DefaultedFields = "authors" | "editors" | "tags";

/** A head in the index; empty lists are left out. */
export interface BundledArticle
  extends Omit<ArticleHead, "published" | "updated" | "dateTexts" | "hasBody" | DefaultedFields>,
    Partial<Pick<ArticleHead, DefaultedFields>> {
  readonly published?: number;
  readonly updated: number;
  readonly changedText: string;
  /** Left out where it is that of the last change. */
  readonly publishedText?: string;
  readonly body?: BodyLocation;
}

/**
 * Where the compressed forms of a body are: the offset of the first, then the lengths of the HTML, the plain text
 * and the page's HTML, in bytes. The last is 0 where it is the HTML.
 */
export type BodyLocation = readonly [offset: number, html: number, text: number, pageHtml: number];

/** Returns the store whose index and bodies the build step has written. */
export function bundledStore(index: ArrayBuffer, bodies: ArrayBuffer): ArticleStore {
  const { updated, site, columns, dictionaryBytes, articles } = parseIndex(index);
  const dictionary = new Uint8Array(bodies, 0, dictionaryBytes);
  const locations = new Map<string, BodyLocation>();
  for (const { id, body } of articles) if (body) locations.set(id, body);
  return memoryStore({
    updated: new Date(updated),
    site,
    columns,
    heads: articles.map(headOf),
    load(head): Article {
      const location = locations.get(head.id);
      return location ? { ...head, body: bundledBody(bodies, location, dictionary) } : head;
    },
  });
}

/** The build step has checked the store and written the index, so it is not checked again at every start. */
function parseIndex(index: ArrayBuffer): BundleIndex {
  return JSON.parse(decoder.decode(index)) as BundleIndex;
}

function headOf({
  body,
  published,
  updated,
  changedText,
  publishedText,
  ...fields
}: BundledArticle): ArticleHead {
  return {
    authors: [],
    editors: [],
    tags: [],
    ...fields,
    ...(published !== undefined && { published: new Date(published) }),
    updated: new Date(updated),
    dateTexts: {
      ...(published !== undefined && { published: publishedText ?? changedText }),
      changed: changedText,
    },
    hasBody: body !== undefined,
  };
}

// A byte order mark at the start of a text belongs to it.
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** Returns a body whose forms are decompressed when they are asked for. */
function bundledBody(bodies: ArrayBuffer, location: BodyLocation, dictionary: Uint8Array): ArticleBody {
  const [offset, htmlBytes, textBytes, pageBytes] = location;
  const html = inflateRawSync(new Uint8Array(bodies, offset, htmlBytes), { dictionary });
  const form = (start: number, length: number) =>
    decoder.decode(inflateRawSync(new Uint8Array(bodies, start, length), { dictionary: html }));
  return {
    get html() {
      return decoder.decode(html);
    },
    get text() {
      return form(offset + htmlBytes, textBytes);
    },
    get pageHtml() {
      return pageBytes === 0 ? decoder.decode(html) : form(offset + htmlBytes + textBytes, pageBytes);
    },
  };
}
