import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type DateBound,
  formatSince,
  formatUntil,
  parseDateBound,
  sinceInstant,
  untilInstant,
} from "../../src/domain/date-bound.ts";

const ZONES = [
  ...["Asia/Shanghai", "UTC", "America/New_York", "Asia/Kathmandu", "Pacific/Apia"],
  // Clocks change at midnight: it is skipped, or comes twice.
  ...["America/Sao_Paulo", "America/Havana", "Asia/Beirut"],
];

function bound(text: string): DateBound {
  const parsed = parseDateBound(text);
  if (!parsed) throw new Error(`"${text}" is no date`);
  return parsed;
}

describe("sinceInstant() and untilInstant()", () => {
  it.each([
    ["2024-01-31", "Asia/Shanghai", "2024-01-30T16:00:00.000Z", "2024-01-31T16:00:00.000Z"],
    ["2024-02-29", "UTC", "2024-02-29T00:00:00.000Z", "2024-03-01T00:00:00.000Z"],
    // The day on which clocks are set forward has 23 hours.
    ["2024-03-10", "America/New_York", "2024-03-10T05:00:00.000Z", "2024-03-11T04:00:00.000Z"],
    // Clocks went from 0:00 to 1:00.
    ["2018-11-04", "America/Sao_Paulo", "2018-11-04T03:00:00.000Z", "2018-11-05T02:00:00.000Z"],
    // Clocks went from 1:00 back to 0:00.
    ["2023-11-05", "America/Havana", "2023-11-05T04:00:00.000Z", "2023-11-06T05:00:00.000Z"],
    // Samoa had no such day.
    ["2011-12-30", "Pacific/Apia", "2011-12-30T10:00:00.000Z", "2011-12-30T10:00:00.000Z"],
    ["9999-12-31", "Asia/Shanghai", "9999-12-30T16:00:00.000Z", "9999-12-31T16:00:00.000Z"],
    ["2024-01-31T08:00:00+08:00", "UTC", "2024-01-31T00:00:00.000Z", "2024-01-31T00:00:00.000Z"],
    // What a "+" in a query is decoded as.
    ["2024-01-31T08:00:00 08:00", "UTC", "2024-01-31T00:00:00.000Z", "2024-01-31T00:00:00.000Z"],
    ["2024-01-31t08:00:00.25z", "UTC", "2024-01-31T08:00:00.250Z", "2024-01-31T08:00:00.250Z"],
  ])("%s in %s is from %s to %s", (text, timeZone, since, until) => {
    expect(sinceInstant(bound(text), timeZone).toISOString()).toBe(since);
    expect(untilInstant(bound(text), timeZone).toISOString()).toBe(until);
  });
});

describe("parseDateBound()", () => {
  it.each([
    ...["", "2024", "2024-1-31", "2024-13-01", "2024-02-30", "2023-02-29", "0999-01-01", "20240131", "today"],
    ...["2024-01-31T08:00:00", "2024-01-31 08:00", "2024-01-31T24:00:00Z", "2024-01-31T08:00:60Z"],
    ...["2024-02-30T00:00:00Z", "2024-01-31T08:00:00+24:00", "+12024-01-31", " 2024-01-31", "2024-01-31\n"],
    ...["9999-12-31T23:59:59-12:00", "1000-01-01T00:00:00+08:00", "٢٠٢٤-٠١-٣١"],
  ])("refuses %j", (text) => {
    expect(parseDateBound(text)).toBeUndefined();
  });
});

describe("formatSince() and formatUntil()", () => {
  it.each([
    ["2024-01-30T16:00:00Z", "Asia/Shanghai", "2024-01-31", "2024-01-30"],
    ["2024-01-31T08:00:00Z", "Asia/Shanghai", "2024-01-31T08:00:00Z", "2024-01-31T08:00:00Z"],
    ["2024-01-31T08:00:00.250Z", "UTC", "2024-01-31T08:00:00.250Z", "2024-01-31T08:00:00.250Z"],
    ["9999-12-31T16:00:00Z", "Asia/Shanghai", "9999-12-31T16:00:00Z", "9999-12-31"],
  ])("write %s in %s as since=%s and until=%s", (instant, timeZone, since, until) => {
    expect(formatSince(new Date(instant), timeZone)).toBe(since);
    expect(formatUntil(new Date(instant), timeZone)).toBe(until);
  });

  it("write what means the same, and a date where one was meant", () => {
    const day = fc
      .date({
        min: new Date("1000-01-03T00:00:00Z"),
        max: new Date("9999-12-30T00:00:00Z"),
        noInvalidDate: true,
      })
      .map((date) => date.toISOString());
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), day, fc.boolean(), (timeZone, text, isDay) => {
        const written = bound(isDay ? text.slice(0, 10) : text);
        const [since, until] = [sinceInstant(written, timeZone), untilInstant(written, timeZone)];
        const [sinceText, untilText] = [formatSince(since, timeZone), formatUntil(until, timeZone)];

        expect(sinceInstant(bound(sinceText), timeZone)).toEqual(since);
        expect(untilInstant(bound(untilText), timeZone)).toEqual(until);
        if (isDay) expect([sinceText.length, untilText.length]).toEqual([10, 10]);
      }),
      { numRuns: 500 },
    );
  });
});
