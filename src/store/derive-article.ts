import type { Article, StoredArticle } from "../domain/article.ts";
import type { Site } from "../domain/site.ts";
import { xmlSafeText } from "../domain/text.ts";
import { excerptOf } from "../html/excerpt.ts";
import { absoluteMarkup, plainText } from "../html/markup.ts";
import { pageBody } from "../html/page-body.ts";
import { messagesFor } from "../messages/messages.ts";

/** Where links of an article without an original page are resolved; the check admits only absolute ones. */
const NO_BASE = "https://base.invalid/";

/** Derives what is served of an article from what was written. Slow: it parses the content several times. */
export function deriveArticle({ content, ...fields }: StoredArticle, site: Site): Article {
  if (content === undefined) return { ...fields, hasBody: false };

  const { url, language = site.language } = fields;
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
