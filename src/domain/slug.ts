/** What a {@linkcode Slug} looks like: lower-case words of letters and digits, joined by hyphens. */
export const SLUG_PATTERN = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** A lower-case, URL-safe name such as `gongyun-qianyan`. Only {@linkcode parseSlug} makes one. */
export type Slug = string & { readonly __brand: "Slug" };

/** Returns `text` as a {@linkcode Slug}, or `undefined` when it is not one. */
export function parseSlug(text: string | undefined): Slug | undefined {
  return text !== undefined && SLUG_PATTERN.test(text) ? (text as Slug) : undefined;
}
