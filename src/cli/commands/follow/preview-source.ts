import { formatInstant } from "../../../domain/format-instant.ts";
import type { Column, ColumnSource, Site } from "../../../domain/site.ts";
import { LEFT_OUT_REASONS, type LeftOut } from "../../../importer/listing/listing.ts";
import { UserError } from "../../../operator/user-error.ts";
import { readColumnSource, type SourceArticle } from "../../../sources/read-column-source.ts";
import type { CommandContext } from "../../terminal/command-context.ts";
import { formatTable } from "../../terminal/table.ts";
import { type FetchOptions, fetcherFor } from "../update/run-update.ts";

/** What an operator chooses. */
export interface FollowOptions extends Omit<FetchOptions, "maxPages"> {
  readonly select?: string;
  readonly match?: string;
}

interface PreviewedSource {
  readonly source: ColumnSource;
  readonly column: Column;
  readonly site: Site;
}

interface Preview {
  readonly lines: readonly string[];
  readonly warnings: readonly string[];
  readonly data: {
    readonly kind: string;
    readonly articles: readonly object[];
    readonly leftOut: readonly LeftOut[];
  };
}

const MAX_LISTED = 30;
/** The page, `robots.txt` and some sitemaps of an index. */
const MAX_PAGES = 10;

/** Fetches a source and describes what it would bring. @throws {UserError} if it cannot be read, or lists nothing */
export async function previewSource(
  { source, column, site }: PreviewedSource,
  options: FollowOptions,
  context: CommandContext,
): Promise<Preview> {
  const fetcher = fetcherFor(site.url, { ...options, maxPages: MAX_PAGES }, context);
  const listing = await readColumnSource(source, {
    column,
    context: { ...site, related: false },
    fetcher,
    pages: 1,
  }).catch((error: unknown) => {
    throw error instanceof UserError ? new UserError(`${source.url}: ${error.message}`) : error;
  });
  const { kind = "column page", articles = [], leftOut = [] } = listing ?? {};
  const left = leftOut.map(
    ({ reason, count, example }) => `  ${LEFT_OUT_REASONS[reason]} (${count}), such as "${example}"`,
  );
  if (articles.length === 0 && kind === "column page")
    throw new UserError(
      [
        `${source.url}: Lists no articles that could be told from the rest of the page; name their links with --select`,
        ...left,
      ].join("\n"),
    );
  const sorted = newestFirst(articles);
  const rows = sorted
    .slice(0, MAX_LISTED)
    .map(({ url, title = "(title on its page)", published }) => [
      published ? formatInstant(published, site.timeZone).slice(0, 10) : "no date   ",
      title,
      url,
    ]);
  const more = articles.length - rows.length;
  return {
    lines: [
      `${source.url} is a ${kind} with ${articles.length} ${articles.length === 1 ? "article" : "articles"}:`,
      ...formatTable(rows, context.lineWidth),
      ...(more > 0 ? [`… and ${more} more`] : []),
      ...(left.length > 0 ? ["left out:", ...left] : []),
    ],
    warnings: articles.length === 0 ? ["It lists no articles at present"] : [],
    data: {
      kind,
      articles: sorted.map(({ url, title, published }) => ({ url, title, published })),
      leftOut,
    },
  };
}

/** Sorts by date where every article has one; otherwise the order of the list stays. */
function newestFirst(articles: readonly SourceArticle[]): readonly SourceArticle[] {
  const time = ({ published }: SourceArticle) => published?.getTime() ?? Number.NaN;
  if (articles.some((article) => Number.isNaN(time(article)))) return articles;
  return articles.toSorted((a, b) => time(b) - time(a));
}
