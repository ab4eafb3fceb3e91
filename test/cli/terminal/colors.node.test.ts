import { afterEach, describe, expect, it, vi } from "vitest";
import { colors } from "../../../src/cli/terminal/colors.ts";

afterEach(() => {
  vi.unstubAllEnvs();
});

describe("colours()", () => {
  it.each([
    ["a terminal", true, {}, true],
    ["a pipe", false, {}, false],
    ["a pipe of a build machine", false, { CI: "1", FORCE_COLOR: "1" }, false],
    ["a terminal without colours", true, { TERM: "dumb" }, false],
    ["somebody who wants none", true, { NO_COLOR: "1" }, false],
    ["somebody who leaves NO_COLOR empty", true, { NO_COLOR: "" }, true],
  ])("for %s", (_, isTTY, environment, coloured) => {
    for (const [name, value] of Object.entries({ NO_COLOR: "", TERM: "xterm", ...environment })) {
      vi.stubEnv(name, value);
    }

    expect(colors({ isTTY }).red("no") !== "no").toBe(coloured);
  });
});
