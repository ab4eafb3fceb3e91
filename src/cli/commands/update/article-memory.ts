import { pageKey } from "../../../domain/identifier-key.ts";
import { omitUndefined } from "../../../domain/omit-undefined.ts";
import { articleAddress } from "./known-articles.ts";
import type { SourceWork } from "./source-work.ts";
import type { UpdateContext } from "./update-context.ts";
import type { ArticleUpdateState } from "./update-state.ts";

/** Where what happens to an article is recorded. */
interface Recorded {
  readonly work: SourceWork;
  readonly listed: { readonly url: string };
}

type Memory = Pick<UpdateContext, "state" | "now">;

/** Remembers that an article was asked for and is as it was, or the same as one that the store has at `sameAs`. */
export function recordRead(
  { listed: { url } }: Pick<Recorded, "listed">,
  { state, now }: Memory,
  sameAs?: string,
): void {
  const { text, sameAs: before } = state.articles[pageKey(url)] ?? {};
  state.articles[pageKey(url)] = omitUndefined<ArticleUpdateState>({
    checked: now.toISOString(),
    text,
    sameAs: sameAs === undefined ? before : articleAddress(sameAs),
  });
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
