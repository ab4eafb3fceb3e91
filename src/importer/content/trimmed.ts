const BLANK = /^[\s\u200B]$/;

/** Returns `text` without the spaces around it, those of no width too. */
export function trimmed(text: string): string {
  // Not by a pattern that looks for the end: that takes time in the square of a long run of spaces.
  let end = text.length;
  while (end > 0 && BLANK.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end).replace(/^[\s\u200B]+/, "");
}
