import pLimit, { type LimitFunction } from "p-limit";
import type { Validators } from "../importer/draft.ts";
import { type Connections, closeConnections } from "./connections.ts";
import { fetchAddress } from "./fetch-address.ts";
import { type RobotsRules, robotsRules } from "./robots.ts";
import type { ReadLimits, SourceBytes } from "./source.ts";
import { HttpStatusError, NoAnswerError, NotFetched } from "./source-errors.ts";

/** How addresses are fetched. */
interface PolitenessOptions {
  readonly limits: ReadLimits;
  /** The most requests a second to one host; infinite for no limit. */
  readonly rate: number;
  /** The most requests in all, redirects and answers that nothing has changed included, but not those for `robots.txt`. */
  readonly maxPages: number;
  /** When the last page may be begun, in milliseconds since 1970; infinite for no limit. */
  readonly until?: number;
  /** Until when hosts have asked for a pause, in RFC 3339, by their names. It is kept up to date. */
  readonly pauses?: Record<string, string>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
}

/** Fetches addresses as servers ask for it: one at a time from a host, with pauses, and only what `robots.txt` allows. */
export interface PoliteFetcher {
  /** @throws {NotFetched} without a request @throws {UserError} if the request fails */
  fetch(address: string, validators?: Validators): Promise<SourceBytes>;
  /** How many more requests may be sent. */
  readonly remaining: number;
  /** Closes its connections. */
  close(): Promise<void>;
}

/** What is known of one host. */
interface Host {
  readonly name: string;
  /** One request at a time. */
  readonly limit: LimitFunction;
  /** When it has answered last, in milliseconds since 1970; the moment when it has received a request is not known. */
  answeredAt: number;
  /** How many requests in a row it has not answered, or with 429 or 503. */
  refusals: number;
}

/** A longer `Crawl-delay` counts as this one. */
const MAX_DELAY_MS = 60_000;
/** A pause up to this long is waited for; after a longer one the next run goes on. */
const MAX_PAUSE_MS = 30_000;
/** A longer `Retry-After` counts as this one, so that a mistake in it does not last. */
const MAX_RETRY_AFTER_MS = 24 * 3_600_000;
/** A host that refuses so many requests in a row is sent no more in this run. */
const MAX_REFUSALS = 3;

/** Returns a fetcher with its own count of requests and its own memory of hosts. */
export function politeFetcher({
  limits: given,
  rate,
  maxPages,
  until = Number.POSITIVE_INFINITY,
  pauses = {},
  now,
  sleep,
}: PolitenessOptions): PoliteFetcher {
  const connections: Connections = new Map();
  const limits: ReadLimits = { ...given, connections };
  const hosts = new Map<string, Host>();
  const rules = new Map<string, Promise<RobotsRules>>();
  let sent = 0;

  function hostOf({ hostname }: URL): Host {
    const host = hosts.get(hostname) ?? { name: hostname, limit: pLimit(1), answeredAt: 0, refusals: 0 };
    hosts.set(hostname, host);
    return host;
  }

  const pausedUntil = ({ name }: Host) => Date.parse(pauses[name] ?? "") || 0;

  function requireOpen(host: Host): void {
    if (limits.signal?.aborted) throw stopped();
    const pause = pausedUntil(host) - now();
    if (pause > MAX_PAUSE_MS)
      throw new NotFetched("pause", `${host.name} asks for a pause of ${duration(pause)}; update later`);
    if (host.refusals >= MAX_REFUSALS)
      throw new NotFetched(
        "pause",
        `${host.name} has refused ${host.refusals} requests in a row; update later`,
      );
  }

  function requireAllowance(): void {
    if (sent >= maxPages)
      throw new NotFetched("limit", `${maxPages} pages were fetched; the next update goes on`);
    if (now() > until) throw new NotFetched("limit", "The time is over; the next update goes on");
  }

  /** Sends a request when it is the turn of its host. */
  async function sendInTurn<Result>(
    host: Host,
    crawlDelay: number,
    send: () => Promise<Result>,
  ): Promise<Result> {
    const interval = rate === Number.POSITIVE_INFINITY ? 0 : Math.max(1000 / rate, crawlDelay * 1000);
    // Twice as long after each refusal.
    const nextAt = host.answeredAt + Math.min(interval * 2 ** host.refusals, MAX_DELAY_MS);
    const pause = Math.max(nextAt, pausedUntil(host)) - now();
    if (pause > 0) await sleep(pause);
    try {
      const result = await send();
      host.refusals = 0;
      delete pauses[host.name];
      return result;
    } catch (error) {
      const isRefusal = error instanceof NoAnswerError || isOverload(error);
      host.refusals = isRefusal ? host.refusals + 1 : 0;
      if (isOverload(error) && error.retryAfter !== undefined)
        pauses[host.name] = new Date(now() + retryAfterMs(error.retryAfter, now())).toISOString();
      throw error;
    } finally {
      host.answeredAt = now();
    }
  }

  function rulesOf({ origin }: URL): Promise<RobotsRules> {
    const known = rules.get(origin);
    if (known) return known;
    const read = robotsRules(origin, (address) =>
      fetchTwice(address, {
        ...limits,
        inTurn: (url, send) => {
          const host = hostOf(url);
          return host.limit(() => {
            requireOpen(host);
            return sendInTurn(host, 0, send);
          });
        },
      }),
    );
    rules.set(origin, read);
    return read;
  }

  async function inTurn<Result>(url: URL, send: () => Promise<Result>): Promise<Result> {
    requireAllowance();
    const { isAllowed, crawlDelay = 0 } = await rulesOf(url);
    if (!isAllowed(url.href))
      throw new NotFetched("robots", `robots.txt of ${url.host} does not allow it; ask its publisher`);
    const host = hostOf(url);
    return host.limit(() => {
      requireOpen(host);
      requireAllowance();
      sent += 1;
      return sendInTurn(host, crawlDelay, send);
    });
  }

  /** Fetches an address, once more after a short pause that its host asks for. */
  async function fetchTwice(address: string, options: ReadLimits): Promise<SourceBytes> {
    try {
      return await fetchAddress(address, options).catch((error: unknown) => {
        const { retryAfter } = isOverload(error) ? error : {};
        if (retryAfter === undefined || retryAfterMs(retryAfter, now()) > MAX_PAUSE_MS) throw error;
        return fetchAddress(address, options);
      });
    } catch (error) {
      throw limits.signal?.aborted ? stopped() : error;
    }
  }

  return {
    get remaining() {
      return maxPages - sent;
    },
    fetch: (address, validators) => fetchTwice(address, { ...limits, validators, inTurn }),
    close: () => closeConnections(connections),
  };
}

/** Tells whether a server answers that it has too much to do (RFC 6585 §4, RFC 9110 §15.6.4). */
function isOverload(error: unknown): error is HttpStatusError {
  return error instanceof HttpStatusError && (error.status === 429 || error.status === 503);
}

/** Returns the milliseconds that `Retry-After` asks for (RFC 9110 §10.2.3): seconds, or a date; 0 if it is neither. */
function retryAfterMs(retryAfter: string, now: number): number {
  const text = retryAfter.trim();
  const milliseconds = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
  return Math.min(Math.max(milliseconds || 0, 0), MAX_RETRY_AFTER_MS);
}

function duration(milliseconds: number): string {
  const minutes = Math.ceil(milliseconds / 60_000);
  return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}

function stopped(): NotFetched {
  return new NotFetched("stop", "The command was stopped; the next update goes on");
}
