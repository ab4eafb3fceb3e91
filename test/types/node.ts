// Compiled with the command line: what only the Worker has must not compile there.

// @ts-expect-error the Worker's global
export const cache: unknown = caches.default;
// @ts-expect-error the Worker's global
export type Context = ExecutionContext;
// @ts-expect-error the Worker's module
export type Bindings = typeof import("cloudflare:workers");
