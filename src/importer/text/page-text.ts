import { xmlSafeText } from "../../domain/text.ts";
import { UserError } from "../../operator/user-error.ts";
import { escapeHtml } from "../content/escape-html.ts";
import { trimmed } from "../content/trimmed.ts";
import type { Draft, Reader } from "../draft.ts";
import { articleLines } from "../page/article-lines.ts";
import { type Teaser, textTeasers } from "../page/text-teasers.ts";

/** Reads the text of an article's page as a browser copies it: its first line is the page's title. */
export const pageText: Reader = async ({ name, text, url }, { timeZone, related }) => {
  const lines = xmlSafeText(text)
    .split(/\r\n?|\n/)
    .map(trimmed)
    .filter((line) => line !== "");
  const { body, after, ...article } = articleLines(lines, timeZone);
  if (!article.title || body.length === 0) {
    throw new UserError(`Found no article in ${name}; give a title on one line and its text below`);
  }

  const content = body.map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`).join("\n");
  const draft: Draft = { ...article, ...(url && { url }), content, tags: [] };
  return { drafts: related ? [draft, ...textTeasers(after).map(draftOf)] : [draft] };
};

function draftOf(teaser: Teaser): Draft {
  return { authors: [], editors: [], tags: [], ...teaser };
}
