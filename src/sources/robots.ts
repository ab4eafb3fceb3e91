import robotsParser from "robots-parser";
import { UserError } from "../operator/user-error.ts";
import { HttpStatusError, type SourceBytes } from "./source.ts";

/** The product token by which `robots.txt` names this program (RFC 9309 §2.2.1). */
const PRODUCT_TOKEN = "Lanmu";
/** RFC 9309 §2.5: at least so much of the file is to be read. */
const MAX_BYTES = 512 * 1024;

/** What the `robots.txt` of a host allows this program. */
export interface RobotsRules {
  isAllowed(address: string): boolean;
  /** The seconds between two requests that it asks for. */
  readonly crawlDelay: number | undefined;
}

const EVERYTHING: RobotsRules = { isAllowed: () => true, crawlDelay: undefined };

/**
 * Fetches and parses the `robots.txt` of `origin`. A host that answers with a status from 400 to 499 has no rules
 * (RFC 9309 §2.3.1.3).
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
    if (!(error instanceof UserError)) throw error;
    throw new UserError(`${address} cannot be read, so nothing is fetched from there: ${error.message}`);
  }
  const text = new TextDecoder().decode(file.bytes.subarray(0, MAX_BYTES));
  const rules = robotsParser(address, text);
  return {
    isAllowed: (page) => rules.isAllowed(page, PRODUCT_TOKEN) !== false,
    crawlDelay: rules.getCrawlDelay(PRODUCT_TOKEN),
  };
}
