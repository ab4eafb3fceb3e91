import type { Filter } from "../../domain/filter.ts";
import { authorPath, columnsPath, namedFeedPath, tagPath } from "../../domain/paths.ts";
import { addressKey, type RedirectRule } from "../../domain/redirect-rule.ts";
import { parseSlug, type Slug } from "../../domain/slug.ts";
import { FEED_FORMAT_NAMES, feedPath } from "../../feed/feed-format.ts";
import { UserError } from "../../operator/user-error.ts";
import type { ArticleWriter, StoredArticles } from "../../store/article-writer.ts";
import { requireColumn, requireFeed } from "./look-ups.ts";

/** How operators write whose feeds they mean. */
export const SCOPE_FORMS = "author:<name>, tag:<tag>, column:<slug>, feed:<slug> or site";

/** Whose feeds an operator means. */
interface NamedScope {
  /** The path below which its feeds are: empty for the site. */
  readonly path: string;
  readonly filter: Filter;
  /** The slug of the named feed, if it is one. */
  readonly feed?: Slug;
}

/**
 * Sends the subscribers of the feeds of `from` to those of `to`, both in one of the {@linkcode SCOPE_FORMS}: adds redirects
 * of its page and its feeds to the store, instead of those that it has for them. Returns whether the store changed.
 *
 * @throws {UserError} where `from` still has articles or `to` has none
 */
export async function redirectFeeds(writer: ArticleWriter, from: string, to: string): Promise<boolean> {
  const { changed } = await writer.transaction(async (transaction) => {
    const [old, target] = [namedScope(from), namedScope(to)];
    await requireEnded(from, old, transaction);
    if (target.feed !== undefined) requireFeed(transaction.feeds, target.feed);
    else if (target.filter.columns) requireColumn(transaction.columns, target.filter.columns.join());
    else if ((await transaction.count(target.filter)) === 0)
      throw new UserError(`There is no article of "${to}"; name something that has articles`);
    const added = redirectsOf(old.path, target.path);
    const replaced = new Set(added.map((rule) => addressKey(rule.from)));
    const kept = transaction.redirects.filter((rule) => !replaced.has(addressKey(rule.from)));
    await transaction.putRedirects([...kept, ...added]);
  });
  return changed;
}

/** @throws {UserError} where the feeds of a scope are served, and a redirect would not be used */
async function requireEnded(
  written: string,
  { path, filter, feed }: NamedScope,
  { columns, feeds, count }: StoredArticles,
): Promise<void> {
  const isColumn = columns.some(({ slug }) => filter.columns?.includes(slug));
  const isServed =
    feed === undefined ? isColumn || (await count(filter)) > 0 : feeds.some(({ slug }) => slug === feed);
  if (path === "" || isServed)
    throw new UserError(`"${written}" still has feeds of its own; remove or rename it first`);
}

/** Parses what an operator writes for the feeds of something. @throws {UserError} */
function namedScope(text: string): NamedScope {
  if (text === "site") return { path: "", filter: {} };
  const [, kind, name = ""] = /^(author|tag|column|feed):\s*(.+)$/su.exec(text.trim()) ?? [];
  const slug = kind === "column" || kind === "feed" ? parseSlug(name) : undefined;
  if (slug !== undefined && kind === "feed") return { path: namedFeedPath(slug), filter: {}, feed: slug };
  if (slug !== undefined) return { path: columnsPath([slug]), filter: { columns: [slug] } };
  if (kind === "author") return { path: authorPath(name), filter: { authors: [name] } };
  if (kind === "tag") return { path: tagPath(name), filter: { tags: [name] } };
  throw new UserError(`Found "${text}"; write ${SCOPE_FORMS}`);
}

/** Returns the redirects of the page and the feeds of the scope at `from` to those of the scope at `to`. */
function redirectsOf(from: string, to: string): readonly RedirectRule[] {
  return [
    { from, to: to || "/" },
    ...FEED_FORMAT_NAMES.map((format) => ({ from: feedPath(from, format), to: feedPath(to, format) })),
  ];
}
