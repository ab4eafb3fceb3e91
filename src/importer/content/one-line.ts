/** Returns `text` on one line, its other spaces as they are; absent where nothing is left. */
export function oneLine(text: string | undefined): string | undefined {
  const lines = (text ?? "").split(/[\t\n\v\f\r]+/).map((line) => line.trim());
  return lines.filter((line) => line !== "").join(" ") || undefined;
}
