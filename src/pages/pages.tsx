import type { Messages } from "../messages/texts.ts";

/** Which pages of a list there are besides one, and how they are called. */
export interface PagesProps {
  /** The path and query of the first page, and of the pages before and after this one. */
  readonly first: string;
  readonly newer?: string | undefined;
  readonly older?: string | undefined;
  readonly texts: PageTexts;
}

interface PageTexts {
  readonly label: string;
  readonly first: string;
  readonly newer: string;
  readonly older: string;
}

/** Returns the texts of a list whose newest articles come first. */
export function pageTexts({ pages, newestPage, newerPage, olderPage }: Messages): PageTexts {
  return { label: pages, first: newestPage, newer: newerPage, older: olderPage };
}

/** Links from a page of a list to the pages before and after it; nothing where there are none. */
export function Pages({ first, newer, older, texts }: PagesProps) {
  if (newer === undefined && older === undefined) return null;
  return (
    <nav class="pages" aria-label={texts.label}>
      {newer !== undefined && newer !== first && <a href={first}>{texts.first}</a>}
      {newer !== undefined && (
        <a rel="prev" href={newer}>
          {texts.newer}
        </a>
      )}
      {older !== undefined && (
        <a rel="next" href={older}>
          {texts.older}
        </a>
      )}
    </nav>
  );
}
