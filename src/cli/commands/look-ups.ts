import type { ArticleHead, StoredArticle } from "../../domain/article.ts";
import type { Filter } from "../../domain/filter.ts";
import type { NamedFeed } from "../../domain/named-feed.ts";
import type { Column } from "../../domain/site.ts";
import { programName } from "../../operator/program-name.ts";
import { UserError } from "../../operator/user-error.ts";
import type { StoredArticles } from "../../store/article-writer.ts";
import { MAX_LIMIT, type Snapshot } from "../../store/snapshot.ts";

/** Returns the article with this id. @throws {UserError} if there is none, or none any more */
export async function requireArticle(articles: StoredArticles, id: string): Promise<StoredArticle> {
  const article = await articles.get(id);
  if (article) return article;
  const [removed] = await articles.findRemoved({ ids: [id] });
  if (removed)
    throw new UserError(
      `The article "${id}" was removed; "${programName()} help remove" says how to bring it back`,
    );
  throw new UserError(`There is no article "${id}"; "${programName()} list" shows the ids`);
}

/** Returns the column with this slug or title. @throws {UserError} if there is none, or several have the title */
export function requireColumn(columns: readonly Column[], slugOrTitle: string): Column {
  const bySlug = columns.find(({ slug }) => slug === slugOrTitle);
  if (bySlug) return bySlug;
  const [titled, another] = columns.filter(({ title }) => title === slugOrTitle);
  if (titled && another)
    throw new UserError(`Several columns are called "${slugOrTitle}"; name one by its slug`);
  if (titled) return titled;
  throw new UserError(
    columns.length === 0
      ? `There is no column yet; add one with "${programName()} column add"`
      : `There is no column "${slugOrTitle}"; take one of these (${columnNames(columns)}) or add it with "${programName()} column add"`,
  );
}

/** Returns the named feed with this slug. @throws {UserError} if there is none */
export function requireFeed(feeds: readonly NamedFeed[], slug: string): NamedFeed {
  const found = feeds.find((one) => one.slug === slug);
  if (found) return found;
  throw new UserError(
    feeds.length === 0
      ? `There is no named feed yet; add one with "${programName()} feed add"`
      : `There is no feed "${slug}"; take one of these: ${feeds.map((one) => one.slug).join(", ")}`,
  );
}

/** Lists columns on one line, each by title and slug. */
export function columnNames(columns: readonly Column[]): string {
  return columns.map(({ slug, title }) => `${title} ${slug}`).join(", ");
}

/** Yields the heads of all articles that match `filter`, newest first, a page of at most {@linkcode MAX_LIMIT} at a time. */
export async function* headPages(snapshot: Snapshot, filter: Filter): AsyncGenerator<readonly ArticleHead[]> {
  let page = await snapshot.list(filter, { limit: MAX_LIMIT });
  yield page.heads;
  while (page.next) {
    page = await snapshot.list(filter, { limit: MAX_LIMIT, after: page.next });
    yield page.heads;
  }
}
