import { type Opml, parseOpml } from "feedsmith";
import { omitUndefined } from "../../domain/omit-undefined.ts";
import { UserError } from "../../operator/user-error.ts";
import { webAddress } from "../content/web-address.ts";
import type { Reader, ReadResult } from "../draft.ts";
import { xmlRoot } from "./xml-root.ts";

type ListedFeeds = NonNullable<ReadResult["feeds"]>;

/** Reads an OPML list of subscriptions: the address of every feed, with the title of the outline that it is in. */
export const readOpml: Reader = async ({ text, url }) => {
  const root = xmlRoot(text);
  if (/<!ENTITY/i.test(root?.doctype ?? "")) {
    throw new UserError("Declares XML entities, which OPML does not need; remove its DOCTYPE");
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
  const outlines = opml.body?.outlines ?? [];
  const feeds = listedFeeds(outlines, undefined, url);
  if (feeds.length === 0)
    throw new UserError("Is OPML without a feed: no outline has an xmlUrl; give a list of feeds");
  const others = countOthers(outlines);
  return { drafts: [], feeds, ...(others > 0 && { losses: [{ kind: "outlines", count: others }] }) };
};

/** Returns how many outlines have neither a feed nor outlines in them. */
function countOthers(outlines: readonly Opml.Outline<string>[]): number {
  return outlines.reduce((count, { xmlUrl, outlines: inner = [] }) => {
    const isOther = xmlUrl === undefined && inner.length === 0;
    return count + (isOther ? 1 : countOthers(inner));
  }, 0);
}

function listedFeeds(
  outlines: readonly Opml.Outline<string>[],
  columnTitle: string | undefined,
  base: string | undefined,
): ListedFeeds {
  return outlines.flatMap(({ xmlUrl, title, text, outlines: inner = [] }) => {
    // Other addresses are passed on, so that fetching them reports why they cannot be used.
    const addresses = xmlUrl === undefined ? [] : [webAddress(xmlUrl, base) ?? xmlUrl];
    return [
      ...addresses.map((address) => omitUndefined<ListedFeeds[number]>({ address, columnTitle })),
      ...listedFeeds(inner, title ?? text ?? columnTitle, base),
    ];
  });
}
