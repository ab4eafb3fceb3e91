/** Authors and tags that once had articles and have none any more: their feeds stay, empty. */
export interface FormerNames {
  readonly authors: readonly string[];
  readonly tags: readonly string[];
}

/** An author or a tag without articles. */
export interface AbsentName {
  readonly kind: "author" | "tag";
  readonly name: string;
  /** Whether there once were articles of it. */
  readonly isFormer: boolean;
}

/** The former names of a store that has never lost any. */
export const NO_FORMER_NAMES: FormerNames = { authors: [], tags: [] };
