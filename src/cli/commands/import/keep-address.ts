import { columnsPath } from "../../../domain/paths.ts";
import type { RedirectRule } from "../../../domain/redirect-rule.ts";
import type { Slug } from "../../../domain/slug.ts";
import { ALIASES, type FeedFormat, feedPath } from "../../../feed/feed-format.ts";
import type { SourceDrafts, SourceFeedFormat } from "../../../importer/draft.ts";
import type { Outcome } from "../../../importer/merge-drafts.ts";
import { UserError } from "../../../operator/user-error.ts";

/**
 * Returns a function that returns the redirect from the former address of the feed among `sources`, once it is known
 * what became of its articles: to the feed of the column that the operator chose if they are all there, or else to
 * that of the whole site, in the same format. There is none if all articles were refused.
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
    const taken = outcomes.filter(({ outcome }) => outcome !== "refused");
    if (taken.length === 0 && outcomes.length > 0) return undefined;
    const isInColumn = column !== undefined && taken.every((outcome) => outcome.column === column);
    const scope = isInColumn ? columnsPath([column]) : "";
    const alias = aliasFormat(from, scope);
    const to = feedPath(scope, alias ?? format);
    // A customary name of a feed, such as /feed, leads there without a redirect in the store.
    return { from: alias === undefined ? from : to, to };
  };
}

/** Returns the format that `address` has here if it is a customary name of a feed of the scope at the path `scope`. */
function aliasFormat(address: string, scope: string): FeedFormat | undefined {
  const name = address.startsWith(`${scope}/`) ? address.slice(scope.length + 1).replace(/\/$/, "") : "";
  return Object.hasOwn(ALIASES, name) ? ALIASES[name] : undefined;
}

function feedFormatOf(sources: readonly SourceDrafts[]): SourceFeedFormat {
  const formats = [...new Set(sources.flatMap(({ feedFormat }) => feedFormat ?? []))];
  const [format] = formats;
  if (format !== undefined && formats.length === 1) return format;
  const found = format === undefined ? "no feed" : `feeds of several formats (${formats.join(", ")})`;
  throw new UserError(`Found ${found}; with --keep-address, name the feed that was at that address`);
}
