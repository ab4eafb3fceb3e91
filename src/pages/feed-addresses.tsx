import type { FeedScope } from "../domain/feed-scope.ts";
import { FEED_FORMAT_NAMES, FEED_FORMATS } from "../feed/feed-format.ts";
import type { PageContext } from "./page-context.ts";
import { readableAddress } from "./readable-address.ts";

/** How to subscribe to a subject, at the end of its page. */
export function FeedAddresses({
  subject,
  context,
}: {
  readonly subject: FeedScope;
  readonly context: PageContext;
}) {
  const { messages, origin } = context;
  return (
    <section class="feeds" aria-labelledby="feeds-title">
      <h2 id="feeds-title">{messages.subscribeTo(subject.name)}</h2>
      <p>{messages.subscribeHow}</p>
      <ul>
        {FEED_FORMAT_NAMES.map((format) => {
          const { name, file } = FEED_FORMATS[format];
          const href = `${subject.path}/${file}`;
          return (
            <li key={format}>
              <a href={href}>{name}</a> <code>{readableAddress(`${origin}${href}`)}</code>
            </li>
          );
        })}
      </ul>
      <p>
        <a class="more" href={`${subject.path}/subscribe`}>
          {messages.moreWays}
        </a>
      </p>
    </section>
  );
}
