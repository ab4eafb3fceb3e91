import type { Detail } from "../domain/entry.ts";
import { type Cursor, DEFAULT_LIMIT, MAX_LIMIT } from "../domain/filter.ts";
import type { Column } from "../domain/site.ts";
import { Problem } from "../http/problem.ts";

/** How many articles `limit` asks for. @throws {Problem} `bad-parameter` */
export function limitOf(query: URLSearchParams): number {
  const text = query.get("limit");
  if (text === null) return DEFAULT_LIMIT;
  const limit = /^[1-9]\d{0,2}$/.test(text) ? Number(text) : Number.NaN;
  if (!(limit <= MAX_LIMIT))
    throw new Problem("bad-parameter", `"limit" is a whole number from 1 to ${MAX_LIMIT}`);
  return limit;
}

/** How much of each article `content` asks for. @throws {Problem} `bad-parameter` */
export function detailOf(query: URLSearchParams): Detail {
  const text = query.get("content") ?? "full";
  if (text !== "full" && text !== "summary")
    throw new Problem("bad-parameter", '"content" is "full" or "summary"');
  return text;
}

/** The columns that `exclude` leaves out, in the printed order. @throws {Problem} `bad-parameter` */
export function excludedOf(query: URLSearchParams, columns: readonly Column[]): readonly Column[] {
  const text = query.get("exclude");
  if (text === null) return [];
  // A "+" in a query is read as a space, so both ways of joining columns mean the same.
  const slugs = new Set(text.split(/[ ,]/));
  const known = columns.filter(({ slug }) => slugs.has(slug));
  if (known.length === slugs.size) return known;
  const allowed = columns.map(({ slug }) => slug).join(", ");
  throw new Problem("bad-parameter", `"exclude" is one or more of these, joined by commas: ${allowed}`);
}

/** The position that a parameter names. @throws {Problem} `bad-parameter` */
export function positionIn(query: URLSearchParams, name: "cursor" | "after" | "before"): Cursor | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  const [, time, id] = /^(-?\d{1,16})_([A-Za-z0-9._~-]{1,128})$/.exec(text) ?? [];
  if (time === undefined || id === undefined || Number.isNaN(new Date(Number(time)).getTime())) {
    throw new Problem("bad-parameter", `"${name}" is what the link to that page says`);
  }
  return { instant: new Date(Number(time)), id };
}

/** The cursor that names a position: it stays true while articles come and go. */
export function cursorOf({ instant, id }: Cursor): string {
  return `${instant.getTime()}_${id}`;
}
