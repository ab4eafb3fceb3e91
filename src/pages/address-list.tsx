import { FEED_FORMATS, type FeedFormat } from "../feed/feed-format.ts";
import type { PageContext } from "./page-context.ts";
import { readableAddress } from "./readable-address.ts";

interface Props {
  readonly formats: readonly FeedFormat[];
  /** The path and query of the feed in a format. */
  readonly hrefOf: (format: FeedFormat) => string;
  readonly context: PageContext;
}

/** Addresses of feeds as text that can be selected; the script adds a button to copy each. */
export function AddressList({ formats, hrefOf, context }: Props) {
  const { origin } = context;
  const { subscribing } = context.messages;
  return (
    <ul class="addresses">
      {formats.map((format) => {
        const { name } = FEED_FORMATS[format];
        const href = hrefOf(format);
        return (
          <li key={format}>
            <a href={href}>{name}</a>
            <code id={`address-${format}`}>{readableAddress(`${origin}${href}`)}</code>
            <button
              class="button"
              type="button"
              hidden
              aria-label={subscribing.copyOf(name)}
              data-copy={`${origin}${href}`}
              data-shown={`address-${format}`}
              data-done={subscribing.copied(name)}
              data-failed={subscribing.notCopied}
            >
              {subscribing.copy}
            </button>
            <span class="told" role="status" />
          </li>
        );
      })}
    </ul>
  );
}
