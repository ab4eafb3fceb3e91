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
import { REDIRECT_LOOP } from "./send-request.ts";
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

type NamedProblem = Pick<Finding, "id" | "problem" | "advice">;

/** Returns the problems of one feed, each with the readers that meet it. */
function findProblems(visit: FeedVisit, context: CheckContext): Finding[] {
  const feeds = [visit.address];
  const perReader = visit.views.flatMap((view) =>
    viewProblems(view, visit).map((found) => ({ ...found, feeds, readers: [view.reader.name] })),
  );
  const perFeed = visit.feed
    ? runChecks([...CACHING_CHECKS, ...DOCUMENT_CHECKS], visit.feed, context, visit)
    : [];
  return [
    ...mergeReaders(perReader),
    ...perFeed.map((found) => ({ ...found, feeds, readers: EVERY_READER })),
  ];
}

function viewProblems(view: View, visit: FeedVisit): readonly NamedProblem[] {
  const { hops } = view.answer ?? view.failure;
  const last = hops.at(-1);
  const isCircle = view.failure?.code === REDIRECT_LOOP;
  const redirects = last && !isCircle ? runChecks(REDIRECT_CHECKS, hops, last) : [];
  if (view.failure) return [...redirects, connectionProblem(view.failure)];
  const [noAccess] = runChecks(ACCESS_CHECKS, view, visit);
  if (noAccess) return [...redirects, noAccess];
  return isFeedView(view) ? [...redirects, ...runChecks(DELIVERY_CHECKS, view, visit)] : redirects;
}

/** Runs `checks`, and returns the problems that they find. */
function runChecks<Parameters extends readonly unknown[]>(
  checks: readonly {
    readonly id: string;
    readonly find: (...parameters: Parameters) => Problem | undefined;
  }[],
  ...parameters: Parameters
): readonly NamedProblem[] {
  return checks.flatMap(({ id, find }) => {
    const found = find(...parameters);
    return found ? [{ id, ...found }] : [];
  });
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
