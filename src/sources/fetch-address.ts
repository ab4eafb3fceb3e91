import { lookup } from "node:dns/promises";
import { readFileSync } from "node:fs";
import { isIP, type LookupFunction } from "node:net";
import { PassThrough, pipeline, type Transform } from "node:stream";
import { createBrotliDecompress, createGunzip } from "node:zlib";
import pLimit, { type LimitFunction } from "p-limit";
import { buildConnector, Client } from "undici";
import { omitUndefined } from "../domain/omit-undefined.ts";
import { isPublicIp } from "../importer/public-ip.ts";
import { UserError } from "../operator/user-error.ts";
import { fetchFailure } from "./fetch-failure.ts";
import type { Limits, SourceBytes, Validators } from "./read-source.ts";

type Refuse = (why: string) => UserError;
/** What came over the wire: as text up to the end of the header, and how much in all. */
type Wire = { head: string; size: number };

const MAX_REDIRECTS = 5;
const CONNECTIONS_TO_A_HOST = 2;
const PROJECT = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
const DECODERS = new Map<string, () => Transform>([
  ["identity", () => new PassThrough()],
  ["gzip", createGunzip],
  ["br", createBrotliDecompress],
]);
const TOO_MUCH = fetchFailure("ERR_MAX_SIZE");
const resolveAll = async (name: string) => (await lookup(name, { all: true })).map(({ address }) => address);
const slots = new Map<string, LimitFunction>();

/** Reads what is at `address`, or learns that it is as the validators say. @throws {UserError} when it cannot */
export async function fetchAddress(address: string, limits: Limits): Promise<SourceBytes> {
  const visited: string[] = [];
  for (let next = address; ; ) {
    const what = visited[0] ? `The redirect to ${JSON.stringify(next.slice(0, 200))}` : "The address";
    const refuse = (why: string) => new UserError(`${what} ${why}`);
    const url = URL.canParse(next, visited.at(-1)) ? new URL(next, visited.at(-1)) : undefined;
    if (!url || !/^https?:$/.test(url.protocol)) throw refuse("is not http or https; give another address");
    if (url.username || url.password) throw refuse("holds a user name or password; save the page instead");
    url.hash = "";
    if (visited.includes(url.href)) throw refuse("leads in a circle; give another address");
    if (visited.push(url.href) > MAX_REDIRECTS + 1) throw refuse("is one too many; give the last address");
    const slot = slots.get(url.hostname) ?? pLimit(CONNECTIONS_TO_A_HOST);
    slots.set(url.hostname, slot);
    const answer = await slot(() => ask(url, limits, refuse));
    if (typeof answer !== "string") return answer;
    next = answer;
  }
}

/** Sends one request; returns what is at `url`, or where that redirects to. */
async function ask(url: URL, limits: Limits, refuse: Refuse): Promise<SourceBytes | string> {
  const signal = AbortSignal.timeout(limits.timeout);
  const wire = { head: "", size: 0 };
  const connect = connector(limits, wire, refuse);
  const client = new Client(url.origin, { connect, maxResponseSize: limits.maxBytes });
  // A validator is of the address that gave it, not of one that redirects there.
  const known = (limits.validators?.url ?? url.href) === url.href ? limits.validators : undefined;
  const headers = omitUndefined({
    "accept-encoding": "gzip, br",
    "user-agent": `Lanmu/${PROJECT.version} (+${PROJECT.homepage ?? limits.homepage})`,
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
    if (response.statusCode !== 200) throw refuse(`answers ${response.statusCode}; check it with a browser`);
    const decoder = DECODERS.get(header("content-encoding")?.toLowerCase() ?? "identity");
    if (!decoder) throw refuse("is sent in a coding that was not asked for; save the page instead");
    const chunks: Buffer[] = [];
    let room = limits.maxBytes;
    for await (const chunk of pipeline(response.body, decoder(), () => {})) {
      room -= chunk.byteLength;
      if (room < 0) throw refuse(TOO_MUCH);
      chunks.push(chunk);
    }
    // The parser of undici forgets what comes after the end that was announced.
    const excess = wire.size - wire.head.indexOf("\r\n\r\n") - 4 - Number(header("content-length"));
    if (excess > 0 && !/^\S+ 1/.test(wire.head))
      throw refuse("sends more than it announces; try again later");
    const given = { etag: header("etag"), lastModified: header("last-modified"), url: url.href };
    const found = { bytes: Buffer.concat(chunks), contentType: header("content-type"), url: url.href };
    return omitUndefined<SourceBytes>({ ...found, validators: omitUndefined<Validators>(given) });
  } catch (error) {
    if (error instanceof UserError) throw error;
    const code = signal.aborted ? "WHOLE_TIMEOUT" : String((error as NodeJS.ErrnoException).code);
    throw refuse(fetchFailure(code));
  } finally {
    await client.destroy();
  }
}

/** Dials only IP addresses that were vetted, whatever the name would resolve to a moment later. */
function connector(limits: Limits, wire: Wire, refuse: Refuse): buildConnector.connector {
  const { allowPrivate: allow, timeout, resolve = resolveAll } = limits;
  const isAllowed = (ip: string) => isPublicIp(ip) || (typeof allow === "function" ? allow(ip) : !!allow);
  const inside = refuse("is in a private network; give --allow-private if that is meant");
  const vetted: LookupFunction = (hostname, { all }, done) => {
    const hand = (ips: readonly string[]) => {
      const found = ips.filter(isAllowed).map((address) => ({ address, family: isIP(address) }));
      if (!found[0]) return done(inside, "");
      return all ? done(null, found) : done(null, found[0].address, found[0].family);
    };
    resolve(hostname).then(hand, (error) => done(error, ""));
  };
  const dial = buildConnector({ timeout, lookup: vetted, port: 0 });
  return (target, done) => {
    // An address in numbers is never looked up.
    if (isIP(target.hostname) && !isAllowed(target.hostname)) return done(inside, null);
    dial(target, (...[error, socket]) => {
      if (error) return done(error, null);
      const push = socket.push.bind(socket);
      socket.push = (chunk: Buffer | null) => {
        wire.size += chunk?.byteLength ?? 0;
        if (!wire.head.includes("\r\n\r\n")) wire.head += chunk?.toString("latin1") ?? "";
        return push(chunk);
      };
      done(null, socket);
    });
  };
}
