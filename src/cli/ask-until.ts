import type { Ask } from "./ask.ts";
import { Refusal } from "./refusal.ts";
import { say } from "./say.ts";

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
      if (!(error instanceof Refusal)) throw error;
      say(process.stderr, error.message);
    }
  }
}
