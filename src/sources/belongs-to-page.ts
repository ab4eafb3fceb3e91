const EXTENSIONS = ["html", "htm", "xhtml"];

/**
 * Tells whether `path` is in a folder in which a browser saves what a page is shown with: `a_files` beside
 * `a.html`, which is one of `names`.
 */
export function belongsToPage(path: string, names: ReadonlySet<string>): boolean {
  return [...path.matchAll(/_files(?=\/|$)/g)].some(({ index }) =>
    EXTENSIONS.some((extension) => names.has(`${path.slice(0, index)}.${extension}`)),
  );
}
