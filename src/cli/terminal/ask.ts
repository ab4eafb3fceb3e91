import { once } from "node:events";
import { createInterface } from "node:readline/promises";
import { UserError } from "../../operator/user-error.ts";

/** Asks one question on a terminal, after another; the answer comes without the spaces around it. */
export type Ask = (question: string) => Promise<string>;

/** Runs `questions` with a terminal to ask on. @throws {UserError} when the operator ends them with Ctrl-C or Ctrl-D */
export async function asking<Answers>(
  stdin: NodeJS.ReadStream,
  questions: (ask: Ask) => Promise<Answers>,
): Promise<Answers> {
  // Standard output is for results.
  const terminal = createInterface({ input: stdin, output: process.stderr });
  const cancelled = once(terminal, "close").then(() => {
    throw new UserError("Cancelled; nothing was written");
  });
  // It is closed in the end, too, when nobody waits for that any more.
  cancelled.catch(() => {});
  try {
    return await questions(async (question) =>
      (await Promise.race([terminal.question(question), cancelled])).trim(),
    );
  } catch (error) {
    // The line of the question is not at its end.
    process.stderr.write("\n");
    throw error;
  } finally {
    terminal.close();
  }
}
