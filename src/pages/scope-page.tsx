import type { Article } from "../domain/article.ts";
import { type FeedScope, siteScope } from "../domain/feed-scope.ts";
import { feedLinks } from "../feed/feed-links.ts";
import { typesetText } from "../html/typeset.ts";
import { collectionData } from "./collection-json-ld.ts";
import { EntryList } from "./entry-list.tsx";
import { FeedAddresses } from "./feed-addresses.tsx";
import { type Page, page } from "./page.tsx";
import type { PageContext } from "./page-context.ts";

/** What a page of a subject's articles shows. */
export interface SubjectParts {
  readonly subject: FeedScope;
  /** How many articles there are in all. */
  readonly count: number;
  readonly articles: readonly Article[];
  /** The path and query of this page, and of those before and after it; the first one is at the path alone. */
  readonly here: string;
  readonly newer?: string | undefined;
  readonly older?: string | undefined;
}

/** The page of some columns, an author or a tag: its articles, newest first, page by page. */
export function subjectPage(parts: SubjectParts, context: PageContext): Page {
  const { subject, articles, here, newer, older } = parts;
  const { site, origin, messages } = context;
  const address = (path: string | undefined) => (path === undefined ? undefined : `${origin}${path}`);
  return page({
    context,
    title: newer === undefined ? subject.name : messages.olderOf(subject.name),
    description: subject.description ?? messages.allOf(subject.name),
    canonical: here,
    feeds: feedLinks(origin, [subject, siteScope(site, [])]),
    previous: address(newer),
    next: address(older),
    data: collectionData(
      { title: subject.name, description: subject.description, url: `${origin}${here}`, articles },
      context,
    ),
    children: <Listing {...parts} context={context} />,
  });
}

function Listing({ context, ...parts }: SubjectParts & { readonly context: PageContext }) {
  const { subject, count, articles } = parts;
  const isColumn = subject.selection.columns?.length === 1;
  return (
    <>
      <header class="subject">
        <h1>{subject.name}</h1>
        <p>
          {subject.description !== undefined && (
            <>{typesetText(subject.description, context.site.language)} </>
          )}
          <span class="count">{context.messages.countOf(count)}</span>
        </p>
      </header>
      <EntryList articles={articles} context={context} level={2} withColumns={!isColumn} />
      <Pages {...parts} context={context} />
      <FeedAddresses subject={subject} context={context} />
    </>
  );
}

function Pages({
  newer,
  older,
  subject,
  context: { messages },
}: SubjectParts & { readonly context: PageContext }) {
  if (newer === undefined && older === undefined) return null;
  return (
    <nav class="pages" aria-label={messages.pages}>
      {newer !== undefined && newer !== subject.path && <a href={subject.path}>{messages.newestPage}</a>}
      {newer !== undefined && (
        <a rel="prev" href={newer}>
          {messages.newerPage}
        </a>
      )}
      {older !== undefined && (
        <a rel="next" href={older}>
          {messages.olderPage}
        </a>
      )}
    </nav>
  );
}
