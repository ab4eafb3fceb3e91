import { namedFeedPath } from "../domain/paths.ts";
import { typesetText } from "../domain/typeset.ts";
import type { PageContext } from "./page-context.ts";

/** Links to the pages of the named feeds; nothing where there are none. */
export function NamedFeeds({ context: { feeds, site, messages } }: { readonly context: PageContext }) {
  if (feeds.length === 0) return null;
  return (
    <section class="feeds" aria-labelledby="named-feeds">
      <h2 id="named-feeds">{messages.moreFeeds}</h2>
      <ul>
        {feeds.map(({ slug, title, description }) => (
          <li key={slug}>
            <a href={namedFeedPath(slug)}>{typesetText(title, site.language)}</a>
            {description !== undefined && <div class="hint">{typesetText(description, site.language)}</div>}
          </li>
        ))}
      </ul>
    </section>
  );
}
