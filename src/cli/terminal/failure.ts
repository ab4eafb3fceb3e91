import { CommanderError } from "commander";
import { systemReason } from "../../operator/system-reason.ts";
import { UserError } from "../../operator/user-error.ts";
import type { Environment } from "./colors.ts";
import { UsageError } from "./usage-error.ts";

/** How a command ends that could not do its work. */
interface Failure {
  /** 1 refused, 2 wrong usage. */
  readonly exitCode: 1 | 2;
  /** What went wrong and what to do: one line, or several for a store with several problems. */
  readonly message: string;
}

/** Describes how a command that threw `error` ends; a bug shows its stack trace only where DEBUG is set in `env`. */
export function failure(error: unknown, env: Environment): Failure {
  if (error instanceof CommanderError || error instanceof UsageError) {
    return { exitCode: 2, message: error.message.replace(/^error: /, "") };
  }
  if (error instanceof UserError) return { exitCode: 1, message: error.message };
  const reason = systemReason(error);
  if (reason !== undefined) {
    const { path, syscall } = error as NodeJS.ErrnoException;
    return { exitCode: 1, message: `${path ?? syscall}: ${reason}` };
  }
  const [firstLine] = String(error).split("\n");
  const report = "please report it, with what the same command prints under DEBUG=1";
  const trace = env.DEBUG && error instanceof Error ? `\n${error.stack}` : "";
  return { exitCode: 1, message: `This should not have happened: ${firstLine}; ${report}${trace}` };
}
