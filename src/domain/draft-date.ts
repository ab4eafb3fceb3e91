/** The far-future date of publication that marks a draft; `release` replaces it. */
export const DRAFT_DATE = new Date("9999-12-31T00:00:00Z");

/** Tells whether an article is a draft. */
export function isDraft({ published }: { readonly published?: Date | undefined }): boolean {
  return published?.getTime() === DRAFT_DATE.getTime();
}
