import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

/** A program that runs, and what it has written so far. */
export interface Running {
  readonly output: () => string;
  /** Resolves with the exit code once the program has ended. */
  readonly ended: Promise<number | null>;
  /** Sends a signal to the program and all that it has started, as a terminal does. */
  readonly signal: (name: NodeJS.Signals) => void;
  /** Ends the program and all that it has started. */
  readonly end: () => Promise<void>;
}

/** How a program has ended. */
export interface Outcome {
  readonly code: number | null;
  readonly output: string;
}

interface Surroundings {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** What the program reads on its standard input; nothing when left out. */
  readonly input?: string;
}

/** Starts a program in a process group of its own, so that whatever it starts can be ended with it. */
export function launch(
  command: string,
  options: readonly string[],
  { cwd, env, input }: Surroundings,
): Running {
  const quiet = { CI: "1", NO_COLOR: "1", WRANGLER_SEND_METRICS: "false", PUBLIC_ORIGIN: "" };
  // Vitest marks its own environment with names that wrangler and tsx would heed.
  const { NODE_OPTIONS: _, ...inherited } = process.env;
  const child = spawn(command, options, {
    cwd,
    detached: true,
    env: { ...inherited, ...quiet, ...env },
    stdio: ["pipe", "pipe", "pipe"],
  });
  // A program may end without having read its input.
  child.stdin.on("error", () => {}).end(input ?? "");
  let written = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      written += text;
    });
  }
  const ended = once(child, "close").then((): number | null => child.exitCode);
  const signal = (name: NodeJS.Signals) => signalGroup(child, name);
  return {
    output: () => written,
    ended,
    signal,
    async end() {
      signal("SIGKILL");
      await ended;
    },
  };
}

/** Runs a program of `src/cli` to its end; ends it when it takes longer than `patience` milliseconds. */
export async function runScript(
  script: string,
  options: readonly string[],
  { patience = 100_000, ...surroundings }: Surroundings & { readonly patience?: number },
): Promise<Outcome> {
  const program = launchScript(script, options, surroundings);
  const timer = setTimeout(program.end, patience);
  const code = await program.ended;
  clearTimeout(timer);
  return { code, output: program.output() };
}

/** Starts a program of `src/cli` as its `npm run` script does. */
export function launchScript(
  script: string,
  options: readonly string[],
  surroundings: Surroundings,
): Running {
  return launch(process.execPath, ["node_modules/tsx/dist/cli.mjs", script, ...options], surroundings);
}

function signalGroup({ pid }: ChildProcess, name: NodeJS.Signals): void {
  try {
    if (pid !== undefined) process.kill(-pid, name);
  } catch {
    // The whole group has ended already.
  }
}
