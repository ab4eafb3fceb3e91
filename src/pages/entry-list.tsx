import type { ArticleHead } from "../domain/article.ts";
import type { FoundArticle } from "../domain/found-article.ts";
import { EntryTeaser, type Listing } from "./entry-teaser.tsx";

/** Articles as they are listed; those in which words were found, with these. */
export function EntryList({
  articles,
  found = [],
  ...listing
}: Listing & {
  readonly articles: readonly ArticleHead[];
  readonly found?: readonly FoundArticle[];
}) {
  const { context } = listing;
  if (articles.length === 0) return <p class="empty">{context.messages.noArticles}</p>;
  return (
    <ol class="entries">
      {articles.map((article) => (
        <li key={article.id}>
          <EntryTeaser
            article={article}
            found={found.find(({ head }) => head.id === article.id)}
            {...listing}
          />
        </li>
      ))}
    </ol>
  );
}
