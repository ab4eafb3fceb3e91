import { InvalidArgumentError } from "commander";
import { describeLosses, lossData } from "../../importer/loss.ts";
import type { AddCommand, CommandContext } from "../terminal/command-context.ts";
import { examples } from "../terminal/examples.ts";
import { UsageError } from "../terminal/usage-error.ts";
import { CLEARABLE, type Corrections, editArticle } from "./edit-article.ts";
import { offerRedirects } from "./ended-feeds.ts";
import { openWriter } from "./open-store.ts";
import { addressOption, collect, DATE_FORMS, dateOption, textOption } from "./options.ts";

type Options = Omit<Corrections, "body"> & { readonly body?: string };

const CLEARABLE_NAMES = Object.keys(CLEARABLE);

const NOTES = `
People who stay keep their role and address, unless brackets give another role.
The front matter of a text is not used.
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
    .option("--clear <field>", `remove ${CLEARABLE_NAMES.join(", ")}; repeat for several`, clearOption)
    .option("--dry-run", "print what would change, and write nothing")
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
      const { title, changes, changed, losses, ended } = await editArticle(
        openWriter(context),
        id,
        await readCorrections(options, context),
        { dryRun },
      );
      const { wordDiff } = await import("../terminal/word-diff.ts");
      const done = dryRun ? "would change" : "changed";
      const lines = [
        `${changed ? done : "unchanged"} ${id}  ${title}`,
        ...changes.map((change) => `    ${wordDiff(change, context.colors)}`),
        ...(dryRun ? ["nothing is written"] : []),
      ];
      context.print(lines.join("\n"), {
        id,
        changed: changed && !dryRun,
        dryRun,
        changes,
        ended,
        ...(losses && { losses: lossData(losses) }),
      });
      if (losses) context.warn(`${id}: ${describeLosses(losses).join("; ")}`);
      await offerRedirects(ended, { dryRun }, context);
    });
};

/** Throws if there is nothing to do, or a field is both given and cleared. @throws {UsageError} */
function requireSense(options: Options): void {
  if (Object.keys(options).length === 0)
    throw new UsageError("There is nothing to change; name a field, as in --title");
  const both = options.clear?.find((field) => options[field] !== undefined);
  if (both) throw new UsageError(`Found both --${both} and --clear ${both}; leave one out`);
}

function clearOption(field: string, earlier: readonly string[] = []): readonly string[] {
  if (CLEARABLE_NAMES.includes(field)) return collect(field, earlier);
  throw new InvalidArgumentError(`Name one of ${CLEARABLE_NAMES.join(", ")}.`);
}

/** Reads the new text, if an option names its file. */
async function readCorrections(
  { body, ...corrections }: Options,
  { stdin }: CommandContext,
): Promise<Corrections> {
  if (body === undefined) return corrections;
  // Loaded when it is needed: the readers take longer to load than the other commands to run.
  const { readWritten } = await import("./written-draft.ts");
  return { ...corrections, body: await readWritten(body, stdin) };
}
