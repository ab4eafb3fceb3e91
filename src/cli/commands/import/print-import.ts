import type { CommandContext } from "../../terminal/command-context.ts";
import type { ImportReport } from "./import-report.ts";

/** Tells what became of an import: what was refused comes last, where it is still seen. */
export function tellImport(
  { changes, notes, refusals, summary, data }: ImportReport,
  context: Pick<CommandContext, "json" | "print" | "warn" | "exitCode">,
): void {
  if (!context.json) context.print(changes.join("\n"), data);
  for (const line of [...notes, ...refusals]) context.warn(line);
  context.print(summary, data);
  if (refusals.length > 0) context.exitCode = 1;
}
