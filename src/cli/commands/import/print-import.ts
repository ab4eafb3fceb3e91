import type { CommandContext } from "../../terminal/command-context.ts";
import type { ImportReport } from "./import-report.ts";

/** Tells what became of an import: what was refused comes last, where it is still seen. */
export function tellImport(
  { changes, notes, refusals, summary, data }: ImportReport,
  shell: Pick<CommandContext, "json" | "print" | "note" | "exitCode">,
): void {
  if (!shell.json) shell.print(changes.join("\n"), data);
  for (const line of [...notes, ...refusals]) shell.note(line);
  shell.print(summary, data);
  if (refusals.length > 0) shell.exitCode = 1;
}
