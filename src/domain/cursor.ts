import { type ArticleHead, sortInstant } from "./article.ts";

/** A position in the order of articles: that of the article with this instant and id. */
export interface Cursor {
  readonly instant: Date;
  readonly id: string;
}

type Positioned = Pick<ArticleHead, "id" | "published" | "updated">;

/** Returns the position of `article`. */
export function cursorTo(article: Positioned): Cursor {
  return { instant: sortInstant(article), id: article.id };
}

/** Tells whether `article` comes after `cursor`, newest first, ties by id. */
export function isAfter(article: Positioned, cursor: Cursor): boolean {
  const distance = sortInstant(article).getTime() - cursor.instant.getTime();
  return distance < 0 || (distance === 0 && article.id > cursor.id);
}

/** Tells whether `article` comes before `cursor`, newest first, ties by id. */
export function isBefore(article: Positioned, cursor: Cursor): boolean {
  const distance = sortInstant(article).getTime() - cursor.instant.getTime();
  return distance > 0 || (distance === 0 && article.id < cursor.id);
}

/** Writes `cursor` as a parameter of an address has it; it stays valid while articles come and go. */
export function formatCursor({ instant, id }: Cursor): string {
  return `${instant.getTime()}_${id}`;
}

/** Parses what {@linkcode formatCursor} writes; returns `undefined` if `text` is something else. */
export function parseCursor(text: string): Cursor | undefined {
  const [, time, id] = /^(-?\d{1,16})_([A-Za-z0-9._~-]{1,128})$/.exec(text) ?? [];
  if (time === undefined || id === undefined) return undefined;
  const instant = new Date(Number(time));
  return Number.isNaN(instant.getTime()) ? undefined : { instant, id };
}
