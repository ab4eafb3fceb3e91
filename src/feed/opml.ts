import { type FeedScope, pageHref } from "../domain/feed-scope.ts";
import type { Site } from "../domain/site.ts";
import { toUri } from "../domain/uri.ts";
import { type FeedFormat, feedAddresses } from "./feed-format.ts";
import { element, type XmlElement, xmlDocument } from "./xml.ts";

/** The media type of OPML (OPML 2.0, "Notes"); nobody has registered one. */
export const OPML_TYPE = "text/x-opml";

/** What a list of feeds is made of. */
interface OpmlParts {
  readonly title: string;
  readonly site: Site;
  /** Scheme and host of every address in the list. */
  readonly origin: string;
  /** When what is listed last changed. */
  readonly lastChange: Date;
  /** The format of the feeds: one, since a reader subscribes to every feed in the list. */
  readonly format: FeedFormat;
  /** In the order in which they are shown. */
  readonly outlines: readonly (FeedScope | OpmlGroup)[];
}

/** Feeds under a heading, which readers take for a folder. */
export interface OpmlGroup {
  readonly heading: string;
  readonly scopes: readonly FeedScope[];
}

/** Returns a list of feeds as OPML 2.0, which any reader imports as subscriptions. */
export function opml({ title, site, lastChange, outlines, ...parts }: OpmlParts): string {
  const { publisher } = site;
  const date = lastChange.toUTCString();
  const context = { ...parts, language: site.language };
  return xmlDocument(
    element(
      "opml",
      { version: "2.0" },
      element(
        "head",
        {},
        element("title", {}, title),
        // The list is written again at each change. Dates are RFC 822 with four digits for the year.
        element("dateCreated", {}, date),
        element("dateModified", {}, date),
        element("ownerName", {}, publisher.name),
        ...(publisher.url === undefined ? [] : [element("ownerId", {}, toUri(publisher.url))]),
        element("docs", {}, "http://opml.org/spec2.opml"),
      ),
      element("body", {}, ...outlines.map((outline) => outlineOf(outline, context))),
    ),
  );
}

type Context = Pick<OpmlParts, "origin" | "format"> & { readonly language: string };

function outlineOf(outline: FeedScope | OpmlGroup, context: Context): XmlElement {
  if (!("heading" in outline)) return feed(outline, context);
  const { heading, scopes } = outline;
  return element(
    "outline",
    { text: heading, title: heading },
    ...scopes.map((scope) => feed(scope, context)),
  );
}

/** A subscription (OPML 2.0, "Subscription lists"): what it says of the feed is what the feed says of itself. */
function feed(scope: FeedScope, { origin, format, language }: Context): XmlElement {
  const { title, description } = scope;
  return element("outline", {
    // The type is "rss" whatever the format is.
    type: "rss",
    text: title,
    title,
    ...(description !== undefined && { description }),
    xmlUrl: feedAddresses(origin, scope)[format],
    htmlUrl: `${origin}${pageHref(scope)}`,
    language,
    // "RSS" means 0.91, 0.92 and 2.0; there is no value for the others.
    ...(format === "rss" && { version: "RSS" }),
  });
}
