import type { AddCommand } from "../shell.ts";
import { findingLine, readStore } from "../store-file.ts";

/** `check`: every problem of the store, a line each. */
export const check: AddCommand = (program, shell) => {
  program
    .command("check")
    .description("report every problem of the store, a line each")
    .action(async () => {
      const checked = await readStore(shell.store, shell.now());
      if (checked.ok) {
        const { columns, articles } = checked.store;
        shell.print(`${columns.length} columns, ${articles.length} articles, no problems`, { findings: [] });
        return;
      }
      const lines = checked.findings.map((finding) => findingLine(shell.store, finding));
      shell.print(lines.join("\n"), { findings: checked.findings });
      shell.exitCode = 1;
    });
};
