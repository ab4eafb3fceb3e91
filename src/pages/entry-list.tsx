import type { Article } from "../domain/article.ts";
import { entryOf } from "../domain/entry.ts";
import { ListedEntry, type Listing } from "./entry-teaser.tsx";

/** Articles as they are listed. */
export function EntryList({ articles, ...listing }: Listing & { readonly articles: readonly Article[] }) {
  const { context } = listing;
  if (articles.length === 0) return <p class="empty">{context.messages.noArticles}</p>;
  return (
    <ol class="entries">
      {articles.map((article) => (
        <li key={article.id}>
          <ListedEntry entry={entryOf(article, "full", context)} {...listing} />
        </li>
      ))}
    </ol>
  );
}
