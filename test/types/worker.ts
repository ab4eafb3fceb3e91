// Compiled with the Worker: what only Node has must not compile there.

// @ts-expect-error Node's global
export const process: unknown = globalThis.process;
// @ts-expect-error Node's global
export const buffer: unknown = Buffer;
// @ts-expect-error Node's module
export type FileSystem = typeof import("node:fs");
