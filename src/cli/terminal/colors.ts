import type { WriteStream } from "node:tty";
import pc from "picocolors";

/** Colours for what goes to `stream`: on a terminal, and not where NO_COLOR is set (https://no-color.org). */
export function colors(stream: Pick<WriteStream, "isTTY">): ReturnType<typeof pc.createColors> {
  return pc.createColors(stream.isTTY === true && !process.env.NO_COLOR && process.env.TERM !== "dumb");
}
