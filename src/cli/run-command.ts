import { Command, CommanderError } from "commander";
import manifest from "../../package.json" with { type: "json" };
import { printable } from "../operator/printable.ts";
import { programName } from "../operator/program-name.ts";
import { check } from "./commands/check.ts";
import { column } from "./commands/column.ts";
import { copy } from "./commands/copy.ts";
import { doctor } from "./commands/doctor.ts";
import { edit } from "./commands/edit.ts";
import { exportStore } from "./commands/export.ts";
import { feed } from "./commands/feed.ts";
import { follow, unfollow } from "./commands/follow.ts";
import { importCommand } from "./commands/import.ts";
import { init } from "./commands/init.ts";
import { list } from "./commands/list.ts";
import { move } from "./commands/move.ts";
import { newArticle } from "./commands/new.ts";
import { DEFAULT_STORE } from "./commands/open-store.ts";
import { redirect } from "./commands/redirect.ts";
import { release } from "./commands/release.ts";
import { remove } from "./commands/remove.ts";
import { show } from "./commands/show.ts";
import { stats } from "./commands/stats.ts";
import { STORE_FORMS, storeOption } from "./commands/store-name.ts";
import { update } from "./commands/update.ts";
import { colors } from "./terminal/colors.ts";
import type { CommandContext, OutputStream, ProcessContext } from "./terminal/command-context.ts";
import { databases } from "./terminal/databases.ts";
import { examples } from "./terminal/examples.ts";
import { failure } from "./terminal/failure.ts";
import { writeLine } from "./terminal/write-line.ts";

/** Every command, in the order in which help lists them. */
const COMMANDS = [
  init,
  follow,
  update,
  unfollow,
  importCommand,
  newArticle,
  list,
  show,
  edit,
  move,
  remove,
  release,
  column,
  feed,
  redirect,
  check,
  exportStore,
  copy,
  stats,
  doctor,
];

/**
 * Runs the command that `args` name, with everything that it needs of a process from `parent`; resolves with the
 * exit code: 0 done, 1 refused with reasons, 2 wrong usage. What a command throws is printed, never thrown on.
 */
export async function runCommand(args: readonly string[], parent: ProcessContext): Promise<number> {
  const program = commandLine(parent);
  const context = commandContext(program, parent);
  for (const add of COMMANDS) add(program, context);

  const fail = (error: unknown) => {
    const { stderr, env } = parent;
    const { exitCode, message } = failure(error, env);
    writeLine(stderr, colors(stderr, env).red(message), env);
    if (exitCode === 2) writeLine(stderr, "(add --help for what there is)", env);
    if (context.json) printJson(parent.stdout, { error: message });
    return exitCode;
  };
  parent.events.on("uncaughtException", (error) => parent.events.exit(fail(error)));
  try {
    await program.parseAsync(args, { from: "user" }).finally(() => context.databases.close());
    return context.exitCode;
  } catch (error) {
    // Help, or the version, has been printed: because it was asked for or because there was no command.
    const isHelp = error instanceof CommanderError && /^commander\.(?:help|version)/.test(error.code);
    return isHelp ? Math.min(2, 2 * error.exitCode) : fail(error);
  }
}

/** The program before its commands are added: its options, and where it writes help. */
function commandLine({ stdout, stderr, env }: ProcessContext): Command {
  const notes = `
Exit codes: 0 done, 1 refused with the reasons, 2 wrong usage.
Each command has examples: ${programName()} import --help
`;
  return new Command(programName())
    .description("import, check and manage the articles of a store")
    .option("--store <store>", `the store: ${STORE_FORMS}`, storeOption, DEFAULT_STORE)
    .option("--json", "print results, and refusals, as JSON for scripts")
    .version(manifest.version, "--version", "print the version")
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => stdout.write(text),
      writeErr: (text) => stderr.write(text),
      // Errors are printed in one place, in `runCommand()`.
      outputError: () => {},
      getOutHelpWidth: () => lineWidth(stdout) ?? 80,
      getErrHelpWidth: () => lineWidth(stderr) ?? 80,
      getOutHasColors: () => colors(stdout, env).isColorSupported,
      getErrHasColors: () => colors(stderr, env).isColorSupported,
    })
    .addHelpText("after", notes + examples("import page.html --column gongyun-qianyan --dry-run"))
    .exitOverride();
}

function commandContext(program: Command, parent: ProcessContext): CommandContext {
  const { stdout, stderr, env } = parent;
  const context: CommandContext = {
    ...parent,
    get store() {
      return program.opts<{ store: string }>().store;
    },
    get json() {
      return program.opts<{ json?: boolean }>().json === true;
    },
    databases: databases(parent),
    colors: colors(stdout, env),
    lineWidth: lineWidth(stdout),
    print: (text, data) => (context.json ? printJson(stdout, data) : writeLine(stdout, text, env)),
    warn: (line) => writeLine(stderr, line, env),
    exitCode: 0,
  };
  return context;
}

function lineWidth({ isTTY, columns }: OutputStream): number | undefined {
  return isTTY ? columns : undefined;
}

/** Writes `data` as JSON, which is for scripts but is read on terminals too. */
function printJson(stdout: OutputStream, data: unknown): void {
  const lines = JSON.stringify(data, null, 2).split("\n");
  stdout.write(`${lines.map(printable).join("\n")}\n`);
}
