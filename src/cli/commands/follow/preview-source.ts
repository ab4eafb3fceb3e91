import { formatInstant } from "../../../domain/format-instant.ts";
import type { Column, ColumnSource, Site } from "../../../domain/site.ts";
import { readListPage } from "../../../importer/listing/list-page.ts";
import { LEFT_OUT_REASONS, type LeftOut } from "../../../importer/listing/listing.ts";
import { describePage } from "../../../importer/page/describe-page.ts";
import { programName } from "../../../operator/program-name.ts";
import { UserError } from "../../../operator/user-error.ts";
import {
  readColumnSource,
  type SourceArticle,
  type SourceListing,
} from "../../../sources/read-column-source.ts";
import type { CommandContext } from "../../terminal/command-context.ts";
import { counted } from "../../terminal/counted.ts";
import { formatTable } from "../../terminal/table.ts";
import { exclusivelyIn } from "../open-store.ts";
import { memoryFile } from "../store-name.ts";
import { type FetchOptions, fetcherFor } from "../update/run-update.ts";
import { openUpdateState } from "../update/update-state.ts";

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
/** The page and some sitemaps of an index. */
const MAX_PAGES = 10;
/** So many articles take several updates. */
const MANY = 500;

/** Fetches a source and describes what it would bring. @throws {UserError} if it cannot be read, or lists nothing */
export async function previewSource(
  { source, column, site }: PreviewedSource,
  options: FollowOptions,
  context: CommandContext,
): Promise<Preview> {
  const state = await openUpdateState(memoryFile(context, "updates"), {
    warn: context.warn,
    exclusively: exclusivelyIn(context),
  });
  const readContext = { ...site, related: false };
  const fetching = { ...options, maxPages: MAX_PAGES };
  const fetcher = fetcherFor(site.url, fetching, { now: context.now, pauses: state.pauses });
  const listing = await readColumnSource(source, {
    column,
    context: readContext,
    fetcher,
    pages: 1,
    now: context.now(),
  })
    .catch((error: unknown) => {
      throw error instanceof UserError ? new UserError(`${source.url}: ${error.message}`) : error;
    })
    .finally(async () => {
      await fetcher.close();
      if (Object.keys(state.pauses).length > 0) await state.save();
    });
  if (!listing) throw new Error("A source was not read that was not known");
  const { kind, articles, leftOut, document } = listing;
  const page = document && (await describePage(document, readContext));
  const left = leftOut.map(
    ({ reason, count, example }) => `  ${LEFT_OUT_REASONS[reason]} (${count}), such as "${example}"`,
  );
  const isCorrected = source.select !== undefined || source.match !== undefined;
  if (page?.article !== undefined && !isCorrected)
    throw new UserError(
      `${source.url}: Is the page of one article, "${page.article}"; give the address of the list that links to it, or take this one in with "${programName()} import"`,
    );
  if (articles.length === 0 && (kind === "column page" || isCorrected))
    throw new UserError(
      [
        `${source.url}: ${emptyProblem(source, listing, { ...site, columnTitle: column.title })}`,
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
      `${source.url} is a ${kind} with ${counted(articles.length, "article")}:`,
      ...formatTable(rows, context.lineWidth),
      ...(more > 0 ? [`… and ${more} more`] : []),
      ...(left.length > 0 ? ["left out:", ...left] : []),
    ],
    warnings: warningsOf(source, listing, page?.feeds ?? []),
    data: {
      kind,
      articles: sorted.map(({ url, title, published }) => ({ url, title, published })),
      leftOut,
    },
  };
}

/** Says why there are no articles, and what there would be without selector and pattern. */
function emptyProblem(
  { select, match }: ColumnSource,
  { kind, unmatched, document }: SourceListing,
  listContext: { readonly timeZone: string; readonly columnTitle: string },
): string {
  if (select === undefined && match === undefined)
    return "Lists no articles that could be told from the rest of the page; name their links with --select";
  const found = document ? readListPage(document, listContext).articles : unmatched;
  const [first] = found;
  const given = [
    ...(select === undefined ? [] : [`--select ${select}`]),
    ...(match === undefined ? [] : [`--match ${match}`]),
  ];
  const others = first
    ? `${found.length} ${found.length === 1 ? "is" : "are"} found without, such as "${first.title ?? first.url}", ${first.url}`
    : "none is found without either";
  return `Lists no articles with ${given.join(" and ")}${kind === "column page" && select !== undefined ? ", or none that is a link" : ""}; ${others}`;
}

function warningsOf(
  { url, select }: ColumnSource,
  { kind, articles, incomplete }: SourceListing,
  feeds: readonly string[],
): string[] {
  const [feed] = feeds;
  const isHomePage = new URL(url).pathname === "/" && kind === "column page" && select === undefined;
  return [
    ...(articles.length === 0 ? ["It lists no articles at present"] : []),
    ...(incomplete === undefined ? [] : [incomplete]),
    ...(feed === undefined
      ? []
      : [`The page names a feed, ${feed}: if that has the same articles, it is the better source`]),
    ...(isHomePage
      ? [
          "This is a home page, which may have articles of several columns; the page of the column is the better source",
        ]
      : []),
    ...(articles.length > MANY
      ? [`It takes ${Math.ceil(articles.length / MANY)} updates to take them all in; --match limits them`]
      : []),
  ];
}

/** Sorts by date where every article has one; otherwise the order of the list stays. */
function newestFirst(articles: readonly SourceArticle[]): readonly SourceArticle[] {
  const time = ({ published }: SourceArticle) => published?.getTime() ?? Number.NaN;
  if (articles.some((article) => Number.isNaN(time(article)))) return articles;
  return articles.toSorted((a, b) => time(b) - time(a));
}
