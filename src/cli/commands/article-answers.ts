import type { Column } from "../../domain/site.ts";
import { UserError } from "../../operator/user-error.ts";
import { withPrompt } from "../terminal/ask.ts";
import type { ProcessContext } from "../terminal/command-context.ts";
import { UsageError } from "../terminal/usage-error.ts";
import { columnNames, requireColumn } from "./look-ups.ts";
import { splitNames } from "./named-people.ts";
import type { WrittenDraft } from "./written-draft.ts";

/** What has to be known of an article besides its text. */
export interface ArticleAnswers {
  readonly title: string;
  readonly column: Column["slug"];
  /** Absent if the operator named none. */
  readonly authors: readonly string[] | undefined;
}

/** What the options and the text state already. */
interface GivenAnswers {
  readonly title?: string;
  /** The slug or title of a column. */
  readonly column?: string;
  readonly author?: readonly string[];
  /** The text, if it is written already. */
  readonly written: WrittenDraft | undefined;
}

/**
 * Returns what is to be known of a new article from the options and the text; asks on a terminal for the rest.
 *
 * @throws {UserError} if an option names a column that does not exist
 * @throws {UsageError} if something is missing and there is no terminal
 */
export async function articleAnswers(
  { title: named, column: filed, author, written }: GivenAnswers,
  columns: readonly Column[],
  context: Pick<ProcessContext, "stdin" | "stderr" | "env">,
): Promise<ArticleAnswers> {
  const { stdin } = context;
  const title = named ?? written?.title;
  const isWritten = ({ slug, title }: Column) =>
    title === written?.columnTitle || slug === written?.columnTitle;
  const slugOf = (column: string) => requireColumn(columns, column).slug;
  const column = filed === undefined ? columns.find(isWritten)?.slug : slugOf(filed);
  if (title !== undefined && column !== undefined) return { title, column, authors: author };
  if (!stdin.isTTY || stdin.readableEnded)
    throw new UsageError("There is no terminal to ask on; give --title and --column");
  // No answer would be a column.
  if (columns.length === 0) slugOf("");

  return withPrompt(context, async ({ ask, askUntil }) => ({
    title: title ?? (await askUntil("Title: ", parseTitle)),
    column: column ?? (await askUntil(`Column (${columnNames(columns)}): `, slugOf)),
    authors:
      author ??
      (written?.authors?.length
        ? undefined
        : parseAuthors(await ask("Authors (commas between several; may be empty): "))),
  }));
}

function parseTitle(answer: string): string {
  if (answer === "") throw new UserError("A title cannot be empty");
  return answer;
}

function parseAuthors(answer: string): readonly string[] | undefined {
  return answer === "" ? undefined : splitNames(answer);
}
