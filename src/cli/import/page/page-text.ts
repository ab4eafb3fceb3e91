import { legalText } from "../../../domain/text.ts";
import { Refusal } from "../../refusal.ts";
import { escapeHtml } from "../content/escape-html.ts";
import { trimmed } from "../content/trimmed.ts";
import type { Draft, Reader } from "../draft.ts";
import { articleLines } from "./article-lines.ts";
import { type Teaser, textTeasers } from "./text-teasers.ts";

/** Reads the text of an article's page as a browser copies it: its first line is the page's title. */
export const pageText: Reader = async ({ name, text, url }, { timeZone, related }) => {
  const lines = legalText(text)
    .split(/\r\n?|\n/)
    .map(trimmed)
    .filter((line) => line !== "");
  const { body, after, ...article } = articleLines(lines, timeZone);
  if (!article.title || body.length === 0) {
    throw new Refusal(`Found no article in ${name}; give a title on one line and its text below`);
  }

  const content = body.map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`).join("\n");
  const draft: Draft = { ...article, ...(url && { url }), content, tags: [] };
  return { drafts: related ? [draft, ...textTeasers(after).map(draftOf)] : [draft] };
};

function draftOf(teaser: Teaser): Draft {
  return { authors: [], editors: [], tags: [], ...teaser };
}
