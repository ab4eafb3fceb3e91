import { expect, it } from "vitest";
import { tellImport } from "../../../../src/cli/commands/import/print-import.ts";

const REPORT = { changes: ["added"], notes: ["note"], refusals: ["refused"], summary: "summary", data: {} };

it.each([
  [false, ["added", "note", "refused", "summary"]],
  [true, ["note", "refused", "summary"]],
])("tellImport() tells what was refused last, before its summary (as JSON: %s)", (json, told) => {
  const lines: string[] = [];
  const tell = (line: string) => void lines.push(line);
  const context = { json, print: tell, warn: tell, exitCode: 0 };

  tellImport(REPORT, context);

  expect(lines).toEqual(told);
  expect(context.exitCode).toBe(1);
});
