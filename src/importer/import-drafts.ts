import { type FormerNames, NO_FORMER_NAMES } from "../domain/former-names.ts";
import { addressKey, type RedirectRule } from "../domain/redirect-rule.ts";
import type { ArticleWriter, StoredArticles, Transaction } from "../store/article-writer.ts";
import type { Finding } from "../store/invalid-store-error.ts";
import type { FiledDraft } from "./file-drafts.ts";
import type { ImportedVersion } from "./import-state.ts";
import { describeLosses } from "./loss.ts";
import { type MergeOptions, mergeDrafts, type Outcome } from "./merge-drafts.ts";
import { storableDrafts } from "./storable-drafts.ts";

interface ImportDraftsOptions extends Omit<MergeOptions, "now"> {
  readonly dryRun: boolean;
  /** Refuse drafts that would change an article and lack something that their documents state. */
  readonly strict?: boolean;
  /** Returns a redirect to add to the store together with the articles. */
  readonly redirectFor?: ((outcomes: readonly Outcome[]) => RedirectRule | undefined) | undefined;
  /** Called with the articles as they are with the drafts, before they are written. */
  readonly inspect?: (articles: StoredArticles) => Promise<void>;
}

interface ImportedDrafts {
  /** One for each draft. */
  readonly outcomes: readonly Outcome[];
  /** One for each draft that was neither refused nor left out. */
  readonly versions: readonly ImportedVersion[];
  /** The redirect that the store has now, if one was to be added. */
  readonly redirect?: RedirectRule;
  /** The authors and tags that have no article any more. */
  readonly ended: FormerNames;
}

/**
 * Merges drafts into a store. What the store cannot hold of a draft is left out of it, if the article can do without.
 * Drafts that would make the store invalid all the same are refused, with the findings of the store's check as the
 * reasons; the other drafts are imported.
 *
 * @throws {InvalidStoreError} if the store is invalid without them
 */
export async function importDrafts(
  writer: ArticleWriter,
  filed: readonly FiledDraft[],
  { dryRun, redirectFor, inspect, ...options }: ImportDraftsOptions,
): Promise<ImportedDrafts> {
  if (filed.length === 0 && !redirectFor) return { outcomes: [], versions: [], ended: NO_FORMER_NAMES };
  const { result, ended } = await writer.transaction(
    async (transaction) => {
      const imported = await putValidDrafts(transaction, filed, { ...options, now: transaction.now });
      await inspect?.(transaction);
      const redirect = redirectFor?.(imported.outcomes);
      if (!redirect) return imported;
      await putRedirect(transaction, redirect);
      return { ...imported, redirect };
    },
    { dryRun },
  );
  return { ...result, ended };
}

/** Adds a redirect, or replaces the one from the same address. One from an address to itself is not needed. */
async function putRedirect(transaction: Transaction, redirect: RedirectRule): Promise<void> {
  const { redirects } = transaction;
  const key = addressKey(redirect.from);
  if (key === addressKey(redirect.to)) return;
  const index = redirects.findIndex(({ from }) => addressKey(from) === key);
  await transaction.putRedirects(index === -1 ? [...redirects, redirect] : redirects.with(index, redirect));
}

async function putValidDrafts(
  transaction: Transaction,
  filed: readonly FiledDraft[],
  { strict = false, ...options }: MergeOptions & Pick<ImportDraftsOptions, "strict">,
): Promise<Omit<ImportedDrafts, "ended">> {
  const refused: Outcome[] = [];
  let remaining = await storableDrafts(transaction, filed);
  for (;;) {
    const { articles, outcomes, versions } = await mergeDrafts(transaction, remaining, options);
    const reasons = attributeFindings(outcomes, await transaction.check(articles));
    if (strict) addLosses(outcomes, reasons);
    if (reasons.size === 0) {
      for (const article of articles) await transaction.put(article);
      return { outcomes: [...outcomes, ...refused], versions };
    }
    for (const [{ scheduled: _, ...outcome }, found] of reasons)
      refused.push({ ...outcome, outcome: "refused", reasons: found });
    remaining = remaining.filter((_, index) => {
      const outcome = outcomes[index];
      return !outcome || !reasons.has(outcome);
    });
  }
}

/** Attributes each finding about an article to the drafts that changed the field, or else to all that changed the article. */
function attributeFindings(
  outcomes: readonly Outcome[],
  findings: readonly Finding[],
): Map<Outcome, string[]> {
  const byArticle = new Map<string, Outcome[]>();
  for (const outcome of outcomes)
    if (outcome.changes.length > 0)
      byArticle.set(outcome.id, [...(byArticle.get(outcome.id) ?? []), outcome]);

  const reasons = new Map<Outcome, string[]>();
  for (const { article = "", pointer, message } of findings) {
    const path = pointer.slice(1);
    const [field] = path.split("/");
    const involved = byArticle.get(article) ?? [];
    const responsible = involved.filter(({ changes }) => changes.some((change) => change.field === field));
    for (const outcome of responsible.length > 0 ? responsible : involved)
      reasons.set(outcome, [...(reasons.get(outcome) ?? []), `${path}: ${message}`]);
  }
  return reasons;
}

/** Adds the losses of each outcome to the reasons for refusing it. */
function addLosses(outcomes: readonly Outcome[], reasons: Map<Outcome, string[]>): void {
  for (const outcome of outcomes)
    if (outcome.losses)
      reasons.set(outcome, [...(reasons.get(outcome) ?? []), ...describeLosses(outcome.losses)]);
}
