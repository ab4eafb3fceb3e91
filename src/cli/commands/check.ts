import { checkReport } from "../check-report.ts";
import { colours } from "../colours.ts";
import { examples } from "../examples.ts";
import type { AddCommand } from "../shell.ts";
import { readStore } from "../store-file.ts";

/** `check`: every problem of the store, a line each. */
export const check: AddCommand = (program, shell) => {
  program
    .command("check")
    .description("report every problem of the store, a line each")
    .addHelpText("after", examples("check"))
    .action(async () => {
      const read = await readStore(shell.store, shell.now());
      const { red, green } = colours(process.stdout);
      const colour = read.ok ? green : red;
      shell.print(colour(checkReport(shell.store, read)), { findings: read.ok ? [] : read.findings });
      if (!read.ok) shell.exitCode = 1;
    });
};
