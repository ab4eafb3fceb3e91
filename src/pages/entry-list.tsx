import type { ArticleHead } from "../domain/article.ts";
import { EntryTeaser, type Listing } from "./entry-teaser.tsx";

/** Articles as they are listed. */
export function EntryList({ articles, ...listing }: Listing & { readonly articles: readonly ArticleHead[] }) {
  const { context } = listing;
  if (articles.length === 0) return <p class="empty">{context.messages.noArticles}</p>;
  return (
    <ol class="entries">
      {articles.map((article) => (
        <li key={article.id}>
          <EntryTeaser article={article} {...listing} />
        </li>
      ))}
    </ol>
  );
}
