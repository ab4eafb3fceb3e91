import type { ArticleHead } from "../domain/article.ts";
import { siteScope } from "../domain/feed-scope.ts";
import { columnsPath } from "../domain/paths.ts";
import type { Column } from "../domain/site.ts";
import { typesetText } from "../domain/typeset.ts";
import { feedLinks } from "../feed/feed-links.ts";
import { collectionJsonLd } from "./collection-json-ld.ts";
import { EntryList } from "./entry-list.tsx";
import { FeedAddresses } from "./feed-addresses.tsx";
import { NamedFeeds } from "./named-feeds.tsx";
import { type Page, page } from "./page.tsx";
import type { PageContext } from "./page-context.ts";

/** A column with its newest articles. */
interface ColumnWithNewest {
  readonly column: Column;
  readonly count: number;
  readonly articles: readonly ArticleHead[];
}

/** What the home page shows. */
interface HomeParts {
  /** The newest articles of the whole site. */
  readonly newest: readonly ArticleHead[];
  /** In the printed order. */
  readonly columns: readonly ColumnWithNewest[];
}

/** Returns the home page: the newest articles, each column with its newest articles, and how to subscribe. */
export function homePage({ newest, columns }: HomeParts, context: PageContext): Page {
  const { site, origin, messages } = context;
  const scope = siteScope(site);
  return page({
    context,
    description: site.description,
    canonical: "/",
    feeds: feedLinks(origin, [scope]),
    data: collectionJsonLd(
      { title: site.title, description: site.description, url: `${origin}/`, articles: newest },
      context,
    ),
    children: (
      <>
        <header class="subject">
          <h1>{site.title}</h1>
          <p>{typesetText(site.description, site.language)}</p>
        </header>
        <section class="newest" aria-labelledby="newest-title">
          <h2 id="newest-title">{messages.newest}</h2>
          <EntryList articles={newest} context={context} level={3} withColumns />
        </section>
        {columns.length > 0 && (
          <div class="columns">
            {columns.map((front) => (
              <ColumnTeaser key={front.column.slug} {...front} context={context} />
            ))}
          </div>
        )}
        <NamedFeeds context={context} />
        <FeedAddresses scope={scope} context={context} />
      </>
    ),
  });
}

function ColumnTeaser({
  column,
  count,
  articles,
  context,
}: ColumnWithNewest & { readonly context: PageContext }) {
  const { slug, title, description } = column;
  const path = columnsPath([slug]);
  return (
    <section aria-labelledby={`column-${slug}`}>
      <h2 id={`column-${slug}`}>
        <a href={path}>{title}</a>
      </h2>
      {description !== undefined && <p>{typesetText(description, context.site.language)}</p>}
      <EntryList articles={articles} context={context} level={3} withColumns={false} isShort />
      {count > articles.length && (
        <p>
          <a class="more" href={path}>
            {context.messages.allOf(title)}
          </a>
        </p>
      )}
    </section>
  );
}
