import type { Person } from "../../../domain/article.ts";

/**
 * Returns `authors` with what a closing line says `about` them, or `undefined` when it cannot be told whom it
 * is about.
 */
export function withAbout(authors: readonly Person[], about: Person | string): readonly Person[] | undefined {
  if (typeof about !== "string") {
    const isKnown = authors.some(({ name }) => name === about.name);
    return isKnown
      ? authors.map((author) => (author.name === about.name ? { ...about, ...author } : author))
      : [...authors, about];
  }
  if (authors.length === 0) return undefined;
  return authors.map((author) => ({ ...author, about: author.about ?? about }));
}
