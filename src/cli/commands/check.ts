import { checkReport } from "../../store/json-file/check-report.ts";
import { readStore } from "../../store/json-file/store-file.ts";
import { colors } from "../terminal/colors.ts";
import type { AddCommand } from "../terminal/command-context.ts";
import { examples } from "../terminal/examples.ts";

/** `check`: every problem of the store, a line each. */
export const check: AddCommand = (program, shell) => {
  program
    .command("check")
    .description("report every problem of the store, a line each")
    .addHelpText("after", examples("check"))
    .action(async () => {
      const read = await readStore(shell.store, shell.now());
      const { red, green } = colors(process.stdout);
      const colour = read.ok ? green : red;
      shell.print(colour(checkReport(shell.store, read)), { findings: read.ok ? [] : read.findings });
      if (!read.ok) shell.exitCode = 1;
    });
};
