import { type Opml, parseOpml } from "feedsmith";
import { omitUndefined } from "../../domain/omit-undefined.ts";
import { UserError } from "../../operator/user-error.ts";
import { webAddress } from "../content/web-address.ts";
import type { Reader, ReadResult } from "../draft.ts";
import { xmlRoot } from "./xml-root.ts";

type ListedFeeds = NonNullable<ReadResult["feeds"]>;

/** Reads a list of subscriptions: every feed in it, with the outline that it stands in. */
export const opmlDocument: Reader = async ({ text, url }) => {
  const root = xmlRoot(text);
  if (/<!ENTITY/i.test(root?.doctype ?? "")) {
    throw new UserError("Declares XML entities, which OPML does not need; take its DOCTYPE away");
  }
  if (root && !text.includes(`</${root.tag}`)) {
    throw new UserError(`Is cut off: there is no </${root.tag}>; get the whole list`);
  }
  let opml: Opml.Document<string>;
  try {
    opml = parseOpml(text);
  } catch {
    throw new UserError("Cannot be read as OPML; export the list of feeds again");
  }
  const feeds = feedsOf(opml.body?.outlines ?? [], undefined, url);
  if (feeds.length === 0)
    throw new UserError("Is OPML without a feed: no outline has an xmlUrl; give a list of feeds");
  return { drafts: [], feeds };
};

function feedsOf(
  outlines: readonly Opml.Outline<string>[],
  columnTitle: string | undefined,
  base: string | undefined,
): ListedFeeds {
  return outlines.flatMap(({ xmlUrl, title, text, outlines: inner = [] }) => {
    // What is no address of the web is handed on: whoever fetches it says why it does not.
    const feed = xmlUrl === undefined ? [] : [webAddress(xmlUrl, base) ?? xmlUrl];
    return [
      ...feed.map((address) => omitUndefined<ListedFeeds[number]>({ address, columnTitle })),
      ...feedsOf(inner, title ?? text ?? columnTitle, base),
    ];
  });
}
