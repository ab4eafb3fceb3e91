import type { PageContext } from "./page-context.ts";
import { SELF_HOSTED_READERS } from "./readers.ts";

/** Forms for subscribing in a self-hosted reader. They need the script, which remembers the host; without it they stay hidden. */
export function SelfHostedReaders({
  address,
  context,
}: {
  readonly address: string;
  readonly context: PageContext;
}) {
  const { subscribing, subscribe } = context.messages;
  return (
    <div hidden>
      <p>{subscribing.hostHow}</p>
      {SELF_HOSTED_READERS.map(({ name, subscribe: path }) => (
        <form
          key={name}
          class="own"
          data-reader={name}
          data-path={path}
          data-feed={address}
          data-invalid={subscribing.hostInvalid}
        >
          <label for={`host-${name}`}>{subscribing.hostOf(name)}</label>
          <input
            id={`host-${name}`}
            type="text"
            inputMode="url"
            autoComplete="url"
            autoCapitalize="none"
            spellcheck={false}
            placeholder="rss.example.com"
          />
          <button class="button" type="submit" aria-label={subscribing.subscribeIn(name)}>
            {subscribe}
          </button>
        </form>
      ))}
    </div>
  );
}
