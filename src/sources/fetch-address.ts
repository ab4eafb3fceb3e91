import { lookup } from "node:dns/promises";
import { isIP, type LookupFunction } from "node:net";
import { PassThrough, pipeline, type Transform } from "node:stream";
import { createBrotliDecompress, createGunzip } from "node:zlib";
import pLimit, { type LimitFunction } from "p-limit";
import { buildConnector, Client } from "undici";
import manifest from "../../package.json" with { type: "json" };
import { omitUndefined } from "../domain/omit-undefined.ts";
import { isPublicIp } from "../importer/content/web-address.ts";
import type { Validators } from "../importer/draft.ts";
import { errorCode } from "../operator/system-reason.ts";
import { UserError } from "../operator/user-error.ts";
import { fetchFailure } from "./fetch-failure.ts";
import { HttpStatusError, type ReadLimits, type SourceBytes } from "./source.ts";

/** Makes an error about the address that is being requested. */
type AddressError = (problem: string) => UserError;
/** What a connection has received: its text up to the end of the header, and the number of bytes. */
type ReceivedData = { head: string; size: number };

const MAX_REDIRECTS = 5;
const CONNECTIONS_PER_HOST = 2;
const DECODERS = new Map<string, () => Transform>([
  ["identity", () => new PassThrough()],
  ["gzip", createGunzip],
  ["br", createBrotliDecompress],
]);
const TOO_LARGE = fetchFailure("ERR_MAX_SIZE");
const resolveHostname = async (name: string) =>
  (await lookup(name, { all: true })).map(({ address }) => address);
const connectionLimits = new Map<string, LimitFunction>();

/**
 * Fetches an http or https address and follows redirects. Returns its bytes, or that it has not been modified
 * since `limits.validators` were sent.
 *
 * @throws {UserError} if it cannot be fetched, or is outside the public Internet and that is not allowed
 */
export async function fetchAddress(address: string, limits: ReadLimits): Promise<SourceBytes> {
  const visited: string[] = [];
  for (let next = address; ; ) {
    const subject = visited[0] ? `The redirect to ${JSON.stringify(next.slice(0, 200))}` : "The address";
    const addressError = (problem: string) => new UserError(`${subject} ${problem}`);
    const url = URL.canParse(next, visited.at(-1)) ? new URL(next, visited.at(-1)) : undefined;
    if (!url || !/^https?:$/.test(url.protocol))
      throw addressError("is not http or https; give another address");
    if (url.username || url.password)
      throw addressError("contains a user name or password; save the page and import the file");
    url.hash = "";
    if (visited.includes(url.href)) throw addressError("leads in a circle; give another address");
    if (visited.push(url.href) > MAX_REDIRECTS + 1)
      throw addressError(`comes after ${MAX_REDIRECTS} others; give the address that they lead to`);
    const limit = connectionLimits.get(url.hostname) ?? pLimit(CONNECTIONS_PER_HOST);
    connectionLimits.set(url.hostname, limit);
    await limits.beforeRequest?.(url);
    const result = await limit(() => request(url, limits, addressError));
    if (typeof result !== "string") return result;
    next = result;
  }
}

/** Sends one request; returns the response, or the address that it redirects to. */
async function request(
  url: URL,
  limits: ReadLimits,
  addressError: AddressError,
): Promise<SourceBytes | string> {
  const timeout = AbortSignal.timeout(limits.timeout);
  const signal = limits.signal ? AbortSignal.any([timeout, limits.signal]) : timeout;
  const received = { head: "", size: 0 };
  const connect = publicConnector(limits, received, addressError);
  const client = new Client(url.origin, { connect, maxResponseSize: limits.maxBytes });
  // Validators belong to the address that sent them, not to one that redirects to it.
  const known = (limits.validators?.url ?? url.href) === url.href ? limits.validators : undefined;
  const headers = omitUndefined({
    "accept-encoding": "gzip, br",
    "user-agent": `Lanmu/${manifest.version} (+${limits.homepage})`,
    "if-none-match": known?.etag,
    "if-modified-since": known?.lastModified,
  });
  try {
    const path = url.pathname + url.search;
    const response = await client.request({ path, method: "GET", headers, signal });
    response.body.on("error", () => {});
    const header = (name: string) => [response.headers[name]].flat()[0];
    const location = header("location");
    if ([301, 302, 303, 307, 308].includes(response.statusCode) && location) return location;
    if (response.statusCode === 304 && known)
      return { bytes: new Uint8Array(), url: url.href, notModified: true, validators: known };
    if (response.statusCode !== 200) {
      const { message } = addressError(`answers ${response.statusCode}; check it with a browser`);
      throw new HttpStatusError(message, response.statusCode, header("retry-after"));
    }
    const decoder = DECODERS.get(header("content-encoding")?.toLowerCase() ?? "identity");
    if (!decoder)
      throw addressError("has a content coding that was not asked for; save the page and import the file");
    const chunks: Buffer[] = [];
    let remaining = limits.maxBytes;
    for await (const chunk of pipeline(response.body, decoder(), () => {})) {
      remaining -= chunk.byteLength;
      if (remaining < 0) throw addressError(TOO_LARGE);
      chunks.push(chunk);
    }
    // undici ignores what comes after the announced length.
    const excess = received.size - received.head.indexOf("\r\n\r\n") - 4 - Number(header("content-length"));
    if (excess > 0 && !/^\S+ 1/.test(received.head))
      throw addressError("sends more than its announced length; try again later");
    const validators = omitUndefined<Validators>({
      etag: header("etag"),
      lastModified: header("last-modified"),
      url: url.href,
    });
    const contentType = header("content-type");
    return omitUndefined<SourceBytes>({
      bytes: Buffer.concat(chunks),
      contentType,
      url: url.href,
      validators,
    });
  } catch (error) {
    if (error instanceof UserError) throw error;
    if (limits.signal?.aborted) throw addressError("was not read, since the command was stopped");
    const code = signal.aborted ? "WHOLE_TIMEOUT" : String(errorCode(error));
    throw addressError(fetchFailure(code));
  } finally {
    await client.destroy();
  }
}

/**
 * Returns a connector that resolves a host name once, and connects only to those of its IP addresses that are
 * allowed, so that a second look-up cannot lead elsewhere. It counts in `received` what the connection receives.
 */
export function publicConnector(
  limits: Pick<ReadLimits, "allowPrivate" | "timeout" | "resolve">,
  received: ReceivedData,
  addressError: AddressError,
): buildConnector.connector {
  const { allowPrivate: allow, timeout, resolve = resolveHostname } = limits;
  const isAllowed = (ip: string) => isPublicIp(ip) || (typeof allow === "function" ? allow(ip) : !!allow);
  const privateNetwork = addressError("is in a private network; give --allow-private if that is intended");
  const lookupAllowed: LookupFunction = (hostname, { all }, done) => {
    const answer = (ips: readonly string[]) => {
      const allowed = ips.filter(isAllowed).map((address) => ({ address, family: isIP(address) }));
      if (!allowed[0]) return done(privateNetwork, "");
      return all ? done(null, allowed) : done(null, allowed[0].address, allowed[0].family);
    };
    resolve(hostname).then(answer, (error) => done(error, ""));
  };
  const connect = buildConnector({ timeout, lookup: lookupAllowed, port: 0 });
  return (target, done) => {
    // An IP address is not looked up.
    if (isIP(target.hostname) && !isAllowed(target.hostname)) return done(privateNetwork, null);
    connect(target, (...[error, socket]) => {
      if (error) return done(error, null);
      // undici reads from the socket itself and takes listeners away, so this is the only place to count.
      const push = socket.push.bind(socket);
      socket.push = (chunk: Buffer | null) => {
        received.size += chunk?.byteLength ?? 0;
        if (!received.head.includes("\r\n\r\n")) received.head += chunk?.toString("latin1") ?? "";
        return push(chunk);
      };
      done(null, socket);
    });
  };
}
