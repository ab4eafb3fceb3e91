import TurndownService from "turndown";
import { markdownToHtml } from "../../../importer/markdown/read-markdown.ts";

const turndown = new TurndownService({
  headingStyle: "atx",
  hr: "---",
  bulletListMarker: "-",
  codeBlockStyle: "fenced",
  emDelimiter: "*",
});

/** Returns HTML as Markdown, or as it is where Markdown would not give the same HTML back. */
export function markdownOf(html: string, base?: string): { readonly text: string; readonly isHtml: boolean } {
  const markdown = turndown.turndown(html);
  // In Markdown, a first-level heading can be the title, which front matter has.
  const isSame = markdown !== "" && !/<h1\b/i.test(html) && markdownToHtml(markdown, base) === html.trim();
  return isSame ? { text: markdown, isHtml: false } : { text: html, isHtml: true };
}
