import { pageKey } from "../../../domain/identifier-key.ts";
import { omitUndefined } from "../../../domain/omit-undefined.ts";
import { articleAddress } from "./article-index.ts";
import type { SourceWork } from "./source-work.ts";
import type { UpdateContext } from "./update-context.ts";
import type { ArticleUpdateState } from "./update-state.ts";

/** An article, and the work on the source that lists it. */
interface Recorded {
  readonly work: SourceWork;
  readonly listed: { readonly url: string };
}

type Memory = Pick<UpdateContext, "state" | "now">;

/** What is remembered of an article that was read. */
interface ReadFacts {
  /** The address under which the store has it. */
  readonly sameAs?: string | undefined;
  /** A digest of its text, without what changes with each visit. */
  readonly text?: string;
}

/** Remembers that an article was asked for, and was read or is as it was. */
export function recordRead(
  { listed: { url } }: Pick<Recorded, "listed">,
  { state, now }: Memory,
  { sameAs, text }: ReadFacts = {},
): void {
  const before = state.articles[pageKey(url)] ?? {};
  state.articles[pageKey(url)] = omitUndefined<ArticleUpdateState>({
    checked: now.toISOString(),
    text: text ?? before.text,
    sameAs: sameAs === undefined ? before.sameAs : articleAddress(sameAs),
  });
}

/** Records that `robots.txt` does not allow the page of an article; it is reported once. */
export function recordForbidden({ work, listed: { url } }: Recorded, { state }: Memory): void {
  const before = state.articles[pageKey(url)] ?? {};
  work.forbidden.push({ url, isNew: !before.isForbidden });
  state.articles[pageKey(url)] = { ...before, isForbidden: true };
}

/** Records that the page of an article of the store does not show it any more; it is reported once. */
export function recordVanished(
  reason: string,
  { work, listed: { url } }: Recorded,
  { state, now }: Memory,
): void {
  const before = state.articles[pageKey(url)] ?? {};
  if (!before.hasVanished) work.vanished.push({ url, reason });
  state.articles[pageKey(url)] = { ...before, checked: now.toISOString(), hasVanished: true };
}

/** Records that an article could not be read or taken in, and how often in a row. */
export function recordFailure(
  reason: string,
  { work, listed: { url } }: Recorded,
  { state, now }: Memory,
): void {
  const before = state.articles[pageKey(url)] ?? {};
  const [times, checked] = [(before.failures ?? 0) + 1, now.toISOString()];
  const { failingSince = checked } = before;
  state.articles[pageKey(url)] = { ...before, checked, failures: times, failingSince };
  work.failed.push({ url, reason, times });
}
