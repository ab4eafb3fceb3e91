import { expect } from "vitest";
import type { StoredArticle } from "../../src/domain/article.ts";
import { articleDigest } from "../../src/store/article-digest.ts";
import type { ArticleWriter } from "../../src/store/article-writer.ts";
import { WORD_SEARCH } from "../../src/store/character-variants.ts";
import { articleHashes } from "../../src/store/d1/article-keys.ts";
import { type Database, select } from "../../src/store/d1/database.ts";
import { articleFiling, encodeArticle } from "../../src/store/d1/encode-article.ts";
import type { ListRow } from "../../src/store/d1/rows.ts";
import { articleTokens } from "../../src/store/d1/tokens.ts";

interface ArticleRow {
  readonly seq: number;
  readonly id: string;
  readonly place: number | null;
  readonly instant: number;
  readonly updated: number;
  readonly day: number | null;
  readonly digest: string;
  readonly head: string;
  readonly written: string | null;
}

/** Expects that every table that is kept beside the articles holds what the articles themselves say. */
export async function expectConsistentTables(db: Database, writer: ArticleWriter): Promise<void> {
  const { articles, site } = await writer.read(async (stored) => {
    const every: StoredArticle[] = [];
    for await (const article of stored.all()) every.push(article);
    return { articles: every, site: stored.site };
  });
  const rows = await select<ArticleRow>(db, "SELECT * FROM articles ORDER BY seq");
  const encoded = articles.map((article) => encodeArticle(article, site, WORD_SEARCH));
  const filings = articles.map(articleFiling);

  expect(rows.map(({ id }) => id)).toEqual(articles.map(({ id }) => id));
  for (const [index, { id, instant, updated, day, digest, head, written }] of rows.entries()) {
    const [filing, code, article] = [filings[index], encoded[index], articles[index]];
    expect({ id, instant, updated, day, head, written, digest }).toEqual({
      id,
      instant: filing?.instant,
      updated: filing?.updated,
      day: filing?.isDraft ? null : filing?.day,
      head: code?.head,
      written: code?.written,
      digest: article && articleDigest(article),
    });
  }

  // Newest first, ties by id.
  const placed = rows.filter(({ place }) => place !== null);
  const inOrder = placed.toSorted((a, b) => b.instant - a.instant || (a.id < b.id ? -1 : 1));
  expect(placed.toSorted((a, b) => (b.place ?? 0) - (a.place ?? 0)).map(({ id }) => id)).toEqual(
    inOrder.map(({ id }) => id),
  );
  expect(rows.filter(({ place }) => place === null).map(({ id }) => id)).toEqual(
    articles.filter((_, index) => filings[index]?.isDraft).map(({ id }) => id),
  );

  const lists = await select<ListRow>(db, "SELECT * FROM lists ORDER BY number");
  const numberOf = new Map(lists.map(({ number, kind, name }) => [`${kind} ${name}`, number]));
  const numbersOf = (index: number) =>
    (filings[index]?.lists ?? []).map(({ kind, name }) => numberOf.get(`${kind} ${name}`) ?? 0);
  const expectedFilings = rows.flatMap(({ place }, index) =>
    place === null ? [] : numbersOf(index).map((list) => `${list} ${place}`),
  );
  const actualFilings = await select<{ list: number; place: number }>(db, "SELECT * FROM filings");
  expect(actualFilings.map(({ list, place }) => `${list} ${place}`).sort()).toEqual(expectedFilings.sort());
  for (const { number, kind, count, drafts, newest } of lists) {
    const inside = rows.filter((_, index) => kind === "site" || numbersOf(index).includes(number));
    const places = inside.flatMap(({ place }) => place ?? []);
    expect({ number, count, drafts, newest }).toEqual({
      number,
      count: places.length,
      drafts: inside.length - places.length,
      newest: places.length === 0 ? null : Math.max(...places),
    });
  }

  const keys = await select<{ hash: number; seq: number }>(db, "SELECT * FROM keys");
  expect(keys.map(({ hash, seq }) => `${hash} ${seq}`).sort()).toEqual(
    rows
      .flatMap(({ seq }, index) => {
        const article = articles[index];
        return article ? [...new Set(articleHashes(article))].map((hash) => `${hash} ${seq}`) : [];
      })
      .sort(),
  );

  for (const table of ["day", "month"] as const) {
    const expected = new Map<number, { count: number; updated: number }>();
    for (const { day, updated } of rows) {
      if (day === null) continue;
      const key = table === "day" ? day : Math.floor(day / 100);
      const known = expected.get(key) ?? { count: 0, updated: Number.NEGATIVE_INFINITY };
      expected.set(key, { count: known.count + 1, updated: Math.max(known.updated, updated) });
    }
    const actual = await select<{ key: number; count: number; updated: number }>(
      db,
      `SELECT ${table} AS key, count, updated FROM ${table}s`,
    );
    expect(new Map(actual.map(({ key, ...rest }) => [key, rest]))).toEqual(expected);
  }

  // A full-text index without content gives back no tokens, so each is looked up.
  const siteList = numberOf.get("site ") ?? 0;
  const places = new Map<string, number[]>();
  for (const [index, { place }] of rows.entries()) {
    if (place === null) continue;
    for (const token of articleTokens(encoded[index]?.tokens ?? "", [siteList, ...numbersOf(index)]).split(
      " ",
    ))
      places.set(token, [...(places.get(token) ?? []), place]);
  }
  const tokens = [...places.keys()];
  const found = await select<{ token: string; place: number }>(
    db,
    `SELECT tokens.value AS token, words.rowid AS place FROM json_each(?1) AS tokens
      CROSS JOIN words ON words MATCH '"' || tokens.value || '"'`,
    JSON.stringify(tokens),
  );
  const actual = new Map<string, number[]>();
  for (const { token, place } of found) actual.set(token, [...(actual.get(token) ?? []), place]);
  const sorted = (byToken: Map<string, number[]>) =>
    new Map([...byToken].map(([token, some]) => [token, some.sort((a, b) => a - b)]));
  expect(sorted(actual)).toEqual(sorted(places));
}
