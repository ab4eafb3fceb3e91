import { access, realpath, writeFile } from "node:fs/promises";
import { dirname, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { formatInstant } from "../../domain/format-instant.ts";
import { programName } from "../../operator/program-name.ts";
import { UserError } from "../../operator/user-error.ts";
import { checkStore } from "../../store/json-file/check-store.ts";
import { InvalidStoreError } from "../../store/json-file/edit-store.ts";
import type { StoreDocument } from "../../store/json-file/store-document.ts";
import { type Prompt, withPrompt } from "../terminal/ask.ts";
import type { CommandContext } from "../terminal/command-context.ts";
import { UsageError } from "../terminal/usage-error.ts";
import { columnOption, type NewColumn } from "./column-option.ts";
import { SITE_QUESTIONS, type SiteAnswers, siteAnswer } from "./site-questions.ts";

const SCHEMA = fileURLToPath(new URL("../../../articles.schema.json", import.meta.url));

/** What an operator says beforehand; the rest is asked, or is what is usual. */
export interface InitOptions extends Partial<SiteAnswers> {
  readonly column?: readonly NewColumn[];
}

/** Makes a store without articles. @throws {UserError} when there is something in its place */
export async function initStore(options: InitOptions, context: CommandContext): Promise<void> {
  const { store: file } = context;
  const taken = new UserError(`${file}: there is a file of that name already; name another with --store`);
  const isThere = await access(file).then(
    () => true,
    () => false,
  );
  if (isThere) throw taken;
  const now = context.now();
  const { columns, publisher, ...site } = await answers(options, context, now);
  const document: StoreDocument = {
    $schema: await schemaOf(file),
    updated: formatInstant(now, site.timeZone),
    site: { ...site, publisher: { name: publisher } },
    columns: [...columns],
    articles: [],
  };
  const checked = checkStore(document, now);
  if (!checked.ok) throw new InvalidStoreError(file, checked.findings);
  try {
    // Somebody else may have made one since.
    await writeFile(file, `${JSON.stringify(document, null, 2)}\n`, { flag: "wx" });
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === "EEXIST" ? taken : error;
  }
  const next = columns.length === 0 ? 'column add letters "Letters"' : "new";
  const facts = SITE_QUESTIONS.map(
    ({ field, option }) => `  ${option.padEnd(12)} ${{ ...site, publisher }[field]}`,
  );
  const titles = columns.map(({ title }) => title).join(", ");
  context.print(
    [
      `made ${file}`,
      ...facts,
      `  ${"columns".padEnd(12)} ${titles || "none yet"}`,
      `Next: ${programName()} --store ${file} ${next}`,
    ].join("\n"),
    document,
  );
}

type Answers = SiteAnswers & { readonly columns: readonly NewColumn[] };

async function answers(
  { column, ...said }: InitOptions,
  context: CommandContext,
  now: Date,
): Promise<Answers> {
  const { stdin } = context;
  const canAsk = stdin.isTTY && !stdin.readableEnded;
  const answer = async (prompt: Prompt | undefined): Promise<Answers> => {
    const site: Partial<Record<keyof SiteAnswers, string>> = {};
    for (const { field, option, question, otherwise } of SITE_QUESTIONS) {
      const usual = otherwise(site, now);
      const own = said[field];
      const read = (text: string) => siteAnswer(field, text || usual);
      if (own !== undefined) site[field] = siteAnswer(field, own);
      else if (prompt) site[field] = await prompt.askUntil(`${question}${usual && ` [${usual}]`}: `, read);
      else if (usual === "") throw new UsageError(`There is no terminal to ask on; say --${option}`);
      else site[field] = siteAnswer(field, usual);
    }
    const columns = column ?? (prompt ? await askedColumns(prompt) : []);
    return { ...(site as SiteAnswers), columns };
  };
  return canAsk ? withPrompt(context, answer) : answer(undefined);
}

async function askedColumns({ askUntil }: Prompt): Promise<readonly NewColumn[]> {
  const columns: NewColumn[] = [];
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

/** The schema's address as an editor finds it from the store. */
async function schemaOf(file: string): Promise<string> {
  const folder = await realpath(dirname(resolve(file)));
  const path = relative(folder, SCHEMA).split(sep).join("/");
  return path.startsWith(".") ? path : `./${path}`;
}
