import type { StoreDocument } from "../domain/store-document.ts";
import { addArticle } from "./add-article.ts";
import { writeInEditor } from "./article-editor.ts";
import { asking } from "./ask.ts";
import { colours } from "./colours.ts";
import { goodStore } from "./edit-store.ts";
import type { Draft } from "./import/draft.ts";
import { decode } from "./import/source/decode.ts";
import { namedPeople } from "./named-people.ts";
import type { Shell } from "./shell.ts";
import { readWritten, type WrittenDraft, writtenDraft } from "./written-draft.ts";
import { WrongUsage } from "./wrong-usage.ts";

/** What an operator says beforehand; the rest is in the text, or asked. */
export interface ArticleOptions {
  readonly title?: string;
  readonly column?: string;
  readonly author?: readonly string[];
  readonly body?: string;
  readonly draft?: boolean;
}

/** Makes a new article of what the operator says and writes, and puts it into the store. */
export async function writeArticle(options: ArticleOptions, shell: Shell): Promise<void> {
  const now = shell.now();
  const store = await goodStore(shell.store, now);
  const context = { ...store.site, related: false };
  const written =
    options.body === undefined
      ? undefined
      : await writtenDraft(await readWritten(options.body, shell.stdin), context);
  if (!written && !shell.stdin.isTTY)
    throw new WrongUsage("There is no terminal to write on; say --body <file>, or --body -");

  const { title, column, authors } = await answers(options, written, { store, shell });
  const draft = (text: Partial<Draft>): Draft => ({
    editors: [],
    tags: [],
    published: now,
    ...text,
    title,
    authors: authors ? namedPeople(authors) : (text.authors ?? []),
  });
  const add = (article: Draft, dryRun = false) =>
    addArticle(shell.store, article, { column, now: shell.now, embargo: options.draft === true, dryRun });
  const tell = (added: Awaited<ReturnType<typeof add>>) =>
    shell.print(colours(process.stdout).green(`added ${added.id}`), added);
  if (written) return tell(await add(draft(written)));

  // Nobody writes an article to hear that its title is taken.
  await add(draft({}), true);
  const { bytes, path, discard } = await writeInEditor(title);
  try {
    tell(await add(draft(await writtenDraft({ name: path, text: decode(bytes) }, context))));
  } catch (error) {
    shell.note(`What you wrote is kept: articles new --body ${path}`);
    throw error;
  }
  await discard();
}

interface Answers {
  readonly title: string;
  readonly column: string;
  /** Absent where nobody was asked. */
  readonly authors: readonly string[] | undefined;
}

async function answers(
  { title: named, column: filed, author }: ArticleOptions,
  written: WrittenDraft | undefined,
  { store: { columns }, shell: { stdin } }: { store: StoreDocument; shell: Shell },
): Promise<Answers> {
  const title = named ?? written?.title;
  const isWritten = (column: { slug: string; title: string }) =>
    column.title === written?.columnTitle || column.slug === written?.columnTitle;
  const column = filed ?? columns.find(isWritten)?.slug;
  if (title !== undefined && column !== undefined) return { title, column, authors: author };
  if (!stdin.isTTY || stdin.readableEnded)
    throw new WrongUsage("There is no terminal to ask on; say --title and --column");
  const slugs = columns.map(({ slug }) => slug).join(", ");
  return asking(stdin, async (ask) => ({
    title: title ?? (await ask("Title: ")),
    column: column ?? (await ask(`Column (${slugs}): `)),
    authors: author ?? (written?.authors?.length ? undefined : nameIn(await ask("Author (may be empty): "))),
  }));
}

function nameIn(author: string): readonly string[] | undefined {
  return author === "" ? undefined : [author];
}
