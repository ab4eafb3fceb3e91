/** Characters that control a terminal instead of being shown: control characters, and overrides of text direction. */
const CONTROLS = /[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu;

/** Escapes the characters in `line` that would control a terminal, as in `\u009b`, which means the same in JSON. */
export function printable(line: string): string {
  return line.replace(CONTROLS, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
