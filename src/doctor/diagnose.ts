import { isReachable } from "../importer/content/web-address.ts";
import { ACCESS_CHECKS } from "./checks/access-checks.ts";
import { CACHING_CHECKS } from "./checks/caching-checks.ts";
import type { CheckContext, Problem } from "./checks/check.ts";
import { connectionProblem } from "./checks/connection-problem.ts";
import { DELIVERY_CHECKS } from "./checks/delivery-checks.ts";
import { DOCUMENT_CHECKS } from "./checks/document-checks.ts";
import { REDIRECT_CHECKS } from "./checks/redirect-checks.ts";
import { discoverFeeds } from "./discover-feeds.ts";
import { READERS } from "./readers.ts";
import { type FeedVisit, isFeedView, type View, type VisitOptions, visitFeed } from "./visit-feed.ts";

/** A problem, the feeds that have it, and the readers that meet it. */
export interface Finding extends Problem {
  readonly id: string;
  readonly feeds: readonly string[];
  /** Every reader, where the problem is not one of some of them. */
  readonly readers: readonly string[];
}

/** What was found out about an address. */
export interface Diagnosis {
  readonly address: string;
  readonly readers: number;
  /** The feeds that were looked at. */
  readonly feeds: readonly string[];
  /** How many feeds were left out because there are more than the limit. */
  readonly skipped: number;
  readonly findings: readonly Finding[];
}

interface DiagnosisOptions extends VisitOptions, Omit<CheckContext, "now"> {
  /** How many feeds are looked at. */
  readonly limit: number;
  /** Called with the number of feeds that will be looked at, and after each. */
  readonly progress: { expect(feeds: number): void; done(): void };
  now(): Date;
}

const EVERY_READER = READERS.map(({ name }) => name);

/** Looks at every feed that `address` leads to, as each reader does, and returns what is wrong with them. */
export async function diagnose(address: string, options: DiagnosisOptions): Promise<Diagnosis> {
  // Readers of a private address are in the same network, so it may be looked at from here.
  const visitOptions = { ...options, allowPrivate: options.allowPrivate || !isReachable(address) };
  const { publicOrigin } = options;
  const discovered = await discoverFeeds(address, visitOptions);
  const feeds = discovered.slice(0, options.limit);
  const findings: Finding[] = [];
  options.progress.expect(feeds.length);
  for (const feed of feeds) {
    const visit = await visitFeed(feed, visitOptions);
    findings.push(...findProblems(visit, { publicOrigin, now: options.now() }));
    options.progress.done();
  }
  return {
    address,
    readers: READERS.length,
    feeds,
    skipped: discovered.length - feeds.length,
    findings: mergeFeeds(findings),
  };
}

/** Returns the problems of one feed, each with the readers that meet it. */
function findProblems(visit: FeedVisit, context: CheckContext): Finding[] {
  const perReader = visit.views.flatMap((view) =>
    viewProblems(view, visit).map((found) => ({
      ...found,
      feeds: [visit.address],
      readers: [view.reader.name],
    })),
  );
  const { feed } = visit;
  const perFeed = feed
    ? [...CACHING_CHECKS, ...DOCUMENT_CHECKS].flatMap(({ id, find }) => {
        const found = find(feed, context, visit);
        return found ? [{ ...found, id, feeds: [visit.address], readers: EVERY_READER }] : [];
      })
    : [];
  return [...mergeReaders(perReader), ...perFeed];
}

function viewProblems(view: View, visit: FeedVisit): readonly (Problem & { readonly id: string })[] {
  const hops = (view.answer ?? view.failure)?.hops ?? [];
  const last = hops.at(-1);
  const redirects = last
    ? REDIRECT_CHECKS.flatMap(({ id, find }) => {
        const found = find(hops, last);
        return found ? [{ ...found, id }] : [];
      })
    : [];
  if (view.failure) return [...redirects, connectionProblem(view.failure)];
  for (const { id, find } of ACCESS_CHECKS) {
    const found = find(view, visit);
    if (found) return [...redirects, { ...found, id }];
  }
  if (!isFeedView(view)) return redirects;
  const delivery = DELIVERY_CHECKS.flatMap(({ id, find }) => {
    const found = find(view, visit);
    return found ? [{ ...found, id }] : [];
  });
  return [...redirects, ...delivery];
}

/** Merges findings that differ only in their readers. */
function mergeReaders(findings: readonly Finding[]): Finding[] {
  return merge(
    findings,
    ({ id, problem, feeds }) => JSON.stringify([id, problem, feeds]),
    (one, other) => ({ ...one, readers: [...one.readers, ...other.readers] }),
  );
}

/** Merges findings that differ only in their feeds. */
function mergeFeeds(findings: readonly Finding[]): Finding[] {
  return merge(
    findings,
    ({ id, problem, readers }) => JSON.stringify([id, problem, readers]),
    (one, other) => ({ ...one, feeds: [...one.feeds, ...other.feeds] }),
  );
}

function merge(
  findings: readonly Finding[],
  keyOf: (finding: Finding) => string,
  combine: (one: Finding, other: Finding) => Finding,
): Finding[] {
  const merged = new Map<string, Finding>();
  for (const finding of findings) {
    const known = merged.get(keyOf(finding));
    merged.set(keyOf(finding), known ? combine(known, finding) : finding);
  }
  return [...merged.values()];
}
