import { xmlSafeText } from "../../domain/text.ts";

const SPACE = /^[\s\u200B]$/;
/** Characters that are parse errors in HTML although XML allows them. */
const NOT_ALLOWED_IN_HTML = /[\0-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F]|\p{Noncharacter_Code_Point}/gu;

/** Removes spaces at both ends, zero-width spaces included. */
export function trimSpaces(text: string): string {
  // A pattern with `$` would take quadratic time for a long run of spaces.
  let end = text.length;
  while (end > 0 && SPACE.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end).replace(/^[\s\u200B]+/, "");
}

/**
 * Joins the lines of `text` with spaces, without the characters that XML cannot contain; returns `undefined` if
 * nothing is left. Other spaces stay as they are.
 */
export function singleLine(text: string | undefined): string | undefined {
  const lines = xmlSafeText((text ?? "").replace(/[\v\f]/g, "\n"))
    .split(/[\t\n\r]+/)
    .map((line) => line.trim());
  return lines.filter((line) => line !== "").join(" ") || undefined;
}

/** Removes the characters that HTML or XML cannot contain. */
export function markupSafeText(text: string): string {
  return xmlSafeText(text).replace(NOT_ALLOWED_IN_HTML, "");
}

/** Escapes `text` as the serialisation of HTML does (HTML §13.3). */
export function escapeHtml(text: string): string {
  return text
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/\u00A0/g, "&nbsp;");
}

/** Returns one HTML paragraph for each line. */
export function linesToHtml(lines: readonly string[]): string {
  return lines.map((line) => `<p>${escapeHtml(line)}</p>`).join("\n");
}

/** Returns plain text as HTML: empty lines separate paragraphs, other line breaks become `<br>`. */
export function textToHtml(text: string): string {
  return text
    .replace(/\r\n?/g, "\n")
    .split(/\n[^\S\n]*\n\s*/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== "")
    .map((paragraph) => `<p>${escapeHtml(paragraph).replaceAll("\n", "<br>")}</p>`)
    .join("\n");
}
