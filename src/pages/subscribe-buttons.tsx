import type { PageContext } from "./page-context.ts";
import { programHref, subscribeHref, WEB_READERS } from "./readers.ts";

/** Links that subscribe to the feed at an absolute address in one click, without a script. */
export function SubscribeButtons({
  address,
  context,
}: {
  readonly address: string;
  readonly context: PageContext;
}) {
  const { subscribing } = context.messages;
  return (
    <>
      <ul class="buttons">
        {WEB_READERS.map((reader) => (
          <li key={reader.name}>
            <a class="button" href={subscribeHref(reader, address)} rel="nofollow">
              {reader.name}
            </a>
          </li>
        ))}
        <li>
          <a class="button" href={programHref(address)}>
            {subscribing.program}
          </a>
        </li>
      </ul>
      <p class="hint">{subscribing.programHow}</p>
    </>
  );
}
