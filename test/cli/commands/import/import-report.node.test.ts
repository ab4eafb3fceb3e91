import { describe, expect, it } from "vitest";
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

describe("importReport() of articles that lack something", () => {
  const NOTHING = { failed: [], skipped: 0, column: undefined, dryRun: false };
  const lossy: Partial<Outcome> = {
    scheduled: "2026-11-26T06:30:00+08:00",
    losses: [
      { kind: "pictures", count: 2 },
      { kind: "date", text: "to\nmorrow" },
    ],
  };
  /** Returns `count` outcomes, of which those at `positions` have notes. */
  const outcomes = (count: number, ...positions: readonly number[]) =>
    added(count).map((outcome, index) => (positions.includes(index) ? { ...outcome, ...lossy } : outcome));

  it("says it below each, and counts it in the summary", () => {
    const { changes, summary } = importReport({ ...NOTHING, outcomes: outcomes(2, 1) }, MARKS);

    expect(changes).toEqual([
      "added    a0  A 0",
      "added    a1  A 1",
      '    (scheduled until 2026-11-26 06:30; date not read: "to morrow"; 2 pictures left out)',
    ]);
    expect(summary).toBe(
      "2 added, 0 updated, 0 unchanged, 0 refused; 1 scheduled, 1 date not read, 2 pictures left out",
    );
  });

  it("says it above the fields that a dry run would change", () => {
    const [outcome] = outcomes(1, 0);
    const changes = [{ field: "title", after: "A 0" }];
    const dry = { ...NOTHING, dryRun: true, outcomes: outcome ? [{ ...outcome, changes }] : [] };

    const report = importReport(dry, MARKS);

    expect(report.changes.map((line) => line.slice(0, 14))).toEqual([
      "added    a0  A",
      "    (scheduled",
      "    title: {+A",
    ]);
    expect(report.summary).toMatch(/^would be 1 added, .* left out; nothing is written$/);
  });

  it("lists those with notes behind the first of many", () => {
    const { changes } = importReport({ ...NOTHING, outcomes: outcomes(300, 1, 30, 299) }, MARKS);

    expect(changes.filter((line) => !line.startsWith(" ")).slice(20)).toEqual([
      "added    a30  A 30",
      "added    a299  A 299",
      "… and 278 more",
    ]);
    expect(changes.filter((line) => line.startsWith("    ("))).toHaveLength(3);
  });

  it("says how many with notes it does not list", () => {
    const { changes } = importReport(
      { ...NOTHING, outcomes: outcomes(300, ...Array.from({ length: 300 }, (_, index) => index)) },
      MARKS,
    );

    expect(changes.at(-1)).toBe("… and 80 more, 80 of them with notes; --json lists all");
  });

  it("gives scripts the date, and each loss with its description", () => {
    const { data } = importReport({ ...NOTHING, outcomes: outcomes(2, 1) }, MARKS);

    expect(data).toMatchObject({
      scheduled: 1,
      losses: { date: 1, pictures: 2 },
      outcomes: [
        {},
        {
          scheduled: "2026-11-26T06:30:00+08:00",
          losses: [
            { kind: "pictures", count: 2, message: "2 pictures left out" },
            { kind: "date", count: 1, text: "to\nmorrow", message: 'date not read: "to morrow"' },
          ],
        },
      ],
    });
    expect(data).not.toHaveProperty("outcomes.0.losses");
  });

  it.each([
    [false, ["feed: 2 entries without title and text left out"], []],
    [true, [], ["feed: 2 entries without title and text left out"]],
  ])("says what a source states beside articles; that is a refusal where the operator is strict: %s", (strict, notes, refusals) => {
    const losses = [{ from: "feed", losses: [{ kind: "entries" as const, count: 2 }] }];

    const report = importReport({ ...NOTHING, outcomes: [], losses, strict }, MARKS);

    expect(report).toMatchObject({ notes, refusals });
    expect(report.summary).toBe(
      strict
        ? "0 added, 0 updated, 0 unchanged, 1 refused"
        : "0 added, 0 updated, 0 unchanged, 0 refused; 2 entries without title and text left out",
    );
  });
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
