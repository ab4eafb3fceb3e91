import { env } from "cloudflare:workers";
import articles from "../articles.json";
import { app } from "./app.ts";
import { bundledStore } from "./store/json-file/bundled-store.ts";
import type { StoreDocument } from "./store/json-file/store-document.ts";

/** What `wrangler.toml` gives the Worker. */
interface Variables {
  /** Scheme and host of every address in what is served; in development, those of the request. */
  readonly PUBLIC_ORIGIN?: string;
}

// Read at the start, so that a deployment with an origin that is none is refused.
const { PUBLIC_ORIGIN } = env as Variables;
const publicOrigin = PUBLIC_ORIGIN ? new URL(PUBLIC_ORIGIN).origin : undefined;

// A rule of wrangler.toml imports the file as bytes: a start decodes and parses them many times faster than
// it runs the program that a bundler would make of them.
// The build step has checked the store, so it is not checked again at every start.
const document: StoreDocument = JSON.parse(new TextDecoder().decode(articles as unknown as ArrayBuffer));
const service = app(bundledStore(document));

export default {
  fetch(request: Request): Promise<Response> {
    return service.fetch(request, { now: new Date(), origin: publicOrigin ?? new URL(request.url).origin });
  },
};
