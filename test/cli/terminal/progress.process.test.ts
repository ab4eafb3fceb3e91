import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { expect, it } from "vitest";

/** Shows a progress bar of nine documents on a standard error that passes for a terminal, until a signal comes. */
const SCRIPT = `
  const { progressBar } = await import("./src/cli/terminal/progress.ts");
  process.stderr.isTTY = true;
  process.stderr.columns = 60;
  progressBar({ stderr: process.stderr, env: process.env, events: process, now: () => new Date() }).expect(9);
  setInterval(() => {}, 1000);
  process.stdout.write("begun");`;

// Node and tsx take seconds to start where the machine is busy.
it.each([
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const)("progressBar() shows the cursor again on %s, and prints that nothing was written", async (signal, code) => {
  const options = ["--import", "tsx", "--input-type=module", "--eval", SCRIPT];
  const child = spawn(process.execPath, options, {
    env: { ...process.env, NO_COLOR: "1", NODE_OPTIONS: "" },
  });
  const shown = text(child.stderr);
  const ended = once(child, "exit");
  await once(child.stdout, "data");

  child.kill(signal);

  expect((await ended)[0]).toBe(code);
  expect(await shown).toMatch(/\u001b\[\?25l.*\u001b\[\?25h.*\u001b\[2KStopped; nothing was written\n$/s);
});
