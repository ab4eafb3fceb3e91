import { parseDateBound, sinceInstant, untilInstant } from "../../domain/date-bound.ts";
import { type Path, valueAt } from "../../domain/json-pointer.ts";

/** What named feeds are checked against. */
interface FeedContext {
  /** The slugs of the columns. */
  readonly columns: ReadonlySet<unknown>;
  /** `undefined` where the site states none. */
  readonly timeZone: string | undefined;
}

/** What is wrong with a value in a named feed: where in the feed, what was found, what to do. */
interface FeedProblem {
  readonly path: Path;
  readonly message: string;
}

/** Returns what is wrong with a named feed in its store. */
export function feedProblems(feed: unknown, { columns, timeZone }: FeedContext): readonly FeedProblem[] {
  const unknownColumns = (["columns", "notColumns"] as const).flatMap((field) => {
    const slugs = valueAt(feed, ["filter", field]);
    if (!Array.isArray(slugs)) return [];
    return slugs.flatMap((slug: unknown, index): FeedProblem[] =>
      typeof slug !== "string" || columns.has(slug)
        ? []
        : [
            {
              path: ["filter", field, index],
              message: `found "${slug}"; write the slug of a column that the store has, or take it out`,
            },
          ],
    );
  });
  return [...unknownColumns, ...emptySpan(feed, timeZone)];
}

function emptySpan(feed: unknown, timeZone: string | undefined): readonly FeedProblem[] {
  const [since, until] = ["since", "until"].map((field) => {
    const text = valueAt(feed, ["filter", field]);
    return { text, bound: typeof text === "string" ? parseDateBound(text) : undefined };
  });
  if (!since?.bound || !until?.bound || timeZone === undefined) return [];
  if (sinceInstant(since.bound, timeZone) < untilInstant(until.bound, timeZone)) return [];
  const message = `found "${until.text}", before its since, so that no article matches; write a later date`;
  return [{ path: ["filter", "until"], message }];
}
