import type { FeedScope } from "../domain/feed-scope.ts";
import { FEED_FORMAT_NAMES, FEED_FORMATS, feedHref } from "../feed/feed-format.ts";
import type { PageContext } from "./page-context.ts";
import { readableAddress } from "./readable-address.ts";

/** How to subscribe to a scope, at the end of its page. */
export function FeedAddresses({
  scope,
  context,
}: {
  readonly scope: FeedScope;
  readonly context: PageContext;
}) {
  const { messages, origin } = context;
  return (
    <section class="feeds" aria-labelledby="feeds-title">
      <h2 id="feeds-title">{messages.subscribeTo(scope.name)}</h2>
      <p>{messages.subscribeHow}</p>
      <ul>
        {FEED_FORMAT_NAMES.map((format) => {
          const href = feedHref(scope, format);
          return (
            <li key={format}>
              <a href={href}>{FEED_FORMATS[format].name}</a>{" "}
              <code>{readableAddress(`${origin}${href}`)}</code>
            </li>
          );
        })}
      </ul>
      <p>
        <a class="more" href={`${scope.path}/subscribe${scope.search}`}>
          {messages.moreWays}
        </a>
      </p>
    </section>
  );
}
