/** A comma, of Chinese or Latin writing, that no bracket holds. */
const BETWEEN = /[、，,](?![^(（]*[)）])/u;

/** Returns the names that an operator wrote on one line with commas between them. */
export function splitNames(line: string): readonly string[] {
  return line
    .split(BETWEEN)
    .map((name) => name.trim())
    .filter((name) => name !== "");
}
