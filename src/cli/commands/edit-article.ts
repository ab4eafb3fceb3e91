import { isDeepStrictEqual } from "node:util";
import type { StoredArticle } from "../../domain/article.ts";
import type { FormerNames } from "../../domain/former-names.ts";
import type { SourceDocument } from "../../importer/draft.ts";
import type { Loss } from "../../importer/loss.ts";
import { type FieldChange, fieldChanges } from "../../importer/matching/field-changes.ts";
import { programName } from "../../operator/program-name.ts";
import { UserError } from "../../operator/user-error.ts";
import type { ArticleWriter, StoredArticles } from "../../store/article-writer.ts";
import { requireArticle } from "./look-ups.ts";
import { namedPeople } from "./named-people.ts";
import { publishedOption } from "./options.ts";

/** The fields that an article can do without, by the names of their options. */
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
} as const satisfies Record<string, keyof StoredArticle>;

/** The losses of a text itself; the others are those of its front matter, which is not used. */
const TEXT_LOSSES: ReadonlySet<Loss["kind"]> = new Set(["characters", "pictures", "players", "text"]);

/** The corrections that an operator makes; a field that is absent stays. */
export interface Corrections {
  readonly title?: string;
  readonly summary?: string;
  /** Another text, in Markdown or HTML. */
  readonly body?: SourceDocument;
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

/** What became of an article that was edited. */
interface EditedArticle {
  readonly title: string;
  readonly changes: readonly FieldChange[];
  readonly changed: boolean;
  /** What the new text has that the article lacks; absent if nothing. */
  readonly losses?: readonly Loss[];
  /** The authors and tags that have no article any more. */
  readonly ended: FormerNames;
}

/** Corrects an article of the store; with `dryRun`, only tells what would change. */
export async function editArticle(
  writer: ArticleWriter,
  id: string,
  { body, ...corrections }: Corrections,
  { dryRun }: { readonly dryRun: boolean },
): Promise<EditedArticle> {
  const { result, changed, ended } = await writer.transaction(
    async (transaction) => {
      const { now, site } = transaction;
      const article = await requireArticle(transaction, id);
      const text = body && (await writtenText(body, article, site));
      const content = text && { content: text.content };
      const corrected = correctedArticle(article, { ...corrections, ...content }, site);
      requireNoUnscheduling(article, corrected, now);
      const isSame = isDeepStrictEqual(corrected, article);
      if (!isSame) await transaction.put({ ...corrected, updated: now });
      const changes = fieldChanges(article, corrected, site.timeZone);
      return { title: corrected.title, changes, ...(text?.losses && { losses: text.losses }) };
    },
    { dryRun },
  );
  return { ...result, changed, ended };
}

function correctedArticle(
  article: StoredArticle,
  {
    author,
    editor,
    tag,
    source,
    image,
    published,
    clear = [],
    ...texts
  }: Omit<Corrections, "body"> & { readonly content?: string },
  site: StoredArticles["site"],
): StoredArticle {
  const corrected: StoredArticle = {
    ...article,
    ...texts,
    ...(author && { authors: namedPeople(author, article.authors) }),
    ...(editor && { editors: namedPeople(editor, article.editors) }),
    ...(tag && { tags: [...new Set(tag)] }),
    ...(source !== undefined && source !== article.source?.name && { source: { name: source } }),
    // What is known of a picture is known of that one only.
    ...(image !== undefined && image !== article.image?.url && { image: { url: image } }),
    ...(published !== undefined && { published: publishedOption(published, site.timeZone) }),
  };
  return clear.reduce((cleared, name) => withoutField(cleared, CLEARABLE[name]), corrected);
}

/** Reads the text of an article, whose relative links are relative to its original page. */
async function writtenText(
  body: SourceDocument,
  { url }: StoredArticle,
  site: StoredArticles["site"],
): Promise<{ readonly content: string; readonly losses?: readonly Loss[] }> {
  // Loaded when it is needed: the readers take longer to load than the other commands to run.
  const { writtenDraft } = await import("./written-draft.ts");
  const document = { ...body, ...(url !== undefined && { url }) };
  const { content, losses = [] } = await writtenDraft(document, { ...site, related: false });
  const ofText = losses.filter(({ kind }) => TEXT_LOSSES.has(kind));
  return { content, ...(ofText.length > 0 && { losses: ofText }) };
}

function withoutField(
  article: StoredArticle,
  field: (typeof CLEARABLE)[keyof typeof CLEARABLE],
): StoredArticle {
  if (field === "authors" || field === "editors" || field === "tags") return { ...article, [field]: [] };
  const copy = { ...article };
  delete copy[field];
  return copy;
}

/** Throws if a scheduled article would lose its date, by which it would be published. @throws {UserError} */
function requireNoUnscheduling({ id, published }: StoredArticle, corrected: StoredArticle, now: Date): void {
  if (published && published > now && corrected.published === undefined)
    throw new UserError(`"${id}" is not published yet; publish it with "${programName()} release ${id}"`);
}
