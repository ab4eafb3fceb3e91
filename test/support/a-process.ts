import { EventEmitter } from "node:events";
import { PassThrough, Readable, Writable } from "node:stream";
import type { Environment } from "../../src/cli/terminal/colors.ts";
import { colors } from "../../src/cli/terminal/colors.ts";
import type { CommandContext, ProcessContext } from "../../src/cli/terminal/command-context.ts";
import { databases } from "../../src/cli/terminal/databases.ts";
import { UserError } from "../../src/operator/user-error.ts";

/** A stand-in for a process: what a command reads is given, what it writes is kept. */
export interface TestProcess extends ProcessContext {
  /** What has been written to standard output so far. */
  readonly out: () => string;
  /** What has been written to standard error so far. */
  readonly err: () => string;
  /** The codes that the process was told to exit with. */
  readonly exits: readonly number[];
  readonly events: EventEmitter & ProcessContext["events"];
}

/** What a test states of its process; the rest is as for a script on a build machine. */
export interface ProcessOptions {
  /** What is on standard input, which then ends. */
  readonly input?: string | Uint8Array;
  /** Standard input is a terminal; each question is answered with the next of these. */
  readonly answers?: readonly string[];
  /** Standard error is a terminal of 80 columns. */
  readonly isTTY?: boolean;
  readonly env?: Environment;
  readonly now?: () => Date;
  /** The Worker; without it, there is none. */
  readonly worker?: ProcessContext["worker"];
}

const NO_WORKER: ProcessContext["worker"] = {
  folder: ".",
  openDatabase: async () => {
    throw new UserError("There is no database in this test");
  },
};

/** Creates a process for a command that runs within a test. */
export function aProcess({
  input = "",
  answers,
  isTTY = false,
  env = {},
  now = () => new Date(),
  worker = NO_WORKER,
}: ProcessOptions = {}): TestProcess {
  const left = [...(answers ?? [])];
  const typed = new PassThrough();
  const [stdout, out] = captured();
  const [stderr, err] = captured((text) => {
    if (text.endsWith(": ") && left.length > 0) typed.write(`${left.shift()}\n`);
  });
  const exits: number[] = [];
  return {
    stdin: answers
      ? Object.assign(typed, { isTTY: true })
      : Readable.from(input.length > 0 ? [Buffer.from(input)] : [], { objectMode: false }),
    stdout,
    stderr: Object.assign(stderr, { isTTY, columns: 80 }),
    env,
    events: Object.assign(new EventEmitter(), { exit: (code: number) => void exits.push(code) }),
    now,
    worker,
    out,
    err,
    exits,
  };
}

/** What the function of a command was called with and what it printed. */
export interface TestContext extends CommandContext {
  /** The data of every result, in order. */
  readonly results: readonly unknown[];
  readonly warnings: readonly string[];
}

/** Creates a context for tests that call the function of a command; `store` is the path of its store. */
export function aCommandContext(store: string, parent: ProcessContext = aProcess()): TestContext {
  const results: unknown[] = [];
  const warnings: string[] = [];
  return {
    ...parent,
    store,
    json: false,
    databases: databases(parent),
    colors: colors(parent.stdout, parent.env),
    lineWidth: undefined,
    print: (_text, data) => void results.push(data),
    warn: (line) => void warnings.push(line),
    exitCode: 0,
    results,
    warnings,
  };
}

function captured(onWrite: (text: string) => void = () => {}): readonly [Writable, () => string] {
  const chunks: Buffer[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      onWrite(chunk.toString());
      done();
    },
  });
  return [stream, () => Buffer.concat(chunks).toString()];
}
