import { checkReport, readStore } from "../../store/json-file/store-file.ts";
import type { AddCommand } from "../terminal/command-context.ts";
import { examples } from "../terminal/examples.ts";

/** `check`: every problem of the store, a line each. */
export const check: AddCommand = (program, context) => {
  program
    .command("check")
    .description("report every problem of the store, a line each")
    .addHelpText("after", examples("check"))
    .action(async () => {
      const read = await readStore(context.store, context.now());
      const { red, green } = context.colors;
      const colour = read.ok ? green : red;
      context.print(colour(checkReport(context.store, read)), { findings: read.ok ? [] : read.findings });
      if (!read.ok) context.exitCode = 1;
    });
};
