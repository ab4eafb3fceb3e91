import { afterEach, expect, it, vi } from "vitest";
import { askUntil } from "../../../src/cli/terminal/ask-until.ts";
import { UserError } from "../../../src/operator/user-error.ts";

afterEach(() => {
  vi.restoreAllMocks();
});

const positive = (answer: string) => {
  if (Number(answer) > 0) return Number(answer);
  throw new UserError("Write a number");
};

it("askUntil() says what is wrong with an answer, and asks again", async () => {
  const told = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  const ask = vi.fn().mockResolvedValueOnce("").mockResolvedValueOnce("x").mockResolvedValueOnce("3");

  const answer = await askUntil(ask, "How many: ", positive);

  expect(answer).toBe(3);
  expect(told.mock.calls.join("")).toBe("Write a number\nWrite a number\n");
});

it("askUntil() ends when the operator does", async () => {
  const ask = vi.fn().mockRejectedValue(new UserError("Cancelled"));

  await expect(askUntil(ask, "How many: ", positive)).rejects.toThrow("Cancelled");
});
