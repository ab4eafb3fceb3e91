import { lookup } from "node:dns/promises";
import { isIP, type LookupFunction } from "node:net";
import { buildConnector } from "undici";
import { isPublicIp } from "../importer/content/web-address.ts";
import type { UserError } from "../operator/user-error.ts";

/** Makes an error about the address that is being requested. */
export type AddressError = (problem: string) => UserError;
/** What a connection has received: its text up to the end of the header, and the number of bytes. */
export type ReceivedData = { head: string; size: number };

/** What connections are made to. */
interface ConnectorLimits {
  /** Whether, or which, IP addresses outside the public Internet may be connected to. */
  readonly allowPrivate?: boolean | ((ip: string) => boolean) | undefined;
  /** Milliseconds to connect. */
  readonly timeout: number;
  /** Resolves a host name; the system does by default. */
  readonly resolve?: (hostname: string) => Promise<readonly string[]>;
}

const resolveHostname = async (name: string) =>
  (await lookup(name, { all: true })).map(({ address }) => address);

/**
 * Returns a connector that resolves a host name once, and connects only to those of its IP addresses that are
 * allowed, so that a second look-up cannot lead elsewhere. It counts in `received` what the connection receives.
 */
export function publicConnector(
  limits: ConnectorLimits,
  received: ReceivedData,
  addressError: AddressError,
): buildConnector.connector {
  const { allowPrivate: allow, timeout, resolve = resolveHostname } = limits;
  const isAllowed = (ip: string) => isPublicIp(ip) || (typeof allow === "function" ? allow(ip) : !!allow);
  const privateNetwork = () =>
    addressError("is in a private network; give --allow-private if that is intended");
  const lookupAllowed: LookupFunction = (hostname, { all }, done) => {
    const answer = (ips: readonly string[]) => {
      const allowed = ips.filter(isAllowed).map((address) => ({ address, family: isIP(address) }));
      if (!allowed[0]) return done(privateNetwork(), "");
      return all ? done(null, allowed) : done(null, allowed[0].address, allowed[0].family);
    };
    resolve(hostname).then(answer, (error) => done(error, ""));
  };
  const connect = buildConnector({ timeout, lookup: lookupAllowed, port: 0 });
  return (target, done) => {
    // An IP address is not looked up.
    if (isIP(target.hostname) && !isAllowed(target.hostname)) return done(privateNetwork(), null);
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
