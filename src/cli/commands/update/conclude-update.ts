import { pageKey } from "../../../domain/identifier-key.ts";
import type { Column } from "../../../domain/site.ts";
import { programName } from "../../../operator/program-name.ts";
import { latestInstant } from "./article-index.ts";
import { type Claims, storedArticle } from "./claim-articles.ts";
import { UPDATE_OPTIONS } from "./group-importer.ts";
import { formatListed } from "./read-list.ts";
import { type SourceWork, sourceKey } from "./source-work.ts";
import type { UpdateContext } from "./update-context.ts";

/** How many days something is remembered that is neither listed nor asked for any more. */
const REMEMBERED_DAYS = 60;
/** How many times an article is requested that no source lists any more. */
const MAX_AWAITED_FAILURES = 3;

interface Conclusion {
  readonly works: readonly SourceWork[];
  readonly claims: Claims;
  /** Every column of the store. */
  readonly columns: readonly Column[];
}

/** Finds the sources of which nothing can be read, and records in the state what the next update needs. */
export function concludeUpdate({ works, claims, columns }: Conclusion, context: UpdateContext): void {
  const { state, now } = context;
  for (const work of works) {
    const key = sourceKey(work);
    const problem = work.problem ?? unreadableProblem(work, context);
    if (problem !== undefined) work.problem = problem;
    if (problem !== undefined) state.failing[key] ??= now.toISOString();
    else if (work.skipped === undefined) delete state.failing[key];
    const before = state.sources[key];
    if (work.list) {
      const pending = pendingArticles(work, context);
      state.sources[key] = {
        ...work.list,
        ...(before?.older && { older: before.older }),
        ...(pending.length > 0 && { pending }),
        visited: now.toISOString(),
      };
    } else if (before && work.skipped === undefined)
      state.sources[key] = { ...before, visited: now.toISOString() };
  }
  forgetUnfollowed(columns, context);
  forgetOld(claims, context);
}

function unreadableProblem(
  { articles, failed, forbidden }: SourceWork,
  { state }: UpdateContext,
): string | undefined {
  const isUnreadable = ({ url }: { readonly url: string }) =>
    (state.articles[pageKey(url)]?.failures ?? 0) > 0 || forbidden.some((one) => one.url === url);
  if (articles.length === 0 || !articles.every(isUnreadable)) return undefined;
  if (forbidden.length === articles.length)
    return "Lists only addresses that robots.txt does not allow; ask its publisher";
  const [first] = failed;
  const example = first ? `, such as ${first.url}: ${first.reason}` : "";
  return `Lists only addresses that cannot be read${example}; where these are not its articles, try "${programName()} follow … --select …"`;
}

/** Returns the new articles that are to be tried again, even if they are not listed any more then. */
function pendingArticles({ left, failed, articles, awaited }: SourceWork, { state }: UpdateContext) {
  const isWorthwhile = ({ url }: { readonly url: string }) =>
    (state.articles[pageKey(url)]?.failures ?? 0) < MAX_AWAITED_FAILURES;
  const failedAddresses = new Set(failed.map(({ url }) => url));
  const retried = [...articles, ...awaited].filter(
    (one) => failedAddresses.has(one.url) && isWorthwhile(one),
  );
  return [...left, ...retried].map(formatListed);
}

function forgetUnfollowed(columns: readonly Column[], { state }: UpdateContext): void {
  const followed = new Set(
    columns.flatMap(({ sources = [] }) => sources.map((source) => sourceKey({ source }))),
  );
  for (const table of [state.sources, state.failing])
    for (const key of Object.keys(table)) if (!followed.has(key)) delete table[key];
}

/** Forgets what is neither listed nor recent, so that the state does not grow without limit. */
function forgetOld(claims: Claims, context: UpdateContext): void {
  const { state, importState, known, now } = context;
  const since = now.getTime() - REMEMBERED_DAYS * 86_400_000;
  for (const [host, until] of Object.entries(state.pauses))
    if (Date.parse(until) < now.getTime()) delete state.pauses[host];
  // The lists of sources that were not visited or could not be read count too.
  const listed = new Set(
    Object.values(state.sources).flatMap((source) => source.listed.map(({ url }) => pageKey(url))),
  );
  for (const [key, { checked = "" }] of Object.entries(state.articles))
    if (!(Date.parse(checked) >= since) && !claims.has(key) && !listed.has(key)) delete state.articles[key];

  const old = new Set(known.stored.filter((article) => latestInstant(article) < since).map(({ id }) => id));
  for (const { listed } of claims.values()) old.delete(storedArticle(listed, context)?.id ?? "");
  for (const [source, remembered] of [...importState.entries()]) {
    if (remembered.version?.options !== UPDATE_OPTIONS) continue;
    const kept = Object.entries(remembered.articles).filter(([id]) => !old.has(id));
    if (kept.length === 0) importState.remove(source);
    else if (kept.length < Object.keys(remembered.articles).length)
      importState.set(source, { ...remembered, articles: Object.fromEntries(kept) });
  }
}
