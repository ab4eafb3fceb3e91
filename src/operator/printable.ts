/** What a terminal obeys instead of showing it: control characters, and what turns the order of text around. */
const OBEYED = /[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu;

/** Returns `line` with what a terminal would obey written out, as in `\u009b`, which in JSON means the same. */
export function printable(line: string): string {
  return line.replace(OBEYED, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
