import type { FeedFormat } from "../../feed/feed-format.ts";
import { Redirect } from "../../http/redirect.ts";
import { previewPage as pageOf } from "../../pages/preview-page.tsx";
import { channelOf } from "../channel-of.ts";
import type { Handler } from "../handler.ts";
import type { FindSubject } from "../subjects.ts";
import { htmlDocument, pageContext } from "./html-document.ts";

/** `GET …/rss.xml`, `…/atom.xml`, `…/feed.json` in a browser: the same feed as a page. */
export function previewPage(format: FeedFormat, findSubject: FindSubject): Handler {
  return async (context) => {
    const { channel, subject, feedPath, search } = await channelOf(format, findSubject, context);
    if (context.path !== feedPath) throw new Redirect(feedPath);

    const { edition, origin } = context;
    return htmlDocument(pageOf({ format, subject, search, channel }, pageContext(edition, origin)));
  };
}
