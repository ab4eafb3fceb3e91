import { type FeedScope, pageHref, siteScope } from "../domain/feed-scope.ts";
import { columnsPath, namedFeedPath } from "../domain/paths.ts";
import { typesetText } from "../domain/typeset.ts";
import { FEED_FORMAT_NAMES, feedAddresses, feedHref } from "../feed/feed-format.ts";
import { feedLinks } from "../feed/feed-links.ts";
import { AddressList } from "./address-list.tsx";
import { type Page, page } from "./page.tsx";
import type { PageContext } from "./page-context.ts";
import { readableAddress } from "./readable-address.ts";
import { ReaderList } from "./reader-list.tsx";
import { SelfHostedReaders } from "./self-hosted-readers.tsx";
import { SubscribeButtons } from "./subscribe-buttons.tsx";

interface Props {
  readonly scope: FeedScope;
  readonly context: PageContext;
}

/** Returns the page that explains feeds, and every way to subscribe to a scope. */
export function subscribePage(scope: FeedScope, context: PageContext): Page {
  const { site, origin, messages } = context;
  const isSite = pageHref(scope) === "/";
  return page({
    context,
    title: messages.subscribeTo(scope.name),
    description: messages.subscribeHow,
    canonical: `${scope.path}/subscribe${scope.search}`,
    feeds: feedLinks(origin, isSite ? [scope] : [scope, siteScope(site)]),
    isScripted: true,
    children: (
      <div class="ways">
        <header class="subject">
          <h1>{messages.subscribeTo(scope.name)}</h1>
          {scope.description !== undefined && <p>{typesetText(scope.description, site.language)}</p>}
        </header>
        <Explanation context={context} />
        <Addresses scope={scope} context={context} />
        <Readers scope={scope} context={context} />
        {isSite ? (
          <>
            <ByColumn context={context} />
            <ByFeed context={context} />
          </>
        ) : (
          <SiteLink context={context} />
        )}
      </div>
    ),
  });
}

function Explanation({ context }: { readonly context: PageContext }) {
  const { what, explanation } = context.messages.subscribing;
  return (
    <section aria-labelledby="what">
      <h2 id="what">{what}</h2>
      {explanation.map((text) => (
        <p key={text}>{text}</p>
      ))}
    </section>
  );
}

function Addresses({ scope, context }: Props) {
  const { origin, messages } = context;
  const home = pageHref(scope);
  return (
    <section class="feeds" aria-labelledby="addresses">
      <h2 id="addresses">{messages.feeds}</h2>
      <p>{messages.subscribing.addressesHow}</p>
      <AddressList
        formats={FEED_FORMAT_NAMES}
        hrefOf={(format) => feedHref(scope, format)}
        context={context}
      />
      <p class="hint">
        {messages.subscribing.pageAddress} <a href={home}>{readableAddress(`${origin}${home}`)}</a>
      </p>
    </section>
  );
}

function Readers({ scope, context }: Props) {
  const { subscribing } = context.messages;
  const address = feedAddresses(context.origin, scope).rss;
  return (
    <>
      <section aria-labelledby="one-click">
        <h2 id="one-click">{subscribing.oneClick}</h2>
        <p>{subscribing.oneClickHow}</p>
        <SubscribeButtons address={address} context={context} />
      </section>
      <section aria-labelledby="own-host">
        <h2 id="own-host">{subscribing.ownHost}</h2>
        <p>{subscribing.ownHostHow}</p>
        <SelfHostedReaders address={address} context={context} />
      </section>
      <section aria-labelledby="readers">
        <h2 id="readers">{subscribing.readers}</h2>
        <p>{subscribing.readersHow}</p>
        <ReaderList context={context} />
      </section>
    </>
  );
}

/** The columns, on the page of the whole site. */
function ByColumn({ context }: { readonly context: PageContext }) {
  const { subscribing, subscribeTo } = context.messages;
  if (context.columns.length === 0) return null;
  return (
    <section aria-labelledby="by-column">
      <h2 id="by-column">{subscribing.byColumn}</h2>
      <ul class="buttons">
        {context.columns.map(({ slug, title }) => (
          <li key={slug}>
            <a class="button" href={`${columnsPath([slug])}/subscribe`} aria-label={subscribeTo(title)}>
              {title}
            </a>
          </li>
        ))}
      </ul>
      <p>{subscribing.opmlHow}</p>
      <ul class="buttons">
        <li>
          <a class="button" href="/columns.opml">
            {subscribing.opmlOfColumns}
          </a>
        </li>
        <li>
          <a class="button" href="/opml.xml">
            {subscribing.opml}
          </a>
        </li>
      </ul>
    </section>
  );
}

/** The named feeds, on the page of the whole site. */
function ByFeed({ context: { feeds, messages } }: { readonly context: PageContext }) {
  if (feeds.length === 0) return null;
  return (
    <section aria-labelledby="by-feed">
      <h2 id="by-feed">{messages.moreFeeds}</h2>
      <ul class="buttons">
        {feeds.map(({ slug, title }) => (
          <li key={slug}>
            <a
              class="button"
              href={`${namedFeedPath(slug)}/subscribe`}
              aria-label={messages.subscribeTo(title)}
            >
              {title}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function SiteLink({ context: { site, messages } }: { readonly context: PageContext }) {
  return (
    <p>
      <a class="more" href="/subscribe">
        {messages.subscribeTo(site.title)}
      </a>
    </p>
  );
}
