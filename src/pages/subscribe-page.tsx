import { type FeedScope, siteScope } from "../domain/feed-scope.ts";
import { columnsPath } from "../domain/paths.ts";
import { FEED_FORMAT_NAMES, FEED_FORMATS, feedAddresses } from "../feed/feed-format.ts";
import { feedLinks } from "../feed/feed-links.ts";
import { typesetText } from "../html/typeset.ts";
import { AddressList } from "./address-list.tsx";
import { type Page, page } from "./page.tsx";
import type { PageContext } from "./page-context.ts";
import { readableAddress } from "./readable-address.ts";
import { ReaderList } from "./reader-list.tsx";
import { OwnReader } from "./self-hosted-readers.tsx";
import { OneClick } from "./subscribe-buttons.tsx";

interface Props {
  readonly subject: FeedScope;
  readonly context: PageContext;
}

/** The page that says what a feed is, and every way to subscribe to a subject. */
export function subscribePage(subject: FeedScope, context: PageContext): Page {
  const { site, origin, messages } = context;
  const isSite = subject.path === "";
  return page({
    context,
    title: messages.subscribeTo(subject.name),
    description: messages.subscribeHow,
    canonical: `${subject.path}/subscribe`,
    feeds: feedLinks(origin, isSite ? [subject] : [subject, siteScope(site, [])]),
    isScripted: true,
    children: (
      <div class="ways">
        <header class="subject">
          <h1>{messages.subscribeTo(subject.name)}</h1>
          {subject.description !== undefined && <p>{typesetText(subject.description, site.language)}</p>}
        </header>
        <What context={context} />
        <Addresses subject={subject} context={context} />
        <Readers subject={subject} context={context} />
        {isSite ? <Parts context={context} /> : <Wider context={context} />}
      </div>
    ),
  });
}

function What({ context }: { readonly context: PageContext }) {
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

function Addresses({ subject, context }: Props) {
  const { origin, messages } = context;
  const { path } = subject;
  const home = path || "/";
  return (
    <section class="feeds" aria-labelledby="addresses">
      <h2 id="addresses">{messages.feeds}</h2>
      <p>{messages.subscribing.addressesHow}</p>
      <AddressList
        formats={FEED_FORMAT_NAMES}
        hrefOf={(format) => `${path}/${FEED_FORMATS[format].file}`}
        context={context}
      />
      <p class="hint">
        {messages.subscribing.pageAddress} <a href={home}>{readableAddress(`${origin}${home}`)}</a>
      </p>
    </section>
  );
}

function Readers({ subject, context }: Props) {
  const { subscribing } = context.messages;
  const address = feedAddresses(context.origin, subject.path).rss;
  return (
    <>
      <section aria-labelledby="one-click">
        <h2 id="one-click">{subscribing.oneClick}</h2>
        <p>{subscribing.oneClickHow}</p>
        <OneClick address={address} context={context} />
      </section>
      <section aria-labelledby="own-host">
        <h2 id="own-host">{subscribing.ownHost}</h2>
        <p>{subscribing.ownHostHow}</p>
        <OwnReader address={address} context={context} />
      </section>
      <section aria-labelledby="readers">
        <h2 id="readers">{subscribing.readers}</h2>
        <p>{subscribing.readersHow}</p>
        <ReaderList context={context} />
      </section>
    </>
  );
}

/** What else can be subscribed to, on the page of the whole site. */
function Parts({ context }: { readonly context: PageContext }) {
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

function Wider({ context: { site, messages } }: { readonly context: PageContext }) {
  return (
    <p>
      <a class="more" href="/subscribe">
        {messages.subscribeTo(site.title)}
      </a>
    </p>
  );
}
