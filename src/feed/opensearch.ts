import { beginningOf } from "../domain/graphemes.ts";
import { SEARCH_PATH } from "../domain/paths.ts";
import type { Site } from "../domain/site.ts";
import { FEED_FORMAT_NAMES, FEED_FORMATS, feedPath } from "./feed-format.ts";
import { element, xmlDocument } from "./xml.ts";

export const OPENSEARCH_TYPE = "application/opensearchdescription+xml";

/** The most characters of a short name and a description (OpenSearch 1.1, draft 6, §4.2). */
const MAX_NAME = 16;
const MAX_DESCRIPTION = 1024;

/** Returns how browsers and readers search `site`: the page, and the feeds of a search (OpenSearch 1.1, draft 6). */
export function openSearchDescription(
  { title, description, language }: Site,
  origin: string,
  icon: { readonly path: string; readonly mediaType: string },
): string {
  const urlOf = (type: string, path: string) =>
    element("Url", { type, template: `${origin}${path}?q={searchTerms}` });
  return xmlDocument(
    element(
      "OpenSearchDescription",
      { xmlns: "http://a9.com/-/spec/opensearch/1.1/" },
      element("ShortName", {}, beginningOf(title, MAX_NAME)),
      element("Description", {}, beginningOf(description, MAX_DESCRIPTION)),
      urlOf("text/html", SEARCH_PATH),
      ...FEED_FORMAT_NAMES.map((format) => urlOf(FEED_FORMATS[format].type, feedPath("", format))),
      element("Image", { width: "32", height: "32", type: icon.mediaType }, `${origin}${icon.path}`),
      element("Language", {}, language),
      element("InputEncoding", {}, "UTF-8"),
      element("OutputEncoding", {}, "UTF-8"),
    ),
  );
}
