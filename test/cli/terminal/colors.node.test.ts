import { expect, it } from "vitest";
import { colors } from "../../../src/cli/terminal/colors.ts";

it.each([
  ["a terminal", true, {}, true],
  ["a pipe", false, {}, false],
  ["a pipe of a build machine", false, { CI: "1", FORCE_COLOR: "1" }, false],
  ["a terminal without colors", true, { TERM: "dumb" }, false],
  ["somebody who wants none", true, { NO_COLOR: "1" }, false],
  ["somebody who leaves NO_COLOR empty", true, { NO_COLOR: "" }, true],
])("colors() of %s", (_, isTTY, env, isColored) => {
  expect(colors({ isTTY }, { TERM: "xterm", ...env }).red("no") !== "no").toBe(isColored);
});
