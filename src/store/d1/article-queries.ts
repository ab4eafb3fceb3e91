import type { StoredArticle } from "../../domain/article.ts";
import { articleHashes } from "./article-keys.ts";
import { type Query, query } from "./database.ts";
import type { ArticleFiling, EncodedArticle, EncodedBody } from "./encode-article.ts";
import { queryEach } from "./json-parameters.ts";
import type { ListName } from "./list-name.ts";
import type { MovedArticle } from "./moved-articles.ts";
import { articleTokens, textTokens } from "./tokens.ts";

/** An article whose rows are written. */
export interface PlacedChange {
  readonly seq: number;
  readonly before?: (PlacedArticle & { readonly seq: number }) | undefined;
  /** Absent where the article is removed. */
  readonly after?: (PlacedArticle & { readonly encoded: EncodedArticle }) | undefined;
  /** Whether its body, keys and words stay as they are, where its place and its lists do. */
  readonly isSameText: boolean;
  /** Whether it stays in the lists that it was in. */
  readonly isInSameLists: boolean;
}

/** An article with its position in the order of all. */
interface PlacedArticle {
  readonly article: StoredArticle;
  readonly filing: ArticleFiling;
  /** `null` for a draft. */
  readonly place: number | null;
}

/** What queries are made with. */
interface QueryContext {
  /** Returns the number of a list. */
  readonly numberOf: (list: ListName) => number;
  /** The number of the list of the site. */
  readonly siteList: number;
  /** The date for Last-Modified of what is changed. */
  readonly modified: number;
}

/** Bodies above this size, in bytes, have parameters of their own. */
const LARGE_BODY_BYTES = 200_000;

/** Returns the queries that write articles, their bodies, keys, filings and words. They are to run in this order. */
export function articleQueries(
  changes: readonly PlacedChange[],
  moved: readonly MovedArticle[],
  { numberOf, siteList, modified }: QueryContext,
): Query[] {
  const numbersOf = ({ lists }: Pick<ArticleFiling, "lists">) => lists.map(numberOf);

  const removed = changes.flatMap(({ seq, before, after }) =>
    before && (!after || before.seq !== seq) ? [before.seq] : [],
  );
  const replaced = changes.filter((change) => !isIndexedAlike(change));
  const written = changes.flatMap(({ seq, after }) => (after ? [{ seq, ...after }] : []));
  const newTexts = changes.flatMap((change) =>
    change.after && !change.isSameText ? [{ ...change.after, seq: change.seq }] : [],
  );

  const goneEntries = [
    ...replaced.flatMap(({ before }) =>
      before && before.place !== null ? [{ place: before.place, numbers: numbersOf(before.filing) }] : [],
    ),
    ...moved.map(({ from, lists }) => ({ place: from, numbers: lists.map(numberOf) })),
  ];
  const newEntries = [
    ...replaced.flatMap(({ after }) =>
      after && after.place !== null
        ? [{ place: after.place, numbers: numbersOf(after.filing), tokens: after.encoded.tokens }]
        : [],
    ),
    ...moved.map(({ to, lists, normalized }) => ({
      place: to,
      numbers: lists.map(numberOf),
      tokens: textTokens(normalized),
    })),
  ];
  const filingsOf = (entries: readonly { readonly place: number; readonly numbers: readonly number[] }[]) =>
    entries.flatMap(({ place, numbers }) => numbers.map((number) => [number, place]));

  const goneKeys = changes.flatMap(({ before, isSameText }) =>
    before && !isSameText ? articleHashes(before.article).map((hash) => [hash, before.seq]) : [],
  );
  const newKeys = newTexts.flatMap(({ seq, article }) =>
    [...new Set(articleHashes(article))].map((hash) => [hash, seq]),
  );

  return [
    ...queryEach(
      "DELETE FROM words WHERE rowid IN (SELECT value FROM json_each(?1))",
      goneEntries.map(({ place }) => place),
    ),
    ...queryEach(
      "DELETE FROM filings WHERE (list, place) IN (SELECT value ->> 0, value ->> 1 FROM json_each(?1))",
      filingsOf(goneEntries),
    ),
    ...queryEach(
      "DELETE FROM keys WHERE (hash, seq) IN (SELECT value ->> 0, value ->> 1 FROM json_each(?1))",
      goneKeys,
    ),
    ...queryEach("DELETE FROM articles WHERE seq IN (SELECT value FROM json_each(?1))", removed),
    ...queryEach("DELETE FROM bodies WHERE seq IN (SELECT value FROM json_each(?1))", removed),
    // No two articles have one place, not even for a moment.
    ...queryEach("UPDATE articles SET place = NULL WHERE seq IN (SELECT value FROM json_each(?1))", [
      ...changes.flatMap(({ seq, before, after }) =>
        before && after && before.place !== null && before.place !== after.place ? [seq] : [],
      ),
      ...moved.map(({ seq }) => seq),
    ]),
    ...queryEach(
      `UPDATE articles SET place = moved.value ->> 1 FROM json_each(?1) AS moved
        WHERE articles.seq = moved.value ->> 0`,
      moved.map(({ seq, to }) => [seq, to]),
    ),
    ...queryEach(
      `INSERT INTO articles (seq, id, place, instant, updated, day, modified, digest, head, written)
        SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, ?2,
          value ->> 6, value ->> 7, value ->> 8 FROM json_each(?1) WHERE true
        ON CONFLICT (seq) DO UPDATE SET place = excluded.place, instant = excluded.instant,
          updated = excluded.updated, day = excluded.day, modified = excluded.modified,
          digest = excluded.digest, head = excluded.head, written = excluded.written`,
      written.map((row) => articleRow(row)),
      modified,
    ),
    ...bodyQueries(newTexts),
    ...queryEach("INSERT INTO keys SELECT value ->> 0, value ->> 1 FROM json_each(?1)", newKeys),
    ...queryEach(
      "INSERT INTO filings SELECT value ->> 0, value ->> 1 FROM json_each(?1)",
      filingsOf(newEntries),
    ),
    ...queryEach(
      "INSERT INTO words (rowid, tokens) SELECT value ->> 0, value ->> 1 FROM json_each(?1)",
      newEntries.map(({ place, numbers, tokens }) => [place, articleTokens(tokens, [siteList, ...numbers])]),
    ),
  ];
}

/** Tells whether an article stays in the lists and under the words under which it is found, at its place. */
function isIndexedAlike({ before, after, isSameText, isInSameLists }: PlacedChange): boolean {
  return isSameText && isInSameLists && before !== undefined && before.place === after?.place;
}

function articleRow({
  seq,
  article,
  filing,
  place,
  encoded,
}: PlacedArticle & { readonly seq: number; readonly encoded: EncodedArticle }): readonly unknown[] {
  return [
    seq,
    article.id,
    place,
    filing.instant,
    filing.updated,
    place === null ? null : filing.day,
    encoded.digest,
    encoded.head,
    encoded.written,
  ];
}

const BODY_COLUMNS = ["html", "page_html", "content", "text", "normalized"] as const;

/** Returns the queries that write bodies, whose bytes are sent as hexadecimal digits. */
function bodyQueries(
  articles: readonly { readonly seq: number; readonly encoded: EncodedArticle }[],
): readonly Query[] {
  const hex = (bytes: Uint8Array | null) => bytes && Buffer.from(bytes).toString("hex");
  const hexRow = (body: EncodedBody) => BODY_COLUMNS.map((column) => hex(body[column]));
  const isLarge = ({ encoded: { body } }: (typeof articles)[number]) => bodyBytes(body) > LARGE_BODY_BYTES;
  const insert = (values: string) =>
    `INSERT INTO bodies (seq, ${BODY_COLUMNS.join(", ")}) ${values} ON CONFLICT (seq) DO UPDATE
      SET ${BODY_COLUMNS.map((column) => `${column} = excluded.${column}`).join(", ")}`;
  const inList = BODY_COLUMNS.map((_, index) => `unhex(value ->> ${index + 1})`).join(", ");
  const inParameters = BODY_COLUMNS.map((_, index) => `unhex(?${index + 2})`).join(", ");
  return [
    ...queryEach(
      insert(`SELECT value ->> 0, ${inList} FROM json_each(?1) WHERE true`),
      articles
        .filter((article) => !isLarge(article))
        .map(({ seq, encoded }) => [seq, ...hexRow(encoded.body)]),
    ),
    ...articles
      .filter(isLarge)
      .map(({ seq, encoded }) => query(insert(`VALUES (?1, ${inParameters})`), seq, ...hexRow(encoded.body))),
  ];
}

/** Returns how many bytes a row of the table `bodies` has. */
export function bodyBytes(body: EncodedBody): number {
  return Object.values(body).reduce((sum: number, bytes: Uint8Array | null) => sum + (bytes?.length ?? 0), 0);
}
