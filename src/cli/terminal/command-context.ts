import type { Readable, Writable } from "node:stream";
import type { Command } from "commander";
import type { Database } from "../../store/d1/database.ts";
import type { Colors, Environment } from "./colors.ts";

/** What a command reads: standard input, or a stream that a test gives instead. */
export type InputStream = Readable & { readonly isTTY?: boolean };

/** Where a command writes: a terminal, a pipe, or a stream that a test reads. */
export type OutputStream = Writable & {
  readonly isTTY?: boolean;
  /** How many characters a line of the terminal holds. */
  readonly columns?: number;
};

/** The signals and the end of a process; `process` itself, or an emitter that a test gives instead. */
export interface ProcessEvents extends Pick<NodeJS.EventEmitter, "on" | "off"> {
  exit(code: number): void;
}

/** A database that is open until it is closed. */
export interface OpenDatabase {
  readonly db: Database;
  close(): Promise<void>;
}

/** The Worker that a command line belongs to. */
export interface WorkerContext {
  /** The folder of its configuration. */
  readonly folder: string;
  /** Opens its database: the local one, or that of the account. */
  openDatabase(isRemote: boolean): Promise<OpenDatabase>;
}

/** What a command line needs of the process that it runs in. */
export interface ProcessContext {
  readonly stdin: InputStream;
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly env: Environment;
  readonly events: ProcessEvents;
  /** The clock; the store's dates come from it. */
  now(): Date;
  readonly worker: WorkerContext;
}

/** Databases that are opened when they are first used, each once. */
export interface Databases {
  open(isRemote: boolean): Promise<Database>;
  /** Closes those that are open; they are opened again when they are used again. */
  close(): Promise<void>;
}

/** What a command works with: the options that all commands share, the process, and where it prints. */
export interface CommandContext extends ProcessContext {
  /** The name of the store, `--store`: a path, or `d1` or `d1:remote`. */
  readonly store: string;
  /** The databases that the command has opened. */
  readonly databases: Databases;
  /** Results are printed as JSON, `--json`. */
  readonly json: boolean;
  /** The colors of standard output; each returns its text unchanged where there are none. */
  readonly colors: Colors;
  /** How many characters fit on a line of standard output; `undefined` where it is not a terminal. */
  readonly lineWidth: number | undefined;
  /** Prints a result on standard output: `text` for people, or `data` as JSON with `--json`. */
  print(text: string, data: unknown): void;
  /** Prints a line on standard error: whatever is not the result. */
  warn(line: string): void;
  /** The exit code of a command that ends without an error: 0 done, 1 refused. */
  exitCode: number;
}

/** Adds a command to `program`; `context` has its options when the command runs, not before. */
export type AddCommand = (program: Command, context: CommandContext) => void;
