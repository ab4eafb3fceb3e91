import { PassThrough, pipeline, type Transform } from "node:stream";
import { createBrotliDecompress, createGunzip } from "node:zlib";
import pLimit, { type LimitFunction } from "p-limit";
import manifest from "../../package.json" with { type: "json" };
import { omitUndefined } from "../domain/omit-undefined.ts";
import type { Validators } from "../importer/draft.ts";
import { errorCode } from "../operator/system-reason.ts";
import { UserError } from "../operator/user-error.ts";
import { type Connection, openConnection } from "./connections.ts";
import { fetchFailure } from "./fetch-failure.ts";
import type { AddressError } from "./public-connector.ts";
import type { ReadLimits, SourceBytes } from "./source.ts";
import { HttpStatusError, NoAnswerError } from "./source-errors.ts";

const MAX_REDIRECTS = 5;
const CONNECTIONS_PER_HOST = 2;
const DECODERS = new Map<string, () => Transform>([
  ["identity", () => new PassThrough()],
  ["gzip", createGunzip],
  ["br", createBrotliDecompress],
]);
/** The codes of errors after which the next request to the same host is likely to fail too. */
const NO_ANSWER =
  /_?TIMEOUT$|^ETIMEDOUT|^ENOTFOUND|^ENODATA|^EAI_|^ECONN|^EPIPE|^E(?:HOST|NET)UNREACH|^UND_ERR_SOCKET/;
/** Those of a connection that was closed. */
const CLOSED = /^UND_ERR_SOCKET|^ECONNRESET|^EPIPE/;
const TOO_LARGE = fetchFailure("ERR_MAX_SIZE");
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
    const send = () => limit(() => request(url, limits, addressError));
    const result = await (limits.inTurn ? limits.inTurn(url, send) : send());
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
  const connection = openConnection(url.origin, limits, addressError);
  try {
    const result = await requestOver(connection, url, limits);
    const isWhole = typeof result !== "string";
    if (isWhole && limits.connections) limits.connections.set(url.origin, connection);
    else await connection.client.destroy();
    return result;
  } catch (error) {
    await connection.client.destroy();
    // The server has closed the connection after the request before.
    const isClosed = error instanceof NoAnswerError && CLOSED.test(error.code);
    if (isClosed && connection.isUsed && connection.received.size === 0)
      return request(url, limits, addressError);
    throw error;
  }
}

async function requestOver(
  { client, received, addressError }: Connection,
  url: URL,
  limits: ReadLimits,
): Promise<SourceBytes | string> {
  // `AbortSignal.timeout()` would keep what belongs to the request in memory until the time is over.
  const controller = new AbortController();
  const { signal } = controller;
  const abort = () => controller.abort();
  const timer = setTimeout(abort, limits.timeout);
  if (limits.signal?.aborted) abort();
  limits.signal?.addEventListener("abort", abort);
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
    if (response.statusCode === 304 && known) {
      await response.body.dump();
      return { bytes: new Uint8Array(), url: url.href, notModified: true, validators: known };
    }
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
    const isUnanswered = CLOSED.test(code) && received.size === 0;
    const { message } = addressError(fetchFailure(isUnanswered ? "UNANSWERED" : code));
    throw NO_ANSWER.test(code) ? new NoAnswerError(message, code) : new UserError(message);
  } finally {
    clearTimeout(timer);
    limits.signal?.removeEventListener("abort", abort);
  }
}
