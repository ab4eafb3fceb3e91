import { formatInstant } from "../../domain/format-instant.ts";
import { decode } from "../../importer/decode.ts";
import type { Draft } from "../../importer/draft.ts";
import { programName } from "../../operator/program-name.ts";
import { loadStore } from "../../store/json-file/edit-store.ts";
import type { CommandContext } from "../terminal/command-context.ts";
import { writeInEditor } from "../terminal/text-editor.ts";
import { UsageError } from "../terminal/usage-error.ts";
import { addArticle } from "./add-article.ts";
import { articleAnswers } from "./article-answers.ts";
import { namedPeople } from "./named-people.ts";
import { publishedOption } from "./options.ts";
import { readWritten, writtenDraft } from "./written-draft.ts";

/** What an operator says beforehand; the rest is in the text, or asked. */
export interface ArticleOptions {
  readonly title?: string;
  readonly column?: string;
  readonly author?: readonly string[];
  readonly body?: string;
  readonly draft?: boolean;
  readonly published?: string;
}

/** Makes a new article of what the operator says and writes, and puts it into the store. */
export async function writeArticle(options: ArticleOptions, context: CommandContext): Promise<void> {
  const now = context.now();
  const store = await loadStore(context.store, now);
  const readContext = { ...store.site, related: false };
  const written =
    options.body === undefined
      ? undefined
      : await writtenDraft(await readWritten(options.body, context.stdin), readContext);
  if (!written && !context.stdin.isTTY)
    throw new UsageError("There is no terminal to write on; say --body <file>, or --body -");

  const { title, column, authors } = await articleAnswers({ ...options, written }, store, context);
  const { timeZone } = store.site;
  const published =
    options.published === undefined ? undefined : new Date(publishedOption(options.published, timeZone));
  const draft = (text: Partial<Draft>): Draft => ({
    editors: [],
    tags: [],
    published: now,
    ...text,
    ...(published && { published }),
    title,
    authors: authors ? namedPeople(authors) : (text.authors ?? []),
  });
  const add = (article: Draft, dryRun = false) =>
    addArticle(context.store, article, { column, now: context.now, embargo: options.draft === true, dryRun });
  const take = async (article: Draft) => {
    const added = await add(article);
    const isEarly = article.published !== undefined && article.published > now;
    const appears = options.draft
      ? `: waits for "${programName()} release ${added.id}"`
      : isEarly
        ? `: will appear at ${formatInstant(article.published, timeZone)}`
        : "";
    context.print(context.colors.green(`added ${added.id}  ${title}${appears}`), added);
  };
  if (written) return take(draft(written));

  // Nobody writes an article to hear that its title is taken.
  await add(draft({}), true);
  const { bytes, path, discard } = await writeInEditor(title, context);
  try {
    await take(draft(await writtenDraft({ name: path, text: decode(bytes) }, readContext)));
  } catch (error) {
    context.warn(`What you wrote is kept: ${programName()} new --body ${path}`);
    throw error;
  }
  await discard();
}
