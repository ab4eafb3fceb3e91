import { columnsPath } from "../../../domain/paths.ts";
import type { RedirectRule } from "../../../domain/redirect-rule.ts";
import type { Slug } from "../../../domain/slug.ts";
import { feedPath, formatAt } from "../../../feed/feed-format.ts";
import type { SourceDrafts, SourceFeedFormat } from "../../../importer/draft.ts";
import type { Outcome } from "../../../importer/merge-drafts.ts";
import { UserError } from "../../../operator/user-error.ts";

/**
 * Returns a function that returns the redirect from the former address of the feed among `sources`, once it is known
 * what became of its articles: to the feed of the column that the operator chose if they are all there, or else to
 * that of the whole site, in the same format. An address that leads to a feed of that column or of the site by itself,
 * such as `/feed.xml`, stays what it is. There is none if all articles were refused.
 *
 * @throws {UserError} if there is no feed among the sources, or there are feeds of several formats
 */
export function keepAddress(
  from: string,
  sources: readonly SourceDrafts[],
  column: Slug | undefined,
): (outcomes: readonly Outcome[]) => RedirectRule | undefined {
  const format = feedFormatOf(sources);
  return (outcomes) => {
    const present = outcomes.filter(({ outcome }) => outcome !== "removed");
    const taken = present.filter(({ outcome }) => outcome !== "refused");
    if (taken.length === 0 && present.length > 0) return undefined;
    const isInColumn = column !== undefined && taken.every((outcome) => outcome.column === column);
    const scope = isInColumn ? columnsPath([column]) : "";
    const served = servedFeed(from, scope) ?? servedFeed(from, "");
    return served === undefined ? { from, to: feedPath(scope, format) } : { from: served, to: served };
  };
}

/** Returns the path of the feed of the scope at the path `scope` that `address` leads to without a redirect. */
function servedFeed(address: string, scope: string): string | undefined {
  const format = address.startsWith(`${scope}/`)
    ? formatAt(address.slice(scope.length + 1).replace(/\/+$/, ""))
    : undefined;
  return format && feedPath(scope, format);
}

function feedFormatOf(sources: readonly SourceDrafts[]): SourceFeedFormat {
  const formats = [...new Set(sources.flatMap(({ feedFormat }) => feedFormat ?? []))];
  const [format] = formats;
  if (format !== undefined && formats.length === 1) return format;
  const found = format === undefined ? "no feed" : `feeds of several formats (${formats.join(", ")})`;
  throw new UserError(`Found ${found}; with --keep-address, name the feed that was at that address`);
}
