import { type Article, lastChange, type Person, type StoredArticle } from "../domain/article.ts";
import { formatForReaders } from "../domain/format-for-readers.ts";
import type { Site } from "../domain/site.ts";
import { xmlSafeText } from "../domain/text.ts";
import { toUri } from "../domain/uri.ts";
import { excerptOf } from "../html/excerpt.ts";
import { absoluteMarkup, plainText } from "../html/markup.ts";
import { pageBody } from "../html/page-body.ts";
import { messagesFor } from "../messages/messages.ts";

/** Where links of an article without an original page are resolved; the check admits only absolute ones. */
const NO_BASE = "https://base.invalid/";

/** Derives what is served of an article from what was written. Slow: it parses the content several times. */
export function deriveArticle({ content, ...stored }: StoredArticle, site: Site): Article {
  const { url, image, source, published, language = site.language } = stored;
  const changed = lastChange(stored);
  const fields = {
    ...stored,
    dateTexts: {
      ...(published && { published: formatForReaders(published, site) }),
      changed: formatForReaders(changed, site),
    },
    authors: stored.authors.map(withUri),
    editors: stored.editors.map(withUri),
    ...(source && { source: withUri(source) }),
    ...(url !== undefined && { url: toUri(url) }),
    ...(image !== undefined && { image: toUri(image) }),
  };
  if (content === undefined) return { ...fields, hasBody: false };

  const html = absoluteMarkup(xmlSafeText(content), url ?? NO_BASE);
  const excerpt = excerptOf(html);
  return {
    ...fields,
    ...(excerpt !== "" && { excerpt }),
    hasBody: true,
    body: {
      html,
      text: plainText(html),
      pageHtml: pageBody(html, { url, language, tableLabel: messagesFor(site.language).table }),
    },
  };
}

/** Derives what is served of a site from what was written. */
export function deriveSite(site: Site): Site {
  const { image, hub } = site;
  return {
    ...site,
    ...(image !== undefined && { image: toUri(image) }),
    ...(hub !== undefined && { hub: toUri(hub) }),
  };
}

function withUri<Named extends Person>(named: Named): Named {
  return named.url === undefined ? named : { ...named, url: toUri(named.url) };
}
