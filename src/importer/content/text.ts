import { xmlSafeText } from "../../domain/text.ts";

const SPACE = /^[\s\u200B]$/;
/** Characters that are parse errors in HTML although XML allows them. */
const NOT_ALLOWED_IN_HTML = /[\0-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F]|\p{Noncharacter_Code_Point}/gu;

const HIGH_SURROGATE = "(?:x0*d[89ab][\\da-f]{2}|0*5(?:529[6-9]|5[3-9]\\d\\d|6[0-2]\\d\\d|63[01]\\d))";
const LOW_SURROGATE =
  "(?:x0*d[c-f][\\da-f]{2}|0*5(?:63[2-9]\\d|6[4-9]\\d\\d|7[0-2]\\d\\d|73[0-3]\\d|734[0-3]))";
/** Two references that together name one character, as programs write it that count in UTF-16 code units. */
const SURROGATE_PAIR = new RegExp(`&#(${HIGH_SURROGATE});&#(${LOW_SURROGATE});`, "gi");
const MAX_CODE_POINT = 0x10ffff;
const REFERENCE = /&#(x[\da-f]{1,20}|\d{1,20});/gi;

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

/**
 * Joins the two references by which some programs write one character, such as `&#55357;&#56842;`, and removes
 * references to what is no character. Those to the controls from U+0080 on stay: HTML reads them as windows-1252.
 */
export function repairReferences(markup: string): string {
  return markup
    .replace(SURROGATE_PAIR, (_, high: string, low: string) =>
      String.fromCharCode(referenced(high), referenced(low)),
    )
    .replace(REFERENCE, (reference, number: string) => {
      const code = referenced(number);
      if (code > MAX_CODE_POINT) return "";
      if (code >= 0x80 && code <= 0x9f) return reference;
      return markupSafeText(String.fromCodePoint(code)) === "" ? "" : reference;
    });
}

function referenced(number: string): number {
  return /^x/i.test(number) ? Number.parseInt(number.slice(1), 16) : Number(number);
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
