import { printable } from "../../operator/printable.ts";
import { colors, type Environment } from "./colors.ts";
import type { OutputStream } from "./command-context.ts";

/** The colors that commands use, as picocolors writes them. */
const OUR_COLORS = /(\u001b\[(?:1|2|22|3[1-9])m)/;

/** Writes `text` and a line end to `stream`. Control characters are escaped, except line ends and our own colors. */
export function writeLine(
  stream: Pick<OutputStream, "isTTY" | "write">,
  text: string,
  env: Environment,
): void {
  if (text === "") return;
  const { isColorSupported } = colors(stream, env);
  const visible = (line: string) =>
    isColorSupported
      ? line
          .split(OUR_COLORS)
          .map((part, index) => (index % 2 === 1 ? part : printable(part)))
          .join("")
      : printable(line);
  stream.write(`${text.split("\n").map(visible).join("\n")}\n`);
}
