import type { WriteStream } from "node:tty";
import { colours } from "./colours.ts";
import { printable } from "./printable.ts";

/** The colours that commands use, as picocolors writes them. */
const OURS = /(\u001b\[(?:1|2|22|3[1-9])m)/;

/** Writes `text` and a line end to `stream`; of what a terminal obeys, only line ends and our own colours. */
export function say(stream: Pick<WriteStream, "isTTY" | "write">, text: string): void {
  if (text === "") return;
  const { isColorSupported } = colours(stream);
  const shown = (line: string) =>
    isColorSupported
      ? line
          .split(OURS)
          .map((part, index) => (index % 2 === 1 ? part : printable(part)))
          .join("")
      : printable(line);
  stream.write(`${text.split("\n").map(shown).join("\n")}\n`);
}
