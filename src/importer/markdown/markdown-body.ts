import { marked } from "marked";
import { sanitise } from "../content/sanitise.ts";

/** Returns Markdown as the HTML that the store holds. */
export function markdownBody(markdown: string, base?: string): string {
  return sanitise(marked.parse(markdown, { async: false, gfm: true }), base).trim();
}
