import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import Negotiator from "negotiator";

/** A content coding (RFC 9110 §8.4.1). */
export type Coding = "br" | "gzip" | "identity";

/** Compression, once for each version of the store, at levels that cost a few milliseconds for a large feed. */
const COMPRESS: Record<Coding, (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>> = {
  br: (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  gzip: (bytes) => gzipSync(bytes, { level: 4 }),
  identity: (bytes) => bytes,
};

/** In the order of preference where the client has none. */
export const CODINGS = Object.keys(COMPRESS) as Coding[];

/** The type declarations of negotiator 1.0 lack this parameter. */
interface PreferringNegotiator {
  encoding<T extends string>(available: readonly T[], options: { preferred: readonly T[] }): T | undefined;
}

/** Returns the coding that a client prefers (RFC 9110 §12.5.3); identity where it accepts none of ours. */
export function preferredCoding(request: Request): Coding {
  const accept = acceptEncoding(request);
  if (accept === "") return "identity";
  const negotiator = new Negotiator({
    headers: { "accept-encoding": accept },
  }) as unknown as PreferringNegotiator;
  return negotiator.encoding(CODINGS, { preferred: CODINGS }) ?? "identity";
}

// Cloudflare replaces the client's Accept-Encoding by its own, and keeps the client's in `cf`.
function acceptEncoding({ headers, cf }: Request): string {
  const sent = cf?.clientAcceptEncoding;
  return typeof sent === "string" ? sent : (headers.get("Accept-Encoding") ?? "");
}

/** Encodes `bytes` in `coding`. */
export function encode(bytes: Uint8Array<ArrayBuffer>, coding: Coding): Uint8Array<ArrayBuffer> {
  return COMPRESS[coding](bytes);
}
