import { plainText } from "../../html/markup.ts";
import { repairReferences, textToHtml } from "../content/text.ts";

/** Markup that is certainly meant as such. */
const MARKUP = /<\/?(?:a|b|blockquote|br|div|em|figure|h[1-6]|i|img|li|ol|p|span|strong|ul)\b[^<>]*>/i;

/** Returns the text that HTML in a feed shows. */
export function htmlText(html: string): string {
  return plainText(repairReferences(html));
}

/** Returns text as HTML; many feeds have HTML where a format expects text. */
export function textOrHtml(text: string, type?: string): string {
  return type === "html" || MARKUP.test(text) ? text : textToHtml(text);
}
