import { unusedNames } from "../../store/json-file/check-feeds.ts";
import { parseStore } from "../../store/json-file/parse-store.ts";
import { checkReport, checkWarnings, readStore } from "../../store/json-file/store-file.ts";
import { sizeReport, workerSize } from "../../store/json-file/worker-size.ts";
import type { AddCommand } from "../terminal/command-context.ts";
import { examples } from "../terminal/examples.ts";

/** `check`: every problem of the store, a line each. */
export const check: AddCommand = (program, context) => {
  program
    .command("check")
    .description("report every problem of the store, a line each, and how large the Worker would be")
    .addHelpText("after", examples("check"))
    .action(async () => {
      const read = await readStore(context.store, context.now());
      const { red, green } = context.colors;
      const report = checkReport(context.store, read);
      if (!read.ok) {
        context.print(red(report), { findings: read.findings });
        context.exitCode = 1;
        return;
      }
      const workerBytes = Math.round(workerSize(parseStore(read.store)));
      const { line, warning } = sizeReport(workerBytes);
      const lines = [green(report), ...(warning === undefined ? [line] : [])];
      const warnings = unusedNames(read.store);
      context.print(lines.join("\n"), { findings: [], warnings, workerBytes });
      for (const line of checkWarnings(context.store, read)) context.warn(line);
      if (warning !== undefined) context.warn(warning);
    });
};
