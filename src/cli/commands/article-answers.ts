import { UserError } from "../../operator/user-error.ts";
import type { StoreDocument } from "../../store/json-file/store-document.ts";
import { withPrompt } from "../terminal/ask.ts";
import type { ProcessContext } from "../terminal/command-context.ts";
import { UsageError } from "../terminal/usage-error.ts";
import { columnNames } from "./column-names.ts";
import { requireColumn } from "./find-article.ts";
import { splitNames } from "./split-names.ts";
import type { WrittenDraft } from "./written-draft.ts";

/** What has to be known of an article besides its text. */
export interface ArticleAnswers {
  readonly title: string;
  /** The slug. */
  readonly column: string;
  /** Absent where nobody said any. */
  readonly authors: readonly string[] | undefined;
}

/** What was said without being asked. */
export interface Said {
  readonly title?: string;
  /** The slug or title of a column. */
  readonly column?: string;
  readonly author?: readonly string[];
  /** The text, where it is written already. */
  readonly written: WrittenDraft | undefined;
}

/**
 * Returns what options and the text say of a new article; asks on a terminal for what they do not.
 *
 * @throws {UserError} when an option names a column that is not there
 */
export async function articleAnswers(
  { title: named, column: filed, author, written }: Said,
  { columns }: StoreDocument,
  context: Pick<ProcessContext, "stdin" | "stderr" | "env">,
): Promise<ArticleAnswers> {
  const { stdin } = context;
  const title = named ?? written?.title;
  const isWritten = (column: { slug: string; title: string }) =>
    column.title === written?.columnTitle || column.slug === written?.columnTitle;
  const slugOf = (column: string) => requireColumn({ columns }, column).slug;
  const column = filed === undefined ? columns.find(isWritten)?.slug : slugOf(filed);
  if (title !== undefined && column !== undefined) return { title, column, authors: author };
  if (!stdin.isTTY || stdin.readableEnded)
    throw new UsageError("There is no terminal to ask on; say --title and --column");
  // Nothing could be answered.
  if (columns.length === 0) slugOf("");

  return withPrompt(context, async ({ ask, askUntil }) => ({
    title: title ?? (await askUntil("Title: ", titleIn)),
    column: column ?? (await askUntil(`Column (${columnNames(columns)}): `, slugOf)),
    authors:
      author ??
      (written?.authors?.length
        ? undefined
        : authorsIn(await ask("Authors (commas between several; may be empty): "))),
  }));
}

function titleIn(answer: string): string {
  if (answer === "") throw new UserError("A title cannot be empty");
  return answer;
}

function authorsIn(answer: string): readonly string[] | undefined {
  return answer === "" ? undefined : splitNames(answer);
}
