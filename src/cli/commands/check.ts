import type { Finding } from "../../store/invalid-store-error.ts";
import { findingLine } from "../../store/invalid-store-error.ts";
import { unusedNames } from "../../store/json-file/check-feeds.ts";
import { parseStore } from "../../store/json-file/parse-store.ts";
import { checkReport, readStore, storeSummary } from "../../store/json-file/store-file.ts";
import { sizeReport, workerSize } from "../../store/json-file/worker-size.ts";
import type { AddCommand, CommandContext } from "../terminal/command-context.ts";
import { examples } from "../terminal/examples.ts";
import { parseStoreName } from "./store-name.ts";

/** `check`: every problem of the store, a line each. */
export const check: AddCommand = (program, context) => {
  program
    .command("check")
    .description(
      "report every problem of the store, a line each, and how large the Worker would be with a file",
    )
    .addHelpText("after", examples("check", "--store d1 check"))
    .action(async () => {
      const name = parseStoreName(context.store);
      if (name.kind === "database") await checkInDatabase(name.isRemote, context);
      else await checkInFile(context);
    });
};

async function checkInFile(context: CommandContext): Promise<void> {
  const read = await readStore(context.store, context.now());
  if (!read.ok) {
    printProblems(checkReport(context.store, read), read.findings, context);
    return;
  }
  const workerBytes = Math.round(workerSize(parseStore(read.store)));
  const { line, warning } = sizeReport(workerBytes);
  const lines = [
    context.colors.green(checkReport(context.store, read)),
    ...(warning === undefined ? [line] : []),
  ];
  const warnings = unusedNames(read.store);
  context.print(lines.join("\n"), { findings: [], warnings, workerBytes });
  for (const finding of warnings) context.warn(findingLine(context.store, finding));
  if (warning !== undefined) context.warn(warning);
}

async function checkInDatabase(isRemote: boolean, context: CommandContext): Promise<void> {
  const [{ checkDatabase }, { WORD_SEARCH }] = await Promise.all([
    import("../../store/d1/check-database.ts"),
    import("../../store/character-variants.ts"),
  ]);
  const db = await context.databases.open(isRemote);
  const { store } = context;
  const checked = await checkDatabase(db, { name: store, search: WORD_SEARCH, now: context.now() });
  const { findings, warnings } = checked;
  if (findings.length > 0) {
    const lines = findings.map((finding) => findingLine(store, finding));
    printProblems([...lines, `${store}: ${findings.length} problem(s)`].join("\n"), findings, context);
    return;
  }
  context.print(context.colors.green(storeSummary(store, checked)), { findings, warnings });
  for (const finding of warnings) context.warn(findingLine(store, finding));
}

function printProblems(report: string, findings: readonly Finding[], context: CommandContext): void {
  context.print(context.colors.red(report), { findings });
  context.exitCode = 1;
}
