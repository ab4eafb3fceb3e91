/** Authors and tags that once had articles and have none any more: their feeds stay, empty. */
export interface FormerNames {
  readonly authors: readonly string[];
  readonly tags: readonly string[];
}

/** The name of an author or a tag. */
export interface FiledName {
  readonly kind: "author" | "tag";
  readonly name: string;
}

/** The former names of a store that has never lost any. */
export const NO_FORMER_NAMES: FormerNames = { authors: [], tags: [] };
