/**
 * What the Worker uses of Node, which the flag `nodejs_compat` in `wrangler.toml` provides. All of Node's own types
 * would also declare `process`, `Buffer` and the file system, which the Worker does not use or have.
 */

declare module "node:crypto" {
  export function createHash(algorithm: "sha256"): Hash;
  interface Hash {
    update(bytes: Uint8Array): Hash;
    digest(encoding: "hex"): string;
  }
}

declare module "node:zlib" {
  export const constants: { readonly BROTLI_PARAM_QUALITY: number };
  export function brotliCompressSync(
    bytes: Uint8Array,
    options: { readonly params: Readonly<Record<number, number>> },
  ): Uint8Array<ArrayBuffer>;
  export function gzipSync(bytes: Uint8Array, options: { readonly level: number }): Uint8Array<ArrayBuffer>;
  export function inflateRawSync(
    bytes: Uint8Array,
    options?: { readonly dictionary?: Uint8Array },
  ): Uint8Array<ArrayBuffer>;
}
