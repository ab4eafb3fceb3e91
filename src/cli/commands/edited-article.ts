import { formatInstant } from "../../domain/format-instant.ts";
import { programName } from "../../operator/program-name.ts";
import { UserError } from "../../operator/user-error.ts";
import type { ArticleRecord } from "../../store/json-file/store-document.ts";
import { namedPeople } from "./named-people.ts";
import { publishedOption } from "./options.ts";

/** The fields that an article can do without, by what options call them. */
export const CLEARABLE = {
  summary: "summary",
  body: "content",
  author: "authors",
  editor: "editors",
  source: "source",
  url: "url",
  image: "image",
  published: "published",
  language: "language",
  tag: "tags",
} as const satisfies Record<string, keyof ArticleRecord>;

/** What an operator corrects; what is absent stays. */
export interface Corrections {
  readonly title?: string;
  readonly summary?: string;
  /** HTML. */
  readonly content?: string;
  readonly url?: string;
  readonly image?: string;
  readonly language?: string;
  readonly source?: string;
  readonly published?: string;
  readonly author?: readonly string[];
  readonly editor?: readonly string[];
  readonly tag?: readonly string[];
  readonly clear?: readonly (keyof typeof CLEARABLE)[];
}

/** Returns `article` with `corrections` made at the instant `now`; itself where that changes nothing. */
export function editedArticle(
  article: ArticleRecord,
  corrections: Corrections,
  { now, timeZone }: { readonly now: Date; readonly timeZone: string },
): ArticleRecord {
  const { author, editor, tag, source, published, clear = [], ...texts } = corrections;
  const edited: ArticleRecord = {
    ...article,
    ...texts,
    ...(author && { authors: namedPeople(author, article.authors) }),
    ...(editor && { editors: namedPeople(editor, article.editors) }),
    ...(tag && { tags: [...new Set(tag)] }),
    ...(source !== undefined && source !== article.source?.name && { source: { name: source } }),
    ...(published !== undefined && { published: publishedOption(published, timeZone) }),
  };
  if (clear.includes("published") && article.published !== undefined && new Date(article.published) > now)
    throw new UserError(
      `"${article.id}" waits for its date; publish it with "${programName()} release ${article.id}"`,
    );
  for (const name of clear) delete edited[CLEARABLE[name]];
  if (JSON.stringify(edited) === JSON.stringify(article)) return article;
  return { ...edited, updated: formatInstant(now, timeZone) };
}
