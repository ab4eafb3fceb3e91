import { Command, CommanderError } from "commander";
import manifest from "../../package.json" with { type: "json" };
import { printable } from "../operator/printable.ts";
import { programName } from "../operator/program-name.ts";
import { check } from "./commands/check.ts";
import { column } from "./commands/column.ts";
import { edit } from "./commands/edit.ts";
import { exportStore } from "./commands/export.ts";
import { importCommand } from "./commands/import.ts";
import { init } from "./commands/init.ts";
import { list } from "./commands/list.ts";
import { move } from "./commands/move.ts";
import { newArticle } from "./commands/new.ts";
import { release } from "./commands/release.ts";
import { remove } from "./commands/remove.ts";
import { show } from "./commands/show.ts";
import { stats } from "./commands/stats.ts";
import { colors } from "./terminal/colors.ts";
import type { CommandContext } from "./terminal/command-context.ts";
import { examples } from "./terminal/examples.ts";
import { failure } from "./terminal/failure.ts";
import { say } from "./terminal/write-line.ts";

/** Every command, in the order in which help lists them. */
const COMMANDS = [
  init,
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

const NOTES = `
Exit codes: 0 done, 1 refused with the reasons, 2 wrong usage.
Each command has examples: ${programName()} import --help
`;

/** Runs the operator's command; returns its exit code: 0 done, 1 refused with reasons, 2 wrong usage. */
async function main(argv: readonly string[]): Promise<number> {
  const program = new Command(programName())
    .description("import, check and manage the articles of a store")
    .option("--store <file>", "the store", "articles.json")
    .option("--json", "print results, and refusals, as JSON for scripts")
    .version(manifest.version, "--version", "print the version")
    .configureHelp({ showGlobalOptions: true })
    // What goes wrong is told in one place, below.
    .configureOutput({ outputError: () => {} })
    .addHelpText("after", NOTES + examples("import page.html --column gongyun-qianyan --dry-run"))
    .exitOverride();
  const shell: CommandContext = {
    now: () => new Date(),
    print: (human, data) => (shell.json ? printJson(data) : say(process.stdout, human)),
    note: (line) => say(process.stderr, line),
    exitCode: 0,
    get store() {
      return program.opts<{ store: string }>().store;
    },
    get json() {
      return program.opts<{ json?: boolean }>().json === true;
    },
    stdin: process.stdin,
  };
  for (const add of COMMANDS) add(program, shell);

  const fail = (error: unknown) => {
    const { exitCode, message } = failure(error);
    say(process.stderr, colors(process.stderr).red(message));
    if (exitCode === 2) say(process.stderr, "(add --help for what there is)");
    if (shell.json) printJson({ error: message });
    return exitCode;
  };
  process.on("uncaughtException", (error) => process.exit(fail(error)));
  try {
    await program.parseAsync(argv);
    return shell.exitCode;
  } catch (error) {
    // Help, or the version, has been printed: because it was asked for or because there was no command.
    const isHelp = error instanceof CommanderError && /^commander\.(?:help|version)/.test(error.code);
    return isHelp ? Math.min(2, 2 * error.exitCode) : fail(error);
  }
}

/** JSON is for scripts, and is looked at on terminals. */
function printJson(data: unknown): void {
  const lines = JSON.stringify(data, null, 2).split("\n");
  process.stdout.write(`${lines.map(printable).join("\n")}\n`);
}

// Who reads may stop reading, as `head` does.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}

process.exitCode = await main(process.argv);
