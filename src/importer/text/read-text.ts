import { UserError } from "../../operator/user-error.ts";
import { linesToHtml, markupSafeText, trimSpaces } from "../content/text.ts";
import type { Draft, Reader } from "../draft.ts";
import { articleLines } from "./article-lines.ts";
import { reporters } from "./reporters.ts";

const BULLET = /^[•●▪■◆◇○‣·]\s*(?=\S)/;

/** Reads the text of an article's page as a browser copies it; its first line is the page's title. */
export const readText: Reader = async ({ text, url }, { timeZone, related }) => {
  const lines = markupSafeText(text)
    .split(/\r\n?|\n/)
    .map(trimSpaces)
    .filter((line) => line !== "");
  const { body, after, ...article } = articleLines(lines, timeZone);
  if (!article.title || body.length === 0) {
    throw new UserError("Found no article; give a title on one line and its text below");
  }

  const authors = article.authors.length > 0 ? article.authors : reporters(body);
  const draft: Draft = { ...article, authors, ...(url && { url }), content: linesToHtml(body), tags: [] };
  return { drafts: related ? [draft, ...relatedArticles(after)] : [draft] };
};

/** Returns the articles in bulleted lists: a title, and a summary below it; the column is the heading of the list. */
function relatedArticles(lines: readonly string[]): Draft[] {
  const headings = lines.map((line) => (isHeading(line) ? line : undefined));
  return lines.flatMap((line, index) => {
    const summary = lines[index + 1];
    if (!BULLET.test(line) || summary === undefined || BULLET.test(summary) || !isSentence(summary))
      return [];
    const columnTitle = headings.slice(0, index).findLast((heading) => heading !== undefined);
    const title = line.replace(BULLET, "");
    return [{ title, authors: [], editors: [], tags: [], summary, ...(columnTitle && { columnTitle }) }];
  });
}

function isHeading(line: string): boolean {
  return line.length <= 20 && !BULLET.test(line) && !isSentence(line);
}

/** Tells a summary from a heading. */
function isSentence(line: string): boolean {
  return /[。！？…]|[.!?]$/.test(line) || line.length > 40;
}
