import { describe, expect, it } from "vitest";
import { withPrompt } from "../../../src/cli/terminal/ask.ts";
import { UserError } from "../../../src/operator/user-error.ts";
import { aProcess } from "../../support/a-process.ts";

function positive(answer: string): number {
  if (Number(answer) > 0) return Number(answer);
  throw new UserError("Write a number");
}

describe("withPrompt()", () => {
  it("gives each answer without the spaces around it", async () => {
    const terminal = aProcess({ answers: [" On reading ", "Essays"] });

    const answers = await withPrompt(terminal, async ({ ask }) => [
      await ask("Title: "),
      await ask("Column: "),
    ]);

    expect(answers).toEqual(["On reading", "Essays"]);
  });

  it("prints why an answer is not accepted, and asks again", async () => {
    const terminal = aProcess({ answers: ["", "x", "3"] });

    const answer = await withPrompt(terminal, ({ askUntil }) => askUntil("How many: ", positive));

    expect(answer).toBe(3);
    expect(terminal.err()).toBe("How many: Write a number\nHow many: Write a number\nHow many: ");
  });

  it.each([
    "ask",
    "askUntil",
  ] as const)("%s() is cancelled when the operator ends the input", async (name) => {
    const terminal = aProcess({ input: "" });

    const answering = withPrompt<unknown>(terminal, (prompt) => prompt[name]("How many: ", positive));

    await expect(answering).rejects.toThrow(new UserError("Cancelled; nothing was written"));
  });
});
