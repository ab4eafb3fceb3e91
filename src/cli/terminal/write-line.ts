import type { WriteStream } from "node:tty";
import { printable } from "../../operator/printable.ts";
import { colors } from "./colors.ts";

/** The colors that commands use, as picocolors writes them. */
const OURS = /(\u001b\[(?:1|2|22|3[1-9])m)/;

/** Writes `text` and a line end to `stream`; of what a terminal obeys, only line ends and our own colors. */
export function say(stream: Pick<WriteStream, "isTTY" | "write">, text: string): void {
  if (text === "") return;
  const { isColorSupported } = colors(stream);
  const shown = (line: string) =>
    isColorSupported
      ? line
          .split(OURS)
          .map((part, index) => (index % 2 === 1 ? part : printable(part)))
          .join("")
      : printable(line);
  stream.write(`${text.split("\n").map(shown).join("\n")}\n`);
}
