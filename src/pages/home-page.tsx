import type { Article } from "../domain/article.ts";
import { siteScope } from "../domain/feed-scope.ts";
import { columnsPath } from "../domain/paths.ts";
import type { Column } from "../domain/site.ts";
import { feedLinks } from "../feed/feed-links.ts";
import { typesetText } from "../html/typeset.ts";
import { collectionData } from "./collection-json-ld.ts";
import { EntryList } from "./entry-list.tsx";
import { FeedAddresses } from "./feed-addresses.tsx";
import { type Page, page } from "./page.tsx";
import type { PageContext } from "./page-context.ts";

/** A column with its newest articles. */
export interface FrontColumn {
  readonly column: Column;
  readonly count: number;
  readonly articles: readonly Article[];
}

/** What the front page shows. */
export interface HomeParts {
  /** The newest articles of the whole site. */
  readonly newest: readonly Article[];
  /** In the printed order. */
  readonly columns: readonly FrontColumn[];
}

/** The front page: what is new, each column with its newest articles, and how to subscribe. */
export function homePage({ newest, columns }: HomeParts, context: PageContext): Page {
  const { site, origin, messages } = context;
  const subject = siteScope(site, []);
  return page({
    context,
    description: site.description,
    canonical: "/",
    feeds: feedLinks(origin, [subject]),
    data: collectionData(
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
              <Front key={front.column.slug} {...front} context={context} />
            ))}
          </div>
        )}
        <FeedAddresses subject={subject} context={context} />
      </>
    ),
  });
}

function Front({ column, count, articles, context }: FrontColumn & { readonly context: PageContext }) {
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
