import type { Entry } from "../domain/entry.ts";
import { excerpt } from "../html/excerpt.ts";
import { typesetText } from "../html/typeset.ts";
import type { PageContext } from "./page-context.ts";
import { People } from "./people.tsx";
import { When } from "./time.tsx";

/** How entries are listed. */
export interface Listing {
  readonly context: PageContext;
  /** The level of the headings: one below that of what lists them. */
  readonly level: 2 | 3;
  /** Whether it is worth saying which column each is in. */
  readonly withColumns: boolean;
  /** Titles and dates only, for lists beside each other. */
  readonly isShort?: boolean;
}

/** An entry as it is listed: title, date, authors, and what it begins with. */
export function ListedEntry({
  entry,
  context,
  level,
  withColumns,
  isShort,
}: Listing & { readonly entry: Entry }) {
  const { messages, origin } = context;
  const { url, title, content, published, column, language, authors } = entry;
  const summary = entry.summary ?? (content === undefined ? undefined : excerpt(content) || undefined);
  const Heading = `h${level}` as const;
  return (
    <article>
      <Heading lang={language}>
        <a href={url.slice(origin.length)}>{typesetText(title, language)}</a>
      </Heading>
      <p class="facts">
        {published ? <When at={published} context={context} /> : <span>{messages.undated}</span>}
        {authors.length > 0 && (
          <span>
            <People people={authors.map(({ name }) => ({ name }))} context={context} />
          </span>
        )}
        {withColumns && <a href={`/columns/${column.term}`}>{column.label}</a>}
        {content === undefined && <span class="mark">{messages.teaser}</span>}
      </p>
      {!isShort && summary !== undefined && (
        <p class="summary" lang={language}>
          {typesetText(summary, language)}
        </p>
      )}
    </article>
  );
}
