import { once } from "node:events";
import { createInterface } from "node:readline/promises";
import { UserError } from "../../operator/user-error.ts";
import type { ProcessContext } from "./command-context.ts";
import { writeLine } from "./write-line.ts";

/** Asks the operator questions on a terminal, one after another. */
export interface Prompt {
  /** Asks `question`; resolves with the answer, without the spaces around it. */
  ask(question: string): Promise<string>;
  /** Asks `question` until `parse` accepts the answer; prints each time why it throws a {@linkcode UserError}. */
  askUntil<Value>(question: string, parse: (answer: string) => Value): Promise<Value>;
}

/** Tells whether `stdin` is a terminal that can still answer. */
export function canAsk({ stdin }: Pick<ProcessContext, "stdin">): boolean {
  return stdin.isTTY === true && !stdin.readableEnded;
}

/**
 * Runs `questions` with a prompt on standard error: standard output is for results.
 *
 * @throws {UserError} when the operator ends them with Ctrl-C or Ctrl-D
 */
export async function withPrompt<Answers>(
  { stdin, stderr, env }: Pick<ProcessContext, "stdin" | "stderr" | "env">,
  questions: (prompt: Prompt) => Promise<Answers>,
): Promise<Answers> {
  const terminal = createInterface({ input: stdin, output: stderr });
  const cancelled = once(terminal, "close").then(() => {
    throw new UserError("Cancelled; nothing was written");
  });
  // Closing it at the end rejects this too, when nothing is racing against it any more.
  cancelled.catch(() => {});
  const ask = async (question: string) =>
    (await Promise.race([terminal.question(question), cancelled])).trim();
  const askUntil: Prompt["askUntil"] = async (question, parse) => {
    for (;;) {
      const answer = await ask(question);
      try {
        return parse(answer);
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        writeLine(stderr, error.message, env);
      }
    }
  };
  try {
    return await questions({ ask, askUntil });
  } catch (error) {
    // The cursor is still on the line of the question.
    stderr.write("\n");
    throw error;
  } finally {
    terminal.close();
  }
}
