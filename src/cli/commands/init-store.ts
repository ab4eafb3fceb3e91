import type { Column } from "../../domain/site.ts";
import { UserError } from "../../operator/user-error.ts";
import type { StoreDocument } from "../../store/json-file/store-document.ts";
import { canAsk, type Prompt, withPrompt } from "../terminal/ask.ts";
import type { CommandContext } from "../terminal/command-context.ts";
import { UsageError } from "../terminal/usage-error.ts";
import { newStore } from "./open-store.ts";
import { columnOption, NO_ANSWERS, SITE_QUESTIONS, type SiteAnswers, siteAnswer } from "./site-questions.ts";

/** What an operator gives as options; the rest is asked, or has its default. */
export interface InitOptions extends Partial<SiteAnswers> {
  readonly column?: readonly Column[];
}

interface NewStore {
  /** The new store, as a file has it. */
  readonly document: StoreDocument;
  readonly answers: SiteAnswers;
}

/** Makes a store without articles. @throws {UserError} if there is one already */
export async function initStore(options: InitOptions, context: CommandContext): Promise<NewStore> {
  const { requireNone, create } = newStore(context);
  await requireNone();
  const now = context.now();
  const { columns, answers } = await askForSite(options, context, now);
  const { publisher, ...texts } = answers;
  const site = { ...texts, publisher: { name: publisher } };
  return { document: await create({ site, columns }, now), answers };
}

interface NewSite {
  readonly answers: SiteAnswers;
  readonly columns: readonly Column[];
}

async function askForSite(
  { column, ...given }: InitOptions,
  context: CommandContext,
  now: Date,
): Promise<NewSite> {
  const complete = async (prompt: Prompt | undefined): Promise<NewSite> => {
    const answers = { ...NO_ANSWERS };
    for (const { field, option, question, defaultAnswer } of SITE_QUESTIONS) {
      const usual = defaultAnswer(answers, now);
      const own = given[field];
      const parse = (text: string) => siteAnswer(field, text || usual);
      if (own !== undefined) answers[field] = siteAnswer(field, own);
      else if (prompt)
        answers[field] = await prompt.askUntil(`${question}${usual && ` [${usual}]`}: `, parse);
      else if (usual === "") throw new UsageError(`There is no terminal to ask on; give --${option}`);
      else answers[field] = siteAnswer(field, usual);
    }
    return { answers, columns: column ?? (prompt ? await askForColumns(prompt) : []) };
  };
  return canAsk(context) ? withPrompt(context, complete) : complete(undefined);
}

async function askForColumns({ askUntil }: Prompt): Promise<readonly Column[]> {
  const columns: Column[] = [];
  for (;;) {
    const which = columns.length === 0 ? "A column, as letters=Letters" : "Another column";
    const column = await askUntil(`${which} (may be empty): `, (text) => {
      if (text === "") return undefined;
      const read = columnOption(text);
      if (columns.some(({ slug }) => slug === read.slug))
        throw new UserError(`There is a column ${read.slug} already`);
      return read;
    });
    if (!column) return columns;
    columns.push(column);
  }
}
