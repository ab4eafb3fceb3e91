import { inflateRawSync } from "node:zlib";
import type { ArticleBody, ArticleHead } from "../../domain/article.ts";
import type { Filter } from "../../domain/filter.ts";
import type { NamedFeed } from "../../domain/named-feed.ts";
import type { Column } from "../../domain/site.ts";

/** The row of the table `store`. Instants are milliseconds since 1970. */
export interface StoreRow {
  readonly version: number;
  readonly updated: number;
  readonly modified: number;
  readonly site_modified: number;
  /** JSON of what was written. */
  readonly site: string;
  readonly columns: string;
  /** JSON of a `Site`, and of a list of {@linkcode ServedColumn}. */
  readonly served_site: string;
  readonly served_columns: string;
  /** JSON of a list of {@linkcode ServedFeed}, and of a list of slugs. */
  readonly feeds: string;
  readonly removed_feeds: string;
  readonly derived_up_to: number | null;
}

/** A column with the date of its last change, in milliseconds since 1970. */
export interface ServedColumn extends Omit<Column, "sources"> {
  readonly modified: number;
}

/** A named feed with the date of its last change. Dates are milliseconds since 1970. */
export interface ServedFeed extends Omit<NamedFeed, "filter"> {
  readonly filter: Omit<Filter, "since" | "until" | "within"> & {
    readonly since?: number;
    readonly until?: number;
  };
  readonly modified: number;
}

/** What lists select of a row of the table `articles`. */
export interface HeadRow {
  readonly id: string;
  /** JSON of a {@linkcode HeadRecord}. */
  readonly head: string;
}

/** A head as it is in JSON. Empty lists, and the id, are left out; dates are milliseconds since 1970. */
export interface HeadRecord
  extends Omit<ArticleHead, "id" | "authors" | "editors" | "tags" | "published" | "updated" | "added">,
    Partial<Pick<ArticleHead, "authors" | "editors" | "tags">> {
  readonly published?: number;
  readonly updated: number;
  readonly added?: number;
}

/** A row of the table `bodies` as it is selected: bytes as `hex()` writes them, which D1 transfers faster than blobs. */
export interface BodyRow {
  readonly html: string | null;
  readonly page_html: string | null;
  readonly text: string | null;
}

/** The columns of {@linkcode BodyRow}; the table is to be called `bodies` in the query. */
export const BODY_COLUMNS =
  "hex(bodies.html) AS html, hex(bodies.page_html) AS page_html, hex(bodies.text) AS text";

/** Kinds of lists that articles are filed in, besides that of the site. */
export type ListKind = "column" | "author" | "tag";

/** A row of the table `lists`. */
export interface ListRow {
  readonly number: number;
  readonly kind: ListKind | "site";
  readonly name: string;
  readonly count: number;
  readonly drafts: number;
  readonly newest: number | null;
  readonly modified: number;
  readonly lost: number;
  readonly former: number | null;
}

/** Returns the named feed that is served as `served`. */
export function parseFeed({
  modified: _,
  filter: { since, until, ...filter },
  ...feed
}: ServedFeed): NamedFeed {
  return {
    ...feed,
    filter: {
      ...filter,
      ...(since !== undefined && { since: new Date(since) }),
      ...(until !== undefined && { until: new Date(until) }),
    },
  };
}

/** Parses a head; what is in the database was checked when it was written. */
export function parseHead({ id, head }: HeadRow): ArticleHead {
  const { published, updated, added, ...fields } = JSON.parse(head) as HeadRecord;
  return {
    id,
    authors: [],
    editors: [],
    tags: [],
    ...fields,
    ...(published !== undefined && { published: new Date(published) }),
    updated: new Date(updated),
    ...(added !== undefined && { added: new Date(added) }),
  };
}

/** Returns the body in a row, whose forms are inflated when they are asked for; `undefined` where it has none. */
export function parseBody({ html, page_html, text }: BodyRow): ArticleBody | undefined {
  // hex() of NULL is an empty text; deflated data are never empty.
  if (!html) return undefined;
  const bytes = once(() => inflate(html));
  const form = (hex: string | null) => once(() => (hex ? decode(inflate(hex, bytes())) : decode(bytes())));
  const [htmlText, pageText, plainText] = [form(null), form(page_html), form(text)];
  return {
    get html() {
      return htmlText();
    },
    get text() {
      return plainText();
    },
    get pageHtml() {
      return pageText();
    },
  };
}

/** Returns a form of a body that `hex()` wrote, given the HTML that is its dictionary, where there is one. */
export function parseForm(hex: string, html: string | null): string {
  return decode(inflate(hex, html ? inflate(html) : undefined));
}

function inflate(hex: string, dictionary?: Uint8Array): Uint8Array<ArrayBuffer> {
  return inflateRawSync(parseHex(hex), dictionary ? { dictionary } : {});
}

function parseHex(hex: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(hex.length / 2);
  for (let index = 0; index < bytes.length; index++)
    bytes[index] = (digit(hex.charCodeAt(2 * index)) << 4) | digit(hex.charCodeAt(2 * index + 1));
  return bytes;
}

/** Returns the value of a hexadecimal digit, in upper case as `hex()` writes it. */
function digit(code: number): number {
  return code < 58 ? code - 48 : code - 55;
}

// A byte order mark at the start of a text belongs to it.
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

function decode(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

function once<Value>(compute: () => Value): () => Value {
  let kept: { readonly value: Value } | undefined;
  return () => {
    kept ??= { value: compute() };
    return kept.value;
  };
}
