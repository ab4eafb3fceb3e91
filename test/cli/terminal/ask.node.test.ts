import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { asking } from "../../../src/cli/terminal/ask.ts";
import { UserError } from "../../../src/operator/user-error.ts";

/** A terminal on which somebody types `lines`, and then ends it where they do. */
function typed(lines: string, isEnded = false): NodeJS.ReadStream {
  const stream = new PassThrough();
  stream.write(lines);
  if (isEnded) stream.end();
  return stream as unknown as NodeJS.ReadStream;
}

describe("asking()", () => {
  it("gives each answer without the spaces around it", async () => {
    const answer = await asking(typed(" On reading \n"), (ask) => ask("Title: "));

    expect(answer).toBe("On reading");
  });

  it("is cancelled when the operator ends it", async () => {
    const answering = asking(typed("", true), (ask) => ask("Title: "));

    await expect(answering).rejects.toThrow(new UserError("Cancelled; nothing was written"));
  });
});
