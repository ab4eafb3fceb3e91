import { expect, it } from "vitest";
import { importReport, printReport } from "../../../../src/cli/commands/import/import-report.ts";
import type { Outcome } from "../../../../src/importer/merge-drafts.ts";

const MARKS = { red: (text: string) => text, green: (text: string) => text };

function added(count: number): Outcome[] {
  return Array.from({ length: count }, (_, index) => ({
    outcome: "added",
    id: `a${index}`,
    title: `A ${index}`,
    from: "feed.xml",
    changes: [],
    reasons: [],
  }));
}

it("importReport() lists the first changes of many, and all of a dry run", () => {
  const what = { outcomes: added(300), failed: [], skipped: 0, column: undefined };

  const real = importReport({ ...what, dryRun: false }, MARKS);
  const dry = importReport({ ...what, dryRun: true }, MARKS);

  expect(real.changes).toHaveLength(21);
  expect(real.changes.at(-1)).toBe("… and 280 more");
  expect(real.summary).toBe("300 added, 0 updated, 0 unchanged, 0 refused");
  expect(dry.changes).toHaveLength(300);
});

it("importReport() lists no more than there are", () => {
  const { changes } = importReport(
    { outcomes: added(20), failed: [], skipped: 0, column: undefined, dryRun: false },
    MARKS,
  );

  expect(changes).toHaveLength(20);
});

const REPORT = { changes: ["added"], notes: ["note"], refusals: ["refused"], summary: "summary", data: {} };

it.each([
  [false, ["added", "note", "refused", "summary"]],
  [true, ["note", "refused", "summary"]],
])("printReport() prints refusals last, before the summary (as JSON: %s)", (json, printed) => {
  const lines: string[] = [];
  const print = (line: string) => void lines.push(line);
  const context = { json, print, warn: print, exitCode: 0 };

  printReport(REPORT, context);

  expect(lines).toEqual(printed);
  expect(context.exitCode).toBe(1);
});
