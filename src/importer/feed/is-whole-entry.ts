import { plainText } from "../../html/markup.ts";
import type { Draft } from "../draft.ts";

/** A sentence that WordPress adds to every entry. */
const ORIGIN = /The post .{1,300} (?:appeared first on|first appeared on) .{1,200}$/is;
/** How a text ends that is continued elsewhere. */
const CUT =
  /(?:…|\.{3}|\[(?:…|\.{3})\]|(?:阅读|查看|浏览)(?:全文|更多|原文|详情)|继续阅读|全文|read (?:more|on)|continue reading.{0,100}|full story)[\s.»›>→\])）】]*$/is;
/** A longer text is the article, however it ends. */
const MAX_BEGINNING_LENGTH = 1000;

/** Tells whether the entry of a feed has the whole article, and not only its beginning. */
export function isWholeEntry({ content }: Pick<Draft, "content">): boolean {
  if (content === undefined) return false;
  const text = plainText(content).trim().replace(ORIGIN, "").trim();
  return text.length > MAX_BEGINNING_LENGTH || !CUT.test(text);
}
