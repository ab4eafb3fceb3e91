import pLimit, { type LimitFunction } from "p-limit";
import type { Validators } from "../importer/draft.ts";
import { UserError } from "../operator/user-error.ts";
import { fetchAddress } from "./fetch-address.ts";
import { type RobotsRules, robotsRules } from "./robots.ts";
import { HttpStatusError, type ReadLimits, type SourceBytes } from "./source.ts";

/** How addresses are fetched. */
interface PolitenessOptions {
  readonly limits: ReadLimits;
  /** The most requests a second to one host; infinite for no limit. */
  readonly rate: number;
  /** The most pages that are fetched in all. */
  readonly maxPages: number;
  /** When the last page may be begun, in milliseconds since 1970; infinite for no limit. */
  readonly until: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
}

/** Fetches addresses as servers ask for it: one at a time from a host, with pauses, and only what `robots.txt` allows. */
export interface PoliteFetcher {
  /** @throws {NotFetched} without a request @throws {UserError} if the request fails */
  fetch(address: string, validators?: Validators): Promise<SourceBytes>;
  /** How many more pages may be fetched. */
  readonly remaining: number;
}

/** Thrown where an address is not fetched, because of the rules of its host or the limit of this program. */
export class NotFetched extends UserError {
  readonly reason: "robots" | "limit" | "pause" | "stop";

  constructor(reason: NotFetched["reason"], message: string) {
    super(message);
    this.reason = reason;
  }
}

/** What is known of one host. */
interface Host {
  readonly limit: LimitFunction;
  robots?: Promise<RobotsRules>;
  /** When the next request may be sent, in milliseconds since 1970. */
  nextAt: number;
  /** Until when the host asked for a pause. */
  pausedUntil: number;
}

/** A longer `Crawl-delay` counts as this one. */
const MAX_DELAY_MS = 60_000;
/** A pause up to this long is waited for; after a longer one the next run goes on. */
const MAX_PAUSE_MS = 30_000;
/** The pause of a host that answers 429 or 503 without saying for how long. */
const DEFAULT_PAUSE_MS = 10 * 60_000;

/** Returns a fetcher with its own count of pages and its own memory of hosts. */
export function politeFetcher({
  limits,
  rate,
  maxPages,
  until,
  now,
  sleep,
}: PolitenessOptions): PoliteFetcher {
  const hosts = new Map<string, Host>();
  let fetched = 0;

  function hostOf({ origin }: URL): Host {
    const host = hosts.get(origin) ?? { limit: pLimit(1), nextAt: 0, pausedUntil: 0 };
    hosts.set(origin, host);
    return host;
  }

  /** Waits until the next request may be sent to the host of `url`. */
  async function waitForTurn(url: URL, crawlDelay = 0): Promise<void> {
    const host = hostOf(url);
    const interval = Math.min(
      Math.max(1000 / rate, rate === Number.POSITIVE_INFINITY ? 0 : crawlDelay * 1000),
      MAX_DELAY_MS,
    );
    const start = Math.max(now(), host.nextAt);
    host.nextAt = start + interval;
    if (start > now()) await sleep(start - now());
  }

  function rulesOf(url: URL): Promise<RobotsRules> {
    const host = hostOf(url);
    host.robots ??= robotsRules(url.origin, (address) =>
      fetchAddress(address, { ...limits, beforeRequest: (next) => waitForTurn(next) }),
    );
    return host.robots;
  }

  async function beforeRequest(url: URL): Promise<void> {
    const host = hostOf(url);
    const rules = await rulesOf(url);
    if (!rules.isAllowed(url.href))
      throw new NotFetched("robots", `The robots.txt of ${url.host} does not allow it`);
    const pause = host.pausedUntil - now();
    if (pause > MAX_PAUSE_MS)
      throw new NotFetched(
        "pause",
        `${url.host} asks for a pause of ${Math.ceil(pause / 60_000)} min; run it later`,
      );
    if (pause > 0) await sleep(pause);
    await waitForTurn(url, rules.crawlDelay);
  }

  async function fetchOnce(address: string, validators: Validators | undefined): Promise<SourceBytes> {
    if (limits.signal?.aborted) throw stopped();
    if (fetched >= maxPages)
      throw new NotFetched("limit", `${maxPages} pages were fetched; the next run goes on`);
    if (now() > until) throw new NotFetched("limit", "The time for this run is over; the next one goes on");
    fetched += 1;
    try {
      return await fetchAddress(address, { ...limits, validators, beforeRequest });
    } catch (error) {
      if (limits.signal?.aborted) throw stopped();
      if (error instanceof NotFetched) fetched -= 1;
      if (error instanceof HttpStatusError && (error.status === 429 || error.status === 503))
        hostOf(new URL(address)).pausedUntil = now() + pauseOf(error.retryAfter, now());
      throw error;
    }
  }

  return {
    get remaining() {
      return maxPages - fetched;
    },
    async fetch(address, validators) {
      return hostOf(new URL(address)).limit(async () => {
        try {
          return await fetchOnce(address, validators);
        } catch (error) {
          const isPaused = error instanceof HttpStatusError && (error.status === 429 || error.status === 503);
          // Once more after the pause that the host asks for.
          if (!isPaused || pauseOf(error.retryAfter, now()) > MAX_PAUSE_MS) throw error;
          return fetchOnce(address, validators);
        }
      });
    },
  };
}

/** Returns the milliseconds that `Retry-After` asks for (RFC 9110 §10.2.3): seconds, or a date. */
function pauseOf(retryAfter: string | undefined, now: number): number {
  const text = retryAfter?.trim() ?? "";
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? DEFAULT_PAUSE_MS : Math.max(date - now, 0);
}

function stopped(): NotFetched {
  return new NotFetched("stop", "The command was stopped; the next run goes on");
}
