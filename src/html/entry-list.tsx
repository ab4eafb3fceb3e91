import type { Article } from "../domain/article.ts";
import { entryOf } from "../domain/entry.ts";
import type { PageContext } from "./page-context.ts";
import { People } from "./people.tsx";
import { typesetText } from "./typeset.ts";
import { When } from "./when.tsx";

interface Props {
  readonly articles: readonly Article[];
  readonly context: PageContext;
  /** The level of the headings: one below that of what lists them. */
  readonly level: 2 | 3;
  /** Whether it is worth saying which column each is in. */
  readonly withColumns: boolean;
  /** Titles and dates only, for lists beside each other. */
  readonly isShort?: boolean;
}

/** Articles as they are listed: title, date, authors, and what they begin with. */
export function EntryList({ articles, ...props }: Props) {
  if (articles.length === 0) return <p class="empty">{props.context.messages.noArticles}</p>;
  return (
    <ol class="entries">
      {articles.map((article) => (
        <li key={article.id}>
          <ListedEntry article={article} {...props} />
        </li>
      ))}
    </ol>
  );
}

function ListedEntry({
  article,
  context,
  level,
  withColumns,
  isShort,
}: Omit<Props, "articles"> & { article: Article }) {
  const { messages, origin } = context;
  const { url, title, summary, published, column, language, authors } = entryOf(article, "summary", context);
  const Heading = `h${level}` as const;
  return (
    <article lang={language}>
      <Heading>
        <a href={url.slice(origin.length)}>{typesetText(title, language)}</a>
      </Heading>
      <p class="facts">
        {published ? <When at={published} context={context} /> : <span>{messages.undated}</span>}
        {authors.length > 0 && <People people={authors.map(({ name }) => ({ name }))} context={context} />}
        {withColumns && <a href={`/columns/${column.term}`}>{column.label}</a>}
        {article.content === undefined && <span class="mark">{messages.teaser}</span>}
      </p>
      {!isShort && summary !== undefined && <p class="summary">{typesetText(summary, language)}</p>}
    </article>
  );
}
