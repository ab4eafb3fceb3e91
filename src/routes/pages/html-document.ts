import type { Representation } from "../../http/representation.ts";
import { messagesFor } from "../../messages/messages.ts";
import type { Page } from "../../pages/page.tsx";
import type { PageContext } from "../../pages/page-context.ts";
import type { Snapshot } from "../../store/article-store.ts";

/** How long pages are fresh, in seconds. */
const MAX_AGE = 300;

/** Returns what pages of `edition` need to know. */
export function pageContext({ site, columns }: Snapshot, origin: string): PageContext {
  return { site, columns, origin, messages: messagesFor(site.language) };
}

/** Returns `page` as a representation. */
export function htmlDocument({ html, feeds }: Page): Representation {
  return { mediaType: "text/html; charset=utf-8", body: html, maxAge: MAX_AGE, links: feeds };
}
