import { CommanderError } from "commander";
import { systemReason } from "../../operator/system-reason.ts";
import { UserError } from "../../operator/user-error.ts";
import { UsageError } from "./usage-error.ts";

/** How a command ends that could not do its work. */
export interface Failure {
  /** 1 refused, 2 wrong usage. */
  readonly exitCode: 1 | 2;
  /** What went wrong and what to do; a line, but for a store with several problems. */
  readonly message: string;
}

/** Returns how a command ends that threw `error`. */
export function failure(error: unknown): Failure {
  if (error instanceof CommanderError || error instanceof UsageError) {
    return { exitCode: 2, message: error.message.replace(/^error: /, "") };
  }
  if (error instanceof UserError) return { exitCode: 1, message: error.message };
  const reason = systemReason(error);
  if (reason !== undefined) {
    const { path, syscall } = error as NodeJS.ErrnoException;
    return { exitCode: 1, message: `${path ?? syscall}: ${reason}` };
  }
  const [what] = String(error).split("\n");
  const how = "please report it, with what the same command prints under DEBUG=1";
  const trace = process.env.DEBUG && error instanceof Error ? `\n${error.stack}` : "";
  return { exitCode: 1, message: `This should not have happened: ${what}; ${how}${trace}` };
}
