import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { describe, expect, it } from "vitest";

/** Runs `lines` with a bar, on what says that it is a terminal. */
function withBar(lines: string) {
  const script = `
    process.stderr.isTTY = true;
    process.stderr.columns = 60;
    const { progressBar } = await import("./src/cli/terminal/progress.ts");
    const bar = progressBar();
    ${lines}`;
  const options = ["--import", "tsx", "--input-type=module", "--eval", script];
  const child = spawn(process.execPath, options, {
    env: { ...process.env, NO_COLOR: "1", NODE_OPTIONS: "" },
  });
  return { child, shown: text(child.stderr), ended: once(child, "exit") };
}

describe("progressBar()", () => {
  it.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("leaves the terminal as it was on %s, and says that nothing is written", async (signal, code) => {
    const { child, shown, ended } = withBar(
      "bar.expect(9); setInterval(() => {}, 1000); process.stdout.write('begun');",
    );
    await once(child.stdout, "data");

    child.kill(signal);

    expect((await ended)[0]).toBe(code);
    expect(await shown).toMatch(/\u001b\[\?25l.*\u001b\[\?25h.*\u001b\[2KStopped; nothing was written\n$/s);
  });

  it("shows nothing before it is known how much there is to do", async () => {
    const { shown } = withBar("bar.expect(0); bar.stop();");

    expect(await shown).toBe("");
  });

  it("begins empty", async () => {
    const { shown } = withBar("bar.expect(9); bar.done(); bar.stop();");

    expect(await shown).toMatch(/░ 0\/9.*░ 1\/9/s);
  });
});
