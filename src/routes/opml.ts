import { authorScope, columnsScope, type FeedScope, siteScope } from "../domain/feed-scope.ts";
import { OPML_TYPE, type OpmlGroup, opml } from "../feed/opml.ts";
import { messagesFor } from "../messages/messages.ts";
import type { Snapshot } from "../store/article-store.ts";
import type { Handler } from "./handler.ts";

/** How long the lists are fresh, in seconds: readers that follow one look for new feeds in it. */
const MAX_AGE = 3600;

/**
 * `GET /opml.xml` and `/columns.opml`: every feed of the site, or its columns' alone.
 *
 * The feeds are RSS, which pages announce first, so that whoever takes the list and whoever subscribes from a
 * page follow the same address.
 */
export function opmlList(of: "site" | "columns"): Handler {
  return async ({ edition, origin }) => {
    const { site, lastChange } = edition;
    const columns = edition.columns.map((column) => columnsScope(site, [column]));
    const heading = messagesFor(site.language).columns;
    const { title, outlines } =
      of === "site"
        ? { title: site.title, outlines: await everything(edition, { heading, subjects: columns }) }
        : {
            title: `${heading} - ${site.title}`,
            // OPML 2.0 asks for at least one outline.
            outlines: columns.length > 0 ? columns : [siteScope(site, [])],
          };
    return {
      mediaType: `${OPML_TYPE}; charset=utf-8`,
      body: opml({ title, site, origin, lastChange, format: "rss", outlines }),
      maxAge: MAX_AGE,
    };
  };
}

async function everything(
  edition: Snapshot,
  columns: OpmlGroup,
): Promise<readonly (FeedScope | OpmlGroup)[]> {
  const { site } = edition;
  const authors = {
    heading: messagesFor(site.language).authors,
    subjects: (await edition.authors()).map(({ name }) => authorScope(site, name)),
  };
  // An outline that holds nothing would be a line of text.
  return [siteScope(site, []), ...[columns, authors].filter(({ subjects }) => subjects.length > 0)];
}
