import type { Command } from "commander";

/** What a command works with: the store, the clock, and where it prints. */
export interface CommandContext {
  /** The clock of the command; the store's dates come from it. */
  now(): Date;
  /** Prints a result: `human` to people, `data` as JSON to scripts that ask for it. */
  print(human: string, data: unknown): void;
  /** Prints what is not the result: progress, refusals. */
  note(line: string): void;
  /** The command ends with this code: 0 done, 1 refused. */
  exitCode: number;
  /** The path of the store. */
  readonly store: string;
  /** Results are wanted as JSON. */
  readonly json: boolean;
  readonly stdin: NodeJS.ReadStream;
}

/** Adds a command to `program`; `shell` is complete when the command runs. */
export type AddCommand = (program: Command, shell: CommandContext) => void;
