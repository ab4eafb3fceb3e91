import { DEFAULT_LIMIT } from "../domain/selection.ts";
import { uri } from "../domain/uri.ts";
import { channel, FEED_MAX_AGE } from "../feed/channel.ts";
import { FEED_FORMATS, type FeedFormat } from "../feed/feed-format.ts";
import { renderFeed } from "../feed/render-feed.ts";
import { Redirect } from "../http/redirect.ts";
import type { Handler } from "./handler.ts";
import { detailOf, limitOf } from "./parameters.ts";
import type { FindSubject } from "./subjects.ts";

/** `GET …/rss.xml`, `…/atom.xml`, `…/feed.json`: the newest articles of a subject. */
export function feed(format: FeedFormat, findSubject: FindSubject): Handler {
  const { file, type } = FEED_FORMATS[format];

  return async (context) => {
    const { edition, origin, query, path } = context;
    const limit = limitOf(query);
    const detail = detailOf(query);
    const subject = await findSubject(context);
    if (path !== `${subject.path}/${file}`) throw new Redirect(`${subject.path}/${file}`);

    const { articles } = await edition.list(subject.selection, { limit });
    const { site, columns, lastChange } = edition;
    const parameters = {
      ...(limit !== DEFAULT_LIMIT && { limit: String(limit) }),
      ...(detail !== "full" && { content: detail }),
      ...(subject.selection.exclude && { exclude: subject.selection.exclude.join(",") }),
    };
    const self = `${origin}${path}${search(parameters)}`;
    return {
      mediaType: `${type}; charset=utf-8`,
      body: renderFeed(
        format,
        channel({ subject, articles, detail, self, site, columns, origin, lastChange }),
      ),
      maxAge: FEED_MAX_AGE,
      links: [
        { rel: "self", href: self, type },
        ...(site.hub === undefined ? [] : [{ rel: "hub", href: uri(site.hub) }]),
      ],
    };
  };
}

/** The one query that says `parameters`, defaults left out. */
function search(parameters: Record<string, string>): string {
  const query = new URLSearchParams(parameters).toString().replaceAll("%2C", ",");
  return query && `?${query}`;
}
