import type { ArticleHead } from "../domain/article.ts";
import { summaryEntry } from "../domain/entry.ts";
import type { FoundArticle } from "../domain/found-article.ts";
import { articlePath, columnsPath } from "../domain/paths.ts";
import type { MarkedText } from "../domain/word-search.ts";
import { Marked } from "./marked.tsx";
import type { PageContext } from "./page-context.ts";
import { People } from "./people.tsx";
import { Time } from "./time.tsx";

/** How articles are listed. */
export interface Listing {
  readonly context: PageContext;
  /** The level of the headings: one below that of what lists them. */
  readonly level: 2 | 3;
  /** Whether each names its column. */
  readonly withColumns: boolean;
  /** Titles and dates only, for lists beside each other. */
  readonly isShort?: boolean;
}

/** An article in a list: title, date, authors, and its summary or excerpt. */
export function EntryTeaser({
  article,
  context,
  level,
  withColumns,
  isShort,
  found,
  isSummary = !article.hasBody,
}: Listing & {
  readonly article: ArticleHead;
  /** The same, where words were searched for. */
  readonly found?: FoundArticle | undefined;
  /** Whether only the summary of the article is to be had. */
  readonly isSummary?: boolean;
}) {
  const { messages } = context;
  const { title, published, column, language, authors, summary } = summaryEntry(article, context);
  const excerpt = found ? found.excerpt : unmarked(summary);
  const Heading = `h${level}` as const;
  return (
    <article>
      <Heading lang={language}>
        <a href={articlePath(article.id)}>
          <Marked parts={found?.title ?? unmarked(title)} language={language} />
        </a>
      </Heading>
      <p class="facts">
        {published ? (
          <Time at={published}>{article.dateTexts.published ?? ""}</Time>
        ) : (
          <span>{messages.undated}</span>
        )}
        {authors.length > 0 && (
          <span>
            <People people={authors.map(({ name }) => ({ name }))} context={context} />
          </span>
        )}
        {withColumns && <a href={columnsPath([article.column])}>{column.label}</a>}
        {isSummary && <span class="mark">{messages.teaser}</span>}
      </p>
      {!isShort && excerpt.length > 0 && (
        <p class="summary" lang={language}>
          <Marked parts={excerpt} language={language} />
        </p>
      )}
    </article>
  );
}

function unmarked(text: string | undefined): readonly MarkedText[] {
  return text === undefined ? [] : [{ text, isMatch: false }];
}
