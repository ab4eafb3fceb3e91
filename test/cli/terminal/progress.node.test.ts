import { describe, expect, it } from "vitest";
import { progressBar } from "../../../src/cli/terminal/progress.ts";
import { aProcess } from "../../support/a-process.ts";

describe("progressBar()", () => {
  it("shows nothing where standard error is not a terminal", () => {
    const pipe = aProcess();

    const bar = progressBar(pipe);
    bar.expect(9);
    bar.done();
    bar.stop();

    expect(pipe.err()).toBe("");
  });

  it("shows nothing before the number of documents is known", () => {
    const terminal = aProcess({ isTTY: true });

    const bar = progressBar(terminal);
    bar.expect(0);
    bar.stop();

    expect(terminal.err()).toBe("");
  });

  it("starts empty", () => {
    const terminal = aProcess({ isTTY: true });

    const bar = progressBar(terminal);
    bar.expect(9);
    bar.done();
    bar.stop();

    expect(terminal.err()).toMatch(/░ 0\/9.*░ 1\/9/s);
  });

  it.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("shows the cursor again on %s, prints that nothing was written, and exits", (signal, code) => {
    const terminal = aProcess({ isTTY: true });
    progressBar(terminal).expect(9);

    terminal.events.emit(signal, signal);

    expect(terminal.err()).toMatch(
      /\u001b\[\?25l.*\u001b\[\?25h.*\u001b\[2KStopped; nothing was written\n$/s,
    );
    expect(terminal.exits).toEqual([code]);
  });

  it.each(["stop", "exit"])("listens to no signal after %s", (end) => {
    const terminal = aProcess({ isTTY: true });
    const bar = progressBar(terminal);
    bar.expect(9);

    if (end === "stop") bar.stop();
    else terminal.events.emit("exit");

    expect(terminal.events.eventNames()).toEqual([]);
  });
});
