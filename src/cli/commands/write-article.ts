import type { Column } from "../../domain/site.ts";
import { decode } from "../../importer/decode.ts";
import type { Draft } from "../../importer/draft.ts";
import { mergeDrafts, type Outcome } from "../../importer/merge-drafts.ts";
import { programName } from "../../operator/program-name.ts";
import { UserError } from "../../operator/user-error.ts";
import type { ArticleWriter } from "../../store/article-writer.ts";
import type { CommandContext } from "../terminal/command-context.ts";
import { writeInEditor } from "../terminal/text-editor.ts";
import { UsageError } from "../terminal/usage-error.ts";
import { type ArticleAnswers, articleAnswers } from "./article-answers.ts";
import { requireColumn } from "./look-ups.ts";
import { namedPeople } from "./named-people.ts";
import { openWriter } from "./open-store.ts";
import { publishedOption } from "./options.ts";
import { readWritten, type WrittenDraft, writtenDraft } from "./written-draft.ts";

/** What an operator gives as options; the rest is in the text, or is asked. */
export interface ArticleOptions {
  readonly title?: string;
  readonly column?: string;
  readonly author?: readonly string[];
  readonly body?: string;
  readonly draft?: boolean;
  readonly published?: string;
}

/** Adds an article to the store, from its options and a text that is given, or written in an editor now. */
export async function writeArticle(options: ArticleOptions, context: CommandContext): Promise<Outcome> {
  const now = context.now();
  const writer = openWriter(context);
  const { site, columns } = await writer.read(async ({ site, columns }) => ({ site, columns }));
  const readContext = { ...site, related: false };
  const written =
    options.body === undefined
      ? undefined
      : await writtenDraft(await readWritten(options.body, context.stdin), readContext);
  if (!written && !context.stdin.isTTY)
    throw new UsageError("There is no terminal to write on; give --body <file>, or --body -");

  const answers = await articleAnswers({ ...options, written }, columns, context);
  const { column } = answers;
  const published =
    options.published === undefined ? undefined : publishedOption(options.published, site.timeZone);
  const asDraft = options.draft === true;
  const add = (text: WrittenDraft) =>
    addArticle(writer, newDraft(text, answers, { now, published }), { column, asDraft });
  if (written) return add(written);

  // Before the operator writes it: whether the title is taken.
  await addArticle(writer, newDraft({}, answers, { now, published }), { column, asDraft, dryRun: true });
  const { bytes, path, discard } = await writeInEditor(answers.title, context);
  const added = await writtenDraft({ name: path, text: decode(bytes).text }, readContext)
    .then(add)
    .catch((error: unknown) => {
      context.warn(`What you wrote is kept: ${programName()} new --body ${path}`);
      throw error;
    });
  await discard();
  return added;
}

function newDraft(
  text: Partial<Draft>,
  { title, authors }: ArticleAnswers,
  { now, published }: { readonly now: Date; readonly published: Date | undefined },
): Draft {
  return {
    editors: [],
    tags: [],
    published: now,
    ...text,
    ...(published && { published }),
    title,
    authors: authors ? namedPeople(authors) : (text.authors ?? []),
  };
}

interface AddOptions {
  readonly column: Column["slug"];
  /** Add it as a draft, which `release` publishes. */
  readonly asDraft: boolean;
  /** Only check whether it could be added. */
  readonly dryRun?: boolean;
}

/** Adds a new article to the store. @throws {UserError} if the store has it already, or it does not pass the check */
async function addArticle(
  writer: ArticleWriter,
  draft: Draft,
  { column, asDraft, dryRun = false }: AddOptions,
): Promise<Outcome> {
  const { result } = await writer.transaction(
    async (transaction) => {
      const { slug } = requireColumn(transaction.columns, column);
      const filed = [{ draft, column: slug, from: "new", isNamed: true }];
      const merged = await mergeDrafts(transaction, filed, { now: transaction.now, asDrafts: asDraft });
      const [outcome] = merged.outcomes;
      if (outcome?.outcome !== "added")
        throw new UserError(
          `There is an article "${draft.title}" already; change it with "${programName()} edit ${outcome?.id}"`,
        );
      for (const article of merged.articles) await transaction.put(article);
      return outcome;
    },
    { dryRun },
  );
  return result;
}
