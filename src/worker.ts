import { env } from "cloudflare:workers";
import variants from "../build/character-variants";
import articles from "../build/store.articles";
import index from "../build/store.index";
import { app } from "./app.ts";
import { wordSearch } from "./domain/word-search.ts";
import { bundledStore } from "./store/json-file/bundled-store.ts";

// Parsed when the Worker starts, so that a deployment with an origin that is not a URL is refused.
const publicOrigin = env.PUBLIC_ORIGIN ? new URL(env.PUBLIC_ORIGIN).origin : undefined;

const search = wordSearch(() => new TextDecoder().decode(variants));
const service = app(bundledStore(index, articles, search, publicOrigin));

export default {
  fetch(request: Request, _env: unknown, context: ExecutionContext): Promise<Response> {
    return service.fetch(request, {
      now: new Date(),
      origin: publicOrigin ?? new URL(request.url).origin,
      waitUntil: (work) => context.waitUntil(work),
    });
  },
};
