import { parseDateBound, sinceInstant, untilInstant } from "../../domain/date-bound.ts";
import { jsonPointer, listAt, type Path, valueAt } from "../../domain/json-pointer.ts";
import type { Finding } from "../invalid-store-error.ts";
import { found } from "./schema-problems.ts";
import { FIELDS, fieldProblem, type StoreDocument } from "./store-document.ts";

/** What is wrong with a value in a document: where, what was found, what to do. */
interface Problem {
  readonly path: Path;
  readonly message: string;
}

/**
 * Returns what is wrong with the named feeds of a document, as far as they have the right shape; `columns` are the slugs
 * of its columns.
 */
export function feedProblems(document: unknown, columns: ReadonlySet<unknown>): readonly Problem[] {
  const feeds = listAt(document, ["feeds"]);
  const slugs = new Set(feeds.map((feed) => valueAt(feed, ["slug"])));
  const timeZone = valueAt(document, ["site", "timeZone"]);
  const isZone = typeof timeZone === "string" && fieldProblem(FIELDS.site.timeZone, timeZone) === undefined;
  const problems = feeds.flatMap((feed, index) => {
    const found = [...unknownColumns(feed, columns), ...(isZone ? emptySpan(feed, timeZone) : [])];
    return found.map(({ path, message }) => ({ path: ["feeds", index, "filter", ...path], message }));
  });
  const cameBack = listAt(document, ["removedFeeds"]).flatMap((slug, index) =>
    slugs.has(slug)
      ? [{ path: ["removedFeeds", index], message: `found "${slug}", which /feeds has again; take it out` }]
      : [],
  );
  return [...problems, ...cameBack];
}

function unknownColumns(feed: unknown, columns: ReadonlySet<unknown>): readonly Problem[] {
  return ["columns", "notColumns"].flatMap((field) =>
    listAt(feed, ["filter", field]).flatMap((slug, index) =>
      typeof slug !== "string" || columns.has(slug)
        ? []
        : [
            {
              path: [field, index],
              message: `found "${slug}"; write the slug of a column that the store has, or take it out`,
            },
          ],
    ),
  );
}

function emptySpan(feed: unknown, timeZone: string): readonly Problem[] {
  const [since, until] = ["since", "until"].map((field) => {
    const text = valueAt(feed, ["filter", field]);
    return typeof text === "string" ? parseDateBound(text) : undefined;
  });
  if (!since || !until || sinceInstant(since, timeZone) < untilInstant(until, timeZone)) return [];
  const message = `${found(feed, ["filter", "until"])}, not after its since, so that no article matches; write a later date`;
  return [{ path: ["until"], message }];
}

/**
 * Returns the authors and tags that the named feeds of a valid store select by and that no article has, a scheduled one
 * included. They are no mistake by themselves, since articles come and go.
 */
export function unusedNames({ feeds = [], articles }: StoreDocument): readonly Finding[] {
  if (feeds.length === 0) return [];
  const authors = new Set(articles.flatMap((article) => (article.authors ?? []).map(({ name }) => name)));
  const tags = new Set(articles.flatMap((article) => article.tags ?? []));
  const fields = { authors, tags, notAuthors: authors, notTags: tags };
  return feeds.flatMap(({ filter = {} }, place) =>
    (["authors", "tags", "notAuthors", "notTags"] as const).flatMap((field) =>
      (filter[field] ?? []).flatMap((name, index): readonly Finding[] => {
        if (fields[field].has(name)) return [];
        const what = fields[field] === authors ? "an author" : "a tag";
        const message = `found "${name}", ${what} that no article has; correct it if it was renamed`;
        return [{ pointer: jsonPointer(["feeds", place, "filter", field, index]), message }];
      }),
    ),
  );
}
