/** The pattern of a {@linkcode Slug}: lower-case letters and digits, in words joined by hyphens. */
export const SLUG_PATTERN = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** A lower-case, URL-safe name such as `gongyun-qianyan`, made by {@linkcode parseSlug}. */
export type Slug = string & { readonly __brand: "Slug" };

/** Parses `text` as a {@linkcode Slug}; returns `undefined` if it is not one. */
export function parseSlug(text: string | undefined): Slug | undefined {
  return text !== undefined && SLUG_PATTERN.test(text) ? (text as Slug) : undefined;
}
