import { programName } from "../../operator/program-name.ts";

/** Returns the end of a command's help: each of `commands` as it is typed. */
export function examples(...commands: readonly string[]): string {
  const lines = commands.map((command) => `  ${programName()} ${command}`);
  return ["", commands.length === 1 ? "Example:" : "Examples:", ...lines].join("\n");
}
