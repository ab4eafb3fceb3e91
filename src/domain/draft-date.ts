/** The publication date of a draft: one that never comes, until `publish` gives it another. */
export const DRAFT_DATE = "9999-12-31T00:00:00Z";

/** Tells whether an article is a draft, however its date is written. */
export function isDraft({ published }: { readonly published?: string | undefined }): boolean {
  return published !== undefined && Date.parse(published) === Date.parse(DRAFT_DATE);
}
