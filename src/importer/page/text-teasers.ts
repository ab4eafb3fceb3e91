/** Another article that a page names, and the heading of the list that names it. */
export interface Teaser {
  readonly title: string;
  readonly summary: string;
  readonly columnTitle?: string;
  readonly url?: string;
}

const BULLET = /^[•●▪■◆◇○‣·]\s*(?=\S)/;

/** Returns the articles that bulleted `lines` name with a summary below, under the headings above them. */
export function textTeasers(lines: readonly string[]): Teaser[] {
  const headings = lines.map((line, index) => (isHeading(line, lines[index - 1]) ? line : undefined));
  return lines.flatMap((line, index) => {
    const summary = lines[index + 1];
    if (!BULLET.test(line) || summary === undefined || BULLET.test(summary) || !isProse(summary)) return [];
    const columnTitle = headings.slice(0, index).findLast((heading) => heading !== undefined);
    return [{ title: line.replace(BULLET, ""), summary, ...(columnTitle && { columnTitle }) }];
  });
}

function isHeading(line: string, before: string | undefined): boolean {
  return (
    line.length <= 20 &&
    !BULLET.test(line) &&
    !isProse(line) &&
    !(before && BULLET.test(before) && isProse(line))
  );
}

/** A summary is a sentence; a heading is not. */
function isProse(line: string): boolean {
  return /[。！？…]|[.!?]$/.test(line) || line.length > 40;
}
