import type { ArticleHead } from "../domain/article.ts";
import { type FeedScope, siteScope } from "../domain/feed-scope.ts";
import { typesetText } from "../domain/typeset.ts";
import { feedLinks } from "../feed/feed-links.ts";
import { collectionJsonLd } from "./collection-json-ld.ts";
import { EntryList } from "./entry-list.tsx";
import { FeedAddresses } from "./feed-addresses.tsx";
import { type Page, page } from "./page.tsx";
import type { PageContext } from "./page-context.ts";
import { Pages, type PagesProps, pageTexts } from "./pages.tsx";

/** What a page of a scope's articles shows. */
export interface ScopeParts extends Omit<PagesProps, "texts"> {
  readonly scope: FeedScope;
  /** How many articles there are in all, and whether there are more than were counted. */
  readonly count: number;
  readonly isMore: boolean;
  readonly articles: readonly ArticleHead[];
  /** The path and query of this page. */
  readonly here: string;
}

/** Returns the page of columns, an author, a tag, or of what a filter leaves: its articles, newest first, page by page. */
export function scopePage(parts: ScopeParts, context: PageContext): Page {
  const { scope, articles, here, newer, older } = parts;
  const { site, origin, messages } = context;
  const address = (path: string | undefined) => (path === undefined ? undefined : `${origin}${path}`);
  return page({
    context,
    title: newer === undefined ? scope.name : messages.olderOf(scope.name),
    description: scope.description ?? messages.allOf(scope.name),
    canonical: here,
    feeds: feedLinks(origin, [scope, siteScope(site)]),
    previous: address(newer),
    next: address(older),
    data: collectionJsonLd(
      { title: scope.name, description: scope.description, url: `${origin}${here}`, articles },
      context,
    ),
    children: <Listing {...parts} context={context} />,
  });
}

function Listing({ context, ...parts }: ScopeParts & { readonly context: PageContext }) {
  const { scope, count, isMore, articles } = parts;
  const isColumn = scope.filter.columns?.length === 1;
  return (
    <>
      <header class="subject">
        <h1>{scope.name}</h1>
        <p>
          {scope.description !== undefined && <>{typesetText(scope.description, context.site.language)} </>}
          <span class="count">{context.messages.countOf(count, isMore)}</span>
        </p>
      </header>
      <EntryList articles={articles} context={context} level={2} withColumns={!isColumn} />
      <Pages {...parts} texts={pageTexts(context.messages)} />
      <FeedAddresses scope={scope} context={context} />
    </>
  );
}
