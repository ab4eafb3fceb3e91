import cliTruncate from "cli-truncate";
import stringWidth from "string-width";

/** The last cell keeps this width, however narrow the terminal is. */
const MIN_LAST_WIDTH = 20;

/**
 * Formats rows as lines with aligned columns. A Chinese character is two columns wide on a terminal; the last cell
 * is cut at `width`.
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
    const room = Math.max(MIN_LAST_WIDTH, width - stringWidth(before));
    return before + (room >= stringWidth(last) ? last : cliTruncate(last, room));
  });
}
