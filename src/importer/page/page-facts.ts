import type { ArticleImage } from "../../domain/article.ts";
import type { Draft } from "../draft.ts";
import { realPeople } from "../real-people.ts";

/** What one part of a page, such as its JSON-LD, states about the article. */
export type PageFacts = Partial<Omit<Draft, "sourceId" | "content">> & {
  /** The HTML that the page marks as the article. */
  readonly body?: string;
  /** The text of the article in the metadata: plain text, or HTML. */
  readonly articleText?: string;
  /** The date of publication as the page writes it, whether it can be read or not. */
  readonly dateText?: string;
};

/**
 * Merges the facts of several parts of a page; of each field, the first value is used. A name that stands for nobody
 * is none. What another part states of the same picture is added.
 */
export function mergeFacts(...parts: readonly PageFacts[]): PageFacts {
  const fields = parts
    .toReversed()
    .map(withoutPlaceholders)
    .flatMap((facts) => Object.entries(facts).filter(([, value]) => hasValue(value)));
  const image = mergeImages(parts.flatMap((facts) => facts.image ?? []));
  return { ...Object.fromEntries(fields), ...(image && { image }) };
}

function mergeImages(images: readonly ArticleImage[]): ArticleImage | undefined {
  const [first] = images;
  const same = images.filter(({ url }) => url === first?.url).toReversed();
  return first && Object.assign({}, ...same);
}

function hasValue(value: unknown): boolean {
  return value !== undefined && value !== "" && !(Array.isArray(value) && value.length === 0);
}

function withoutPlaceholders(facts: PageFacts): PageFacts {
  const { authors = [], editors = [] } = facts;
  return { ...facts, authors: realPeople(authors), editors: realPeople(editors) };
}
