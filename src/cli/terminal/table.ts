import cliTruncate from "cli-truncate";
import stringWidth from "string-width";

/** What is left of a last cell, however narrow the terminal is. */
const LEAST = 20;

/**
 * Returns a line for each row, whose cells stand below each other as a terminal shows them, where a Chinese
 * letter is two wide; the last cell is cut where a terminal of `width` ends.
 */
export function formatTable(
  rows: readonly (readonly string[])[],
  width = Number.POSITIVE_INFINITY,
): string[] {
  const widths = rows.reduce<number[]>(
    (widest, row) => row.map((cell, index) => Math.max(widest[index] ?? 0, stringWidth(cell))),
    [],
  );
  return rows.map((row) => {
    const before = row
      .slice(0, -1)
      .map((cell, index) => `${cell}${" ".repeat((widths[index] ?? 0) - stringWidth(cell))}  `)
      .join("");
    const last = row.at(-1) ?? "";
    const room = Math.max(LEAST, width - stringWidth(before));
    return before + (room >= stringWidth(last) ? last : cliTruncate(last, room));
  });
}
