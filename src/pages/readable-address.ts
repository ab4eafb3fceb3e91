/**
 * Returns an absolute `address` as people read it: letters and digits of any script decoded, and everything
 * else still percent-encoded, so that it works wherever it is pasted.
 */
export function readableAddress(address: string): string {
  return address.replace(/(?:%[89A-F][0-9A-F])+/g, (octets) =>
    decodeURIComponent(octets).replace(/[^\p{L}\p{M}\p{N}]+/gu, encodeURIComponent),
  );
}
