import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from "node:zlib";
import { Client } from "undici";
import { errorCode } from "../operator/system-reason.ts";
import { UserError } from "../operator/user-error.ts";
import { publicConnector } from "../sources/public-connector.ts";

/** A redirect that was followed. */
export interface Hop {
  readonly status: number;
  readonly from: string;
  readonly to: string;
}

/** The response to a request, after all redirects. */
export interface Answer {
  readonly hops: readonly Hop[];
  /** The address that answered. */
  readonly url: string;
  readonly status: number;
  /** By names in lower case; the values of a repeated header are joined. */
  readonly headers: Readonly<Record<string, string>>;
  /** Without content coding; `undefined` if it cannot be decoded. */
  readonly body: Uint8Array | undefined;
  /** How many bytes were sent beyond `Content-Length`. */
  readonly excess: number;
}

/** A request that got no response, or not all of it. */
export interface Failure {
  readonly hops: readonly Hop[];
  readonly url: string;
  /** The code of the error, such as `ECONNREFUSED`. */
  readonly code: string;
  /** The header of the response has arrived. */
  readonly hasAnswered: boolean;
}

/** The limits of a request. */
export interface RequestLimits {
  /** Milliseconds for one request: connection, header and body. */
  readonly timeout: number;
  /** Whether IP addresses outside the public Internet may be connected to. */
  readonly allowPrivate: boolean;
}

/** More than any reader follows. */
const MAX_REDIRECTS = 10;
export const MAX_BYTES = 16_000_000;

/** The code of a request that would leave the public Internet. */
export const PRIVATE_NETWORK = "PRIVATE_NETWORK";
/** The code of a request that was redirected too often, or to where it came from. */
export const REDIRECT_LOOP = "REDIRECT_LOOP";

const LIMIT = { maxOutputLength: 4 * MAX_BYTES };
const DECODERS = new Map<string, (bytes: Uint8Array) => Uint8Array>([
  ["identity", (bytes) => bytes],
  ["gzip", (bytes) => gunzipSync(bytes, LIMIT)],
  ["x-gzip", (bytes) => gunzipSync(bytes, LIMIT)],
  ["br", (bytes) => brotliDecompressSync(bytes, LIMIT)],
  // Many servers send the data without its zlib header, and clients read that too.
  [
    "deflate",
    (bytes) => (((bytes[0] ?? 0) & 0x0f) === 8 ? inflateSync(bytes, LIMIT) : inflateRawSync(bytes, LIMIT)),
  ],
]);

/** Requests an http or https address with these headers and no others, and follows redirects. Never throws. */
export async function sendRequest(
  address: string,
  headers: Readonly<Record<string, string>>,
  limits: RequestLimits,
): Promise<Answer | Failure> {
  const hops: Hop[] = [];
  for (let url = address; ; ) {
    const response = await requestOnce(url, headers, limits);
    if ("code" in response) return { ...response, hops, url };
    const { status } = response;
    const { location } = response.headers;
    if (![301, 302, 303, 307, 308].includes(status) || location === undefined)
      return { ...response, hops, url };
    const target = URL.canParse(location, url) ? new URL(location, url) : undefined;
    if (!target || !/^https?:$/.test(target.protocol)) return { ...response, hops, url };
    target.hash = "";
    hops.push({ status, from: url, to: target.href });
    const isKnown = hops.some(({ from }) => from === target.href);
    if (isKnown || hops.length > MAX_REDIRECTS) return { hops, url, code: REDIRECT_LOOP, hasAnswered: true };
    url = target.href;
  }
}

async function requestOnce(
  address: string,
  headers: Readonly<Record<string, string>>,
  { timeout, allowPrivate }: RequestLimits,
): Promise<Omit<Answer, "hops" | "url"> | Omit<Failure, "hops" | "url">> {
  const url = new URL(address);
  const signal = AbortSignal.timeout(timeout);
  const received = { head: "", size: 0 };
  const connect = publicConnector({ timeout, allowPrivate }, received, (problem) => new UserError(problem));
  const client = new Client(url.origin, { connect, maxResponseSize: MAX_BYTES });
  try {
    const path = url.pathname + url.search;
    const response = await client.request({ path, method: "GET", headers, signal });
    response.body.on("error", () => {});
    const chunks: Uint8Array[] = [];
    for await (const chunk of response.body) chunks.push(chunk);
    const got = Object.fromEntries(
      Object.entries(response.headers).map(([name, value]) => [name, [value ?? ""].flat().join(", ")]),
    );
    return {
      status: response.statusCode,
      headers: got,
      body: decoded(Buffer.concat(chunks), got["content-encoding"]),
      excess: excessBytes(received, response.statusCode, got["content-length"]),
    };
  } catch (error) {
    const code = error instanceof UserError ? PRIVATE_NETWORK : String(errorCode(error));
    return { code: signal.aborted ? "WHOLE_TIMEOUT" : code, hasAnswered: received.head.includes("\r\n\r\n") };
  } finally {
    await client.destroy();
  }
}

function decoded(bytes: Uint8Array, codings = "identity"): Uint8Array | undefined {
  if (bytes.byteLength === 0) return bytes;
  try {
    return codings
      .toLowerCase()
      .split(/\s*,\s*/)
      .reduceRight((coded, coding) => {
        const decode = DECODERS.get(coding);
        if (!decode) throw new TypeError(coding);
        return decode(coded);
      }, bytes);
  } catch {
    return undefined;
  }
}

/** undici ignores what comes after the announced length. */
function excessBytes(
  { head, size }: { readonly head: string; readonly size: number },
  status: number,
  contentLength: string | undefined,
): number {
  if (contentLength === undefined || status === 304 || /^\S+ 1/.test(head)) return 0;
  return Math.max(0, size - head.indexOf("\r\n\r\n") - 4 - Number(contentLength));
}
