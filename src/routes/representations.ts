import { MEDIA_TYPES } from "../http/media-types.ts";
import type { Representation } from "../http/representation.ts";
import { messagesFor } from "../messages/messages.ts";
import type { Page } from "../pages/page.tsx";
import type { PageContext } from "../pages/page-context.ts";
import type { RouteContext } from "./route.ts";

/** How long documents and pages are fresh, in seconds. */
const MAX_AGE = 300;

/** Returns `document` as a JSON representation. */
export function jsonRepresentation(
  document: object,
  facts: Pick<Representation, "links" | "lastModified"> = {},
): Representation {
  return { mediaType: MEDIA_TYPES.json, body: JSON.stringify(document), maxAge: MAX_AGE, ...facts };
}

/** Returns `page` as a representation. */
export function pageRepresentation({ html, feeds }: Page): Representation {
  return { mediaType: MEDIA_TYPES.html, body: html, maxAge: MAX_AGE, links: feeds };
}

/** Returns what every page needs to know. */
export function pageContext({ snapshot, origin }: Pick<RouteContext, "snapshot" | "origin">): PageContext {
  const { site, columns, feeds } = snapshot;
  return { site, columns, feeds, origin, messages: messagesFor(site.language) };
}
