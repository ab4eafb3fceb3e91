import type { PageContext } from "./page-context.ts";
import { READERS_BY_PLATFORM } from "./readers.ts";

/** Feed readers for beginners, by platform. */
export function ReaderList({ context }: { readonly context: PageContext }) {
  const { platforms } = context.messages.subscribing;
  return (
    <dl class="readers">
      {READERS_BY_PLATFORM.map(({ platform, readers }) => (
        <div key={platform}>
          <dt>{platforms[platform]}</dt>
          <dd>
            {readers.map(({ name, url }) => (
              <a key={name} href={url}>
                {name}
              </a>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}
