import type { ColumnDocument, HealthDocument, IndexDocument, NamedFeedDocument } from "../api/documents.ts";
import { scopeDocument } from "../api/scope-document.ts";
import { columnsScope, namedFeedScope, pageHref, siteScope } from "../domain/feed-scope.ts";
import type { NamedFeed } from "../domain/named-feed.ts";
import { SEARCH_PATH } from "../domain/paths.ts";
import type { Site } from "../domain/site.ts";
import { feedAddresses } from "../feed/feed-format.ts";
import { homePage } from "../pages/home-page.tsx";
import type { Snapshot, Summary } from "../store/snapshot.ts";
import { jsonRepresentation, pageContext, pageRepresentation } from "./representations.ts";
import type { Handler } from "./route.ts";

/** `GET /`: the publication, its feeds, its columns, and where everything else is. */
export const index: Handler<object> = async ({ snapshot, origin }) => {
  const { site } = snapshot;
  const [whole, ...columns] = await summaries(snapshot);
  const document: IndexDocument = {
    ...scopeDocument(siteScope(site), whole ?? { count: 0 }, origin),
    language: site.language,
    home_page_url: site.url,
    ...(site.rights !== undefined && { rights: site.rights }),
    columns: columnDocuments(snapshot, columns, origin),
    named_feeds: snapshot.feeds.map((feed) => namedFeedDocument(site, feed, origin)),
    articles_url: `${origin}/articles.json`,
    // RFC 6570 templates: an id, or a name, stands for the braces.
    article_url_template: `${origin}/articles/{id}.json`,
    author_url_template: `${origin}/authors/{author}.json`,
    tag_url_template: `${origin}/tags/{tag}.json`,
    search_url_template: `${origin}${SEARCH_PATH}.json?q={words}`,
    columns_url: `${origin}/columns.json`,
    openapi_url: `${origin}/openapi.json`,
    health_url: `${origin}/health`,
  };
  return jsonRepresentation(document);
};

/** How many articles the home page lists: of the whole site, and of each column. */
const NEWEST_OF_SITE = 5;
const NEWEST_OF_COLUMN = 3;

/** `GET /` as a page: what is new, and each column with its newest articles. */
export const home: Handler<object> = async (context) => {
  const { snapshot } = context;
  const [whole, ...columns] = await summaries(snapshot, NEWEST_OF_SITE);
  const teasers = snapshot.columns.map((column, place) => {
    const { count = 0, newest = [] } = columns[place] ?? {};
    return { column, count, articles: newest.slice(0, NEWEST_OF_COLUMN) };
  });
  return pageRepresentation(
    homePage({ newest: whole?.newest ?? [], columns: teasers }, pageContext(context)),
  );
};

/** `GET /columns.json`: every column with its feeds, in the printed order. */
export const columns: Handler<object> = async ({ snapshot, origin }) => {
  const [, ...summariesOfColumns] = await summaries(snapshot);
  return jsonRepresentation({ columns: columnDocuments(snapshot, summariesOfColumns, origin) });
};

/** `GET /health`: which store is served. Never stored, so it always describes this instant. */
export const health: Handler<object> = async ({ snapshot }) => {
  const [whole] = await snapshot.summaries([{}]);
  const document: HealthDocument = {
    status: "ok",
    version: snapshot.version,
    articles: whole?.count ?? 0,
  };
  const { maxAge: _, ...representation } = jsonRepresentation(document);
  return representation;
};

/** Returns the summary of the whole site, then that of each column. */
function summaries(snapshot: Snapshot, newest = 0): Promise<readonly Summary[]> {
  return snapshot.summaries([{}, ...snapshot.columns.map(({ slug }) => ({ columns: [slug] }))], newest);
}

/** Returns every column by its own title, without the publication's. */
function columnDocuments(
  { site, columns }: Snapshot,
  sizes: readonly Summary[],
  origin: string,
): readonly ColumnDocument[] {
  return columns.map((column, place) => ({
    slug: column.slug,
    ...scopeDocument(
      { ...columnsScope(site, [column]), title: column.title },
      sizes[place] ?? { count: 0 },
      origin,
    ),
  }));
}

/** Returns a named feed by its own title, without the publication's. How many articles it has is at its own address. */
function namedFeedDocument(site: Site, feed: NamedFeed, origin: string): NamedFeedDocument {
  const { slug, title, description } = feed;
  const scope = namedFeedScope(site, feed);
  return {
    slug,
    title,
    ...(description !== undefined && { description }),
    url: `${origin}${pageHref(scope)}`,
    feeds: feedAddresses(origin, scope),
  };
}
