import { UserError } from "../../operator/user-error.ts";
import type { Ask } from "./ask.ts";
import { say } from "./write-line.ts";

/** Asks `question` until `read` takes the answer, and says each time why it does not. */
export async function askUntil<Value>(
  ask: Ask,
  question: string,
  read: (answer: string) => Value,
): Promise<Value> {
  for (;;) {
    const answer = await ask(question);
    try {
      return read(answer);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      say(process.stderr, error.message);
    }
  }
}
