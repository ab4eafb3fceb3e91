import { describe, expect, it } from "vitest";
import type { DateMark } from "../../../src/importer/listing/date-text.ts";
import { inferYears } from "../../../src/importer/listing/infer-years.ts";

const OPTIONS = { timeZone: "Asia/Shanghai", now: new Date("2026-11-28T04:00:00Z") };

/** The days of a list, in its order: with a year, without one (`11-27`), or `-` for none. */
function daysOf(list: string): DateMark[] {
  return list.split(" ").map((day) => {
    if (day === "-") return {};
    return /^\d{4}/.test(day) ? { date: new Date(`${day}T00:00:00+08:00`) } : { monthAndDay: day };
  });
}

function inferred(list: string, now = OPTIONS.now): string {
  const marks = inferYears(daysOf(list), { ...OPTIONS, now });
  const day = ({ date, monthAndDay = "-" }: DateMark) =>
    date ? new Date(date.getTime() + 8 * 3_600_000).toISOString().slice(0, 10) : monthAndDay;
  return marks.map(day).join(" ");
}

describe("inferYears()", () => {
  it.each([
    ["11-27 11-20 9-2", "2026-11-27 2026-11-20 2026-09-02"],
    ["11-28 11-28", "2026-11-28 2026-11-28"],
    ["11-27 - 11-20", "2026-11-27 - 2026-11-20"],
    ["11-20 1-5 12-30 12-1", "2026-11-20 2026-01-05 2025-12-30 2025-12-01"],
    ["2026-11-27 11-20 11-2", "2026-11-27 2026-11-20 2026-11-02"],
  ])("gives the days %s of a list from the newest to the oldest their years", (list, expected) => {
    expect(inferred(list)).toBe(expected);
  });

  it("gives the days of a list at the beginning of a year their years", () => {
    expect(inferred("1-2 12-31 12-30", new Date("2027-01-01T17:00:00Z"))).toBe(
      "2027-01-02 2026-12-31 2026-12-30",
    );
  });

  it.each([
    ["a single date", "11-27", "11-27"],
    ["a list whose first date is not of the last days", "6-3 6-1", "6-3 6-1"],
    ["a list that begins with an article that stays on top", "3-1 11-27 11-20", "3-1 11-27 11-20"],
    ["what follows a date that is out of order", "11-20 11-27 11-19", "2026-11-20 11-27 11-19"],
    ["a date that does not exist", "11-31 11-20", "11-31 11-20"],
  ])("leaves out the year of %s", (_, list, expected) => {
    expect(inferred(list)).toBe(expected);
  });
});
