import { type ArticleHead, lastChange } from "../domain/article.ts";
import { type FeedScope, siteScope } from "../domain/feed-scope.ts";
import { formatForReaders } from "../domain/format-for-readers.ts";
import { typesetText } from "../domain/typeset.ts";
import type { Channel } from "../feed/channel.ts";
import { FEED_FORMAT_NAMES, FEED_FORMATS, type FeedFormat, feedHref, feedPath } from "../feed/feed-format.ts";
import { feedLinks } from "../feed/feed-links.ts";
import { AddressList } from "./address-list.tsx";
import { EntryTeaser } from "./entry-teaser.tsx";
import { type Page, page } from "./page.tsx";
import type { PageContext } from "./page-context.ts";
import { SubscribeButtons } from "./subscribe-buttons.tsx";
import { Time } from "./time.tsx";

/** A feed that is opened in a browser. */
interface PreviewParts {
  readonly format: FeedFormat;
  readonly scope: FeedScope;
  /** The query of the feed's address, with its question mark; empty where it has none. */
  readonly search: string;
  /** The same of this page of the feed, and of the next page, where there is one. */
  readonly pageSearch: string;
  readonly nextSearch: string | undefined;
  readonly channel: Channel;
  /** The articles of its entries. */
  readonly heads: readonly ArticleHead[];
  /** Whether its entries are summaries. */
  readonly isSummary: boolean;
}

/** How many entries are shown at most; a feed may hold more. */
const MAX_SHOWN = 15;

type Props = PreviewParts & { readonly context: PageContext };

/** Returns the page that browsers get at the address of a feed: what it is, how to subscribe, and its entries. */
export function previewPage(parts: PreviewParts, context: PageContext): Page {
  const { format, scope, search, channel } = parts;
  const { site, origin, messages } = context;
  const own = feedLinks(origin, [{ ...scope, search }]);
  const others = scope.path === "" ? [] : feedLinks(origin, [siteScope(site)]);
  return page({
    context,
    title: `${scope.name} (${FEED_FORMATS[format].name})`,
    description: channel.description,
    feeds: [...own, ...others],
    isScripted: true,
    children: (
      <div class="preview">
        <header class="subject">
          <p class="kicker">{messages.preview.kicker}</p>
          <h1>{channel.title}</h1>
          {channel.description !== channel.title && (
            <p>{typesetText(channel.description, channel.language)}</p>
          )}
        </header>
        <p class="note">{messages.preview.what(FEED_FORMATS[format].name)}</p>
        <HowTo {...parts} context={context} />
        <Contents {...parts} context={context} />
        <Pages {...parts} context={context} />
      </div>
    ),
  });
}

function HowTo({ format, scope, search, pageSearch, channel, heads, context }: Props) {
  const { subscribing, preview, subscribeTo } = context.messages;
  const hrefOf = (one: FeedFormat) => feedHref({ path: scope.path, search }, one);
  const changed = heads.find((head) => lastChange(head).getTime() === channel.updated.getTime());
  const others = FEED_FORMAT_NAMES.filter((one) => one !== format);
  return (
    <section class="feeds" aria-labelledby="how-to">
      <h2 id="how-to">{subscribeTo(scope.name)}</h2>
      <p>{preview.howTo}</p>
      <AddressList formats={[format]} hrefOf={hrefOf} context={context} />
      <p>{subscribing.oneClickHow}</p>
      <SubscribeButtons address={context.origin + hrefOf(format)} context={context} />
      <p>
        <a class="more" href={`${scope.path}/subscribe${scope.search}`}>
          {preview.more}
        </a>
      </p>
      <ul class="facts">
        <li>
          {preview.updated}{" "}
          <Time at={channel.updated}>
            {changed?.dateTexts.changed ?? formatForReaders(channel.updated, context.site)}
          </Time>
        </li>
        {others.map((one) => (
          <li key={one}>
            <a href={hrefOf(one)}>{preview.inFormat(FEED_FORMATS[one].name)}</a>
          </li>
        ))}
        <li>
          <a href={`${feedPath(scope.path, format)}.txt${pageSearch}`} rel="nofollow">
            {preview.source}
          </a>
        </li>
      </ul>
    </section>
  );
}

function Contents({ heads, isSummary, context }: Props) {
  const { preview, noArticles } = context.messages;
  const more = heads.length - MAX_SHOWN;
  return (
    <section class="newest" aria-labelledby="contents">
      <h2 id="contents">{preview.contents(heads.length)}</h2>
      {heads.length === 0 && <p class="empty">{noArticles}</p>}
      <ol class="entries">
        {heads.slice(0, MAX_SHOWN).map((head) => (
          <li key={head.id}>
            <EntryTeaser
              article={head}
              {...(isSummary && { isSummary })}
              context={context}
              level={3}
              withColumns
            />
          </li>
        ))}
      </ol>
      {more > 0 && <p class="note">{preview.andMore(more)}</p>}
    </section>
  );
}

function Pages({ format, scope, search, pageSearch, nextSearch, context: { messages } }: Props) {
  if (pageSearch === search && nextSearch === undefined) return null;
  const path = feedPath(scope.path, format);
  return (
    <nav class="pages" aria-label={messages.pages}>
      {pageSearch !== search && <a href={path + search}>{messages.newestPage}</a>}
      {nextSearch !== undefined && (
        <a rel="next" href={path + nextSearch}>
          {messages.olderPage}
        </a>
      )}
    </nav>
  );
}
