import { readFile } from "node:fs/promises";
import { CommanderError } from "commander";
import { describe, expect, it } from "vitest";
import { failure } from "../../../src/cli/terminal/failure.ts";
import { UsageError } from "../../../src/cli/terminal/usage-error.ts";
import { UserError } from "../../../src/operator/user-error.ts";

describe("failure()", () => {
  it.each([
    ["a refusal", new UserError("no"), { exitCode: 1, message: "no" }],
    ["wrong usage", new UsageError("say --x"), { exitCode: 2, message: "say --x" }],
    [
      "an option that is none",
      new CommanderError(1, "x", "error: unknown"),
      { exitCode: 2, message: "unknown" },
    ],
  ])("of %s", (_, error, told) => {
    expect(failure(error, {})).toEqual(told);
  });

  it("says what the system says, of which file, and what to do", async () => {
    const error = await readFile("no-such-folder/x").catch((error: unknown) => error);

    expect(failure(error, {})).toEqual({
      exitCode: 1,
      message: "no-such-folder/x: there is no such file or folder; check the name",
    });
  });

  it("of a mistake of ours is a line that asks for a report, with the trace only under DEBUG", () => {
    const error = new TypeError("x is not a function");

    const line = failure(error, { DEBUG: "" }).message;
    const traced = failure(error, { DEBUG: "1" }).message;

    expect(line).toMatch(
      /^This should not have happened: TypeError: x is not a function; please report it.*$/,
    );
    expect(traced).toMatch(/\n +at /);
  });
});
