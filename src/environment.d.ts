/** What `wrangler.toml` gives the Worker. */
declare namespace Cloudflare {
  interface Env {
    /** Scheme and host of every address in what is served; the request's own in development. */
    readonly PUBLIC_ORIGIN?: string;
    /** The database that holds the store, if it is not the one that the build step has bundled. */
    readonly DB?: D1Database;
  }
}

/** Files that a rule in `wrangler.toml` imports as bytes: what the build step writes, and what pages refer to. */
declare module "*/store.index" {
  const bytes: ArrayBuffer;
  export default bytes;
}
declare module "*/store.articles" {
  const bytes: ArrayBuffer;
  export default bytes;
}
declare module "*/character-variants" {
  const bytes: ArrayBuffer;
  export default bytes;
}
declare module "*.css" {
  const bytes: ArrayBuffer;
  export default bytes;
}
declare module "*.svg" {
  const bytes: ArrayBuffer;
  export default bytes;
}
declare module "*.ico" {
  const bytes: ArrayBuffer;
  export default bytes;
}
declare module "*.png" {
  const bytes: ArrayBuffer;
  export default bytes;
}
declare module "*/subscribe.js" {
  const bytes: ArrayBuffer;
  export default bytes;
}
