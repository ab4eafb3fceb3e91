import { InvalidArgumentError } from "commander";
import type { FieldChange } from "../../importer/matching/field-changes.ts";
import { type Edit, editStore } from "../../store/json-file/edit-store.ts";
import type { AddCommand, CommandContext } from "../terminal/command-context.ts";
import { examples } from "../terminal/examples.ts";
import { UsageError } from "../terminal/usage-error.ts";
import { CLEARABLE, type Corrections, editedArticle } from "./edited-article.ts";
import { findArticle, withArticle } from "./find-article.ts";
import { addressOption, collect, DATE_FORMS, dateOption, textOption } from "./options.ts";
import { recordChanges } from "./record-changes.ts";

type Options = Omit<Corrections, "content"> & { readonly body?: string };

const FIELDS = Object.keys(CLEARABLE) as readonly (keyof typeof CLEARABLE)[];

const NOTES = `
Of people who stay, office and address stay too, unless brackets say others.
Of a text, front matter is left out.
`;

/** `edit <id> --title …`: corrects fields of one article. */
export const edit: AddCommand = (program, context) => {
  program
    .command("edit")
    .description("correct fields of one article")
    .argument("<id>", 'the article\'s id, as "list" shows it')
    .option("--title <text>", "another title", textOption("title"))
    .option("--summary <text>", "another summary, plain text", textOption("summary"))
    .option("--body <file>", "another text, in Markdown or HTML; - for standard input")
    .option("--author <name>", "replaces the authors; repeat for several", collect)
    .option("--editor <name>", "replaces the editors; repeat for several", collect)
    .option("--tag <tag>", "replaces the tags; repeat for several", collect)
    .option("--source <name>", "where it first appeared", (text) => collect(text)[0])
    .option("--url <address>", "the original page", addressOption)
    .option("--image <address>", "the picture that stands for it", addressOption)
    .option("--published <date>", `another date, ${DATE_FORMS}`, dateOption)
    .option(
      "--language <tag>",
      "its language where it is not the site's, such as zh-CN",
      textOption("language"),
    )
    .option("--clear <field>", `take away ${FIELDS.join(", ")}; repeat for several`, clearOption)
    .option("--dry-run", "say what would change, and write nothing")
    .addHelpText(
      "after",
      NOTES +
        examples(
          'edit 2020-11-26-1234567 --title "On reading well" --tag books',
          'edit 2020-11-26-1234567 --author "王晓峰（中国劳动关系学院）"',
          "edit 2020-11-26-1234567 --body corrected.md --clear summary",
        ),
    )
    .action(async (id: string, { dryRun = false, ...options }: Options & { dryRun?: boolean }) => {
      requireSense(options);
      const edit = await editOf(id, options, context);
      let title = "";
      let changes: FieldChange[] = [];
      const changed = await editStore(
        context.store,
        async (store, now) => {
          const edited = await edit(store, now);
          const article = findArticle(edited, id);
          title = article.title;
          changes = recordChanges(findArticle(store, id), article);
          return edited;
        },
        { now: context.now, dryRun },
      );
      const { difference } = await import("../terminal/word-diff.ts");
      const marks = context.colors;
      const done = dryRun ? "would change" : "changed";
      const lines = [
        `${changed ? done : "unchanged"} ${id}  ${title}`,
        ...changes.map((change) => `    ${difference(change, marks)}`),
        ...(dryRun ? ["nothing is written"] : []),
      ];
      context.print(lines.join("\n"), { id, changed: changed && !dryRun, dryRun, changes });
    });
};

/** Throws where there is nothing to do, or a field is both said and taken away. @throws {UsageError} */
function requireSense(options: Options): void {
  if (Object.keys(options).length === 0)
    throw new UsageError("There is nothing to change; name a field, as in --title");
  const both = options.clear?.find((field) => options[field] !== undefined);
  if (both) throw new UsageError(`Found both --${both} and --clear ${both}; leave one out`);
}

function clearOption(field: string, earlier: readonly string[] = []): readonly string[] {
  if (FIELDS.some((known) => known === field)) return collect(field, earlier);
  throw new InvalidArgumentError(`Name one of ${FIELDS.join(", ")}.`);
}

async function editOf(id: string, { body, ...corrections }: Options, context: CommandContext): Promise<Edit> {
  const corrected =
    (all: Corrections): Edit =>
    (store, now) =>
      withArticle(store, id, (article) =>
        editedArticle(article, all, { now, timeZone: store.site.timeZone }),
      );
  if (body === undefined) return corrected(corrections);

  // Loaded when they are needed: the readers take longer to load than the other commands to run.
  const { readWritten, writtenDraft } = await import("./written-draft.ts");
  const document = await readWritten(body, context.stdin);
  return async (store, now) => {
    const { url } = findArticle(store, id);
    const readContext = { ...store.site, related: false };
    const { content } = await writtenDraft({ ...document, ...(url !== undefined && { url }) }, readContext);
    return corrected({ ...corrections, content })(store, now);
  };
}
