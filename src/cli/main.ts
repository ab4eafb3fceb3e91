import { Command, CommanderError } from "commander";
import { colours } from "./colours.ts";
import { check } from "./commands/check.ts";
import { column } from "./commands/column.ts";
import { edit } from "./commands/edit.ts";
import { exportStore } from "./commands/export.ts";
import { importCommand } from "./commands/import.ts";
import { list } from "./commands/list.ts";
import { move } from "./commands/move.ts";
import { newArticle } from "./commands/new.ts";
import { release } from "./commands/release.ts";
import { remove } from "./commands/remove.ts";
import { show } from "./commands/show.ts";
import { stats } from "./commands/stats.ts";
import { Refusal } from "./refusal.ts";
import type { Shell } from "./shell.ts";

/** Every command, in the order in which help lists them. */
const COMMANDS = [
  importCommand,
  newArticle,
  list,
  show,
  edit,
  move,
  remove,
  release,
  column,
  check,
  exportStore,
  stats,
];

/** Runs the operator's command; returns its exit code: 0 done, 1 refused with reasons, 2 wrong usage. */
async function main(argv: readonly string[]): Promise<number> {
  const program = new Command("articles")
    .description("import, check and manage the articles of a store")
    .option("--store <file>", "the store", "articles.json")
    .option("--json", "print results as JSON, for scripts")
    .showHelpAfterError("(add --help for what there is)")
    .exitOverride();
  const shell: Shell = {
    now: () => new Date(),
    print: (human, data) => console.log(program.opts().json ? JSON.stringify(data, null, 2) : human),
    note: (line) => console.error(line),
    exitCode: 0,
    get store() {
      return program.opts<{ store: string }>().store;
    },
    stdin: process.stdin,
  };
  for (const add of COMMANDS) add(program, shell);
  for (const command of program.commands) command.exitOverride();

  try {
    await program.parseAsync(argv);
    return shell.exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (!(error instanceof Refusal)) throw error;
    console.error(colours(process.stderr).red(error.message));
    return 1;
  }
}

process.exitCode = await main(process.argv);
