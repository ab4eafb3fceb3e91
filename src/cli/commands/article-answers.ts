import type { Column } from "../../domain/site.ts";
import { namedColumn } from "../../importer/file-drafts.ts";
import { UserError } from "../../operator/user-error.ts";
import { canAsk, withPrompt } from "../terminal/ask.ts";
import type { ProcessContext } from "../terminal/command-context.ts";
import { UsageError } from "../terminal/usage-error.ts";
import { columnNames, requireColumn } from "./look-ups.ts";
import { splitNames } from "./named-people.ts";
import type { WrittenDraft } from "./written-draft.ts";

/** The fields of a new article besides its text. */
export interface ArticleAnswers {
  readonly title: string;
  readonly column: Column["slug"];
  /** Absent if the operator named none. */
  readonly authors: readonly string[] | undefined;
}

/** The fields that the options and the text state. */
interface GivenAnswers {
  readonly title?: string;
  /** The slug or title of a column. */
  readonly column?: string;
  readonly author?: readonly string[];
  /** The text, if it is written already. */
  readonly written: WrittenDraft | undefined;
}

/**
 * Returns the title, column and authors of a new article, from the options and the text; on a terminal, asks for
 * those that they lack.
 *
 * @throws {UserError} if an option names a column that does not exist
 * @throws {UsageError} if something is missing and there is no terminal
 */
export async function articleAnswers(
  { title: named, column: filed, author, written }: GivenAnswers,
  columns: readonly Column[],
  context: Pick<ProcessContext, "stdin" | "stderr" | "env">,
): Promise<ArticleAnswers> {
  const title = named ?? written?.title;
  const slugOf = (column: string) => requireColumn(columns, column).slug;
  const column = filed === undefined ? written && namedColumn(columns, written) : slugOf(filed);
  if (title !== undefined && column !== undefined) return { title, column, authors: author };
  if (!canAsk(context)) throw new UsageError("There is no terminal to ask on; give --title and --column");
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
