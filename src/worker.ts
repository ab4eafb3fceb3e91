import { env } from "cloudflare:workers";
import variants from "../build/character-variants";
import articles from "../build/store.articles";
import index from "../build/store.index";
import { app } from "./app.ts";
import { wordSearch } from "./domain/word-search.ts";
import { d1Store } from "./store/d1/d1-store.ts";
import { readableDatabase } from "./store/d1/read-connection.ts";
import { bundledStore, servedSince } from "./store/json-file/bundled-store.ts";

// Parsed when the Worker starts, so that a deployment with an origin that is not a URL is refused.
const publicOrigin = env.PUBLIC_ORIGIN ? new URL(env.PUBLIC_ORIGIN).origin : undefined;

const search = wordSearch(() => new TextDecoder().decode(variants));
// With a database bound, it holds the store; of the build, only the date of the code counts then.
const service = app(
  env.DB
    ? d1Store(readableDatabase(env.DB), { search, servedSince: servedSince(index, publicOrigin) })
    : bundledStore(index, articles, search, publicOrigin),
);

export default {
  fetch(request: Request, _env: unknown, context: ExecutionContext): Promise<Response> {
    return service.fetch(request, {
      now: new Date(),
      origin: publicOrigin ?? new URL(request.url).origin,
      waitUntil: (work) => context.waitUntil(work),
    });
  },
};
