import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import Negotiator from "negotiator";

/** How the bytes of a body are coded. */
export type Coding = "br" | "gzip" | "identity";

/** Compression, once for a version of the store, at levels that cost a few milliseconds for a large feed. */
const COMPRESS: Record<Coding, (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>> = {
  br: (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  gzip: (bytes) => gzipSync(bytes, { level: 6 }),
  identity: (bytes) => bytes,
};

/** In the order in which they are chosen where the client has no preference. */
const CODINGS = Object.keys(COMPRESS) as Coding[];

/** What negotiator 1.0 has and its type declarations lack. */
interface PreferringNegotiator {
  encoding<T extends string>(available: readonly T[], options: { preferred: readonly T[] }): T | undefined;
}

/** Returns the coding that a client asks for (RFC 9110 §12.5.3); identity where it admits none. */
export function preferredCoding(request: Request): Coding {
  const accept = acceptEncoding(request);
  if (accept === "") return "identity";
  const negotiator = new Negotiator({
    headers: { "accept-encoding": accept },
  }) as unknown as PreferringNegotiator;
  return negotiator.encoding(CODINGS, { preferred: CODINGS }) ?? "identity";
}

// Cloudflare writes its own Accept-Encoding over the client's and keeps the client's in `cf`.
function acceptEncoding({ headers, cf }: Request): string {
  const sent = cf?.clientAcceptEncoding;
  return typeof sent === "string" ? sent : (headers.get("Accept-Encoding") ?? "");
}

/** Returns `bytes` in a `coding`. */
export function encode(bytes: Uint8Array<ArrayBuffer>, coding: Coding): Uint8Array<ArrayBuffer> {
  return COMPRESS[coding](bytes);
}
