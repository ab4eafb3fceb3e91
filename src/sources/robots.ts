import robotsParser from "robots-parser";
import { normalizeEncoding } from "../domain/identifier-key.ts";
import { UserError } from "../operator/user-error.ts";
import type { SourceBytes } from "./source.ts";
import { HttpStatusError, NotFetched } from "./source-errors.ts";

/** The product token by which `robots.txt` names this program (RFC 9309 §2.2.1). */
const PRODUCT_TOKEN = "Lanmu";
/** RFC 9309 §2.5: at least so much of the file is to be read. */
const MAX_BYTES = 512 * 1024;
/** What is percent-encoded in addresses: all but unreserved characters, and those reserved that the URL Standard leaves. */
const ENCODED = /[^\w.~:/?#@!$&()*+,;=%-]+/gu;

/** What the `robots.txt` of a host allows this program. */
export interface RobotsRules {
  isAllowed(address: string): boolean;
  /** The seconds between two requests that it asks for. */
  readonly crawlDelay: number | undefined;
}

const EVERYTHING: RobotsRules = { isAllowed: () => true, crawlDelay: undefined };

/**
 * Fetches and parses the `robots.txt` of `origin`. A host that answers with a status from 400 to 499 has no rules
 * (RFC 9309 §2.3.1.3), unless it is 429, which is an answer about requests and not about the file.
 *
 * @throws {UserError} if it cannot be fetched: then nothing may be requested (§2.3.1.4)
 */
export async function robotsRules(
  origin: string,
  fetch: (address: string) => Promise<SourceBytes>,
): Promise<RobotsRules> {
  const address = `${origin}/robots.txt`;
  let file: SourceBytes;
  try {
    file = await fetch(address);
  } catch (error) {
    if (error instanceof HttpStatusError && error.status >= 400 && error.status < 500 && error.status !== 429)
      return EVERYTHING;
    if (!(error instanceof UserError) || error instanceof NotFetched) throw error;
    throw new UserError(`${address} cannot be read, so nothing is fetched from there: ${error.message}`);
  }
  return parseRobots(origin, new TextDecoder().decode(file.bytes.subarray(0, MAX_BYTES)));
}

/** Parses the text of the `robots.txt` of `origin`. */
export function parseRobots(origin: string, text: string): RobotsRules {
  const rules = robotsParser(`${origin}/robots.txt`, groupLines(text).join("\n"));
  return {
    isAllowed(address) {
      const { pathname, search } = new URL(address);
      // In an address these characters stand for themselves, in a rule they do not (§2.2.3).
      const path = normalizePath(pathname + search)
        .replaceAll("*", "%2A")
        .replaceAll("$", "%24");
      return rules.isAllowed(`${origin}${path}`, PRODUCT_TOKEN) !== false;
    },
    crawlDelay: rules.getCrawlDelay(PRODUCT_TOKEN),
  };
}

/**
 * Returns the lines that groups of rules consist of, as the parser compares them: without other records, which must
 * not end a group (§2.2.4), with the product token alone, and with paths encoded as those of addresses (§2.2.2).
 */
function groupLines(text: string): string[] {
  return text.split(/\r\n|\r|\n/).flatMap((line) => {
    const [, name = "", value = ""] = /^\s*([a-z-]+)\s*:([^#]*)/i.exec(line) ?? [];
    switch (name.toLowerCase()) {
      case "user-agent":
        return `User-agent: ${/^\s*(\*|[a-z_-]+)/i.exec(value)?.[1] ?? "(none)"}`;
      case "allow":
      case "disallow":
        return `${name}: ${normalizePath(value.trim()).replace(/\$(?!$)/g, "%24")}`;
      case "crawl-delay":
        return `${name}: ${value}`;
      default:
        return [];
    }
  });
}

/** Percent-encodes a path in one way: unreserved characters are not encoded, others than ASCII are (§2.2.2). */
function normalizePath(path: string): string {
  // The function leaves an apostrophe as it is.
  const encode = (text: string) => encodeURIComponent(text).replaceAll("'", "%27");
  return normalizeEncoding(path).replace(ENCODED, encode);
}
