import { parseSlug, type Slug } from "../../src/domain/slug.ts";

/** Returns `text` as a slug. @throws {Error} if it is not one */
export function aSlug(text: string): Slug {
  const slug = parseSlug(text);
  if (slug === undefined) throw new Error(`"${text}" is not a slug`);
  return slug;
}
