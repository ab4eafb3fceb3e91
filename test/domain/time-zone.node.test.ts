import { describe, expect, it } from "vitest";
import { formatInstant } from "../../src/domain/format-instant.ts";
import { instantOf, utcOffset } from "../../src/domain/time-zone.ts";

const NOON = { hour: 12, minute: 0, second: 0 };

describe("utcOffset()", () => {
  it.each([
    ["UTC", "2020-11-26T00:00:00Z", 0],
    ["Asia/Shanghai", "2020-11-26T00:00:00Z", 8 * 3600],
    ["Asia/Kolkata", "2020-11-26T00:00:00Z", 5.5 * 3600],
    ["America/New_York", "2021-01-01T00:00:00Z", -5 * 3600],
    ["America/New_York", "2021-07-01T00:00:00Z", -4 * 3600],
    ["Asia/Shanghai", "1890-01-01T00:00:00Z", 8 * 3600 + 5 * 60 + 43],
  ])("of %s at %s is %i seconds", (timeZone, instant, offset) => {
    expect(utcOffset(new Date(instant), timeZone)).toBe(offset);
  });
});

describe("instantOf()", () => {
  it.each([
    ["Asia/Shanghai", { year: 2020, month: 11, day: 26, ...NOON }, "2020-11-26T04:00:00Z"],
    ["Europe/Berlin", { year: 2021, month: 7, day: 1, ...NOON }, "2021-07-01T10:00:00Z"],
    [
      "Europe/Berlin",
      { year: 2021, month: 3, day: 28, hour: 3, minute: 30, second: 0 },
      "2021-03-28T01:30:00Z",
    ],
    ["UTC", { year: 1999, month: 12, day: 31, hour: 23, minute: 59, second: 59 }, "1999-12-31T23:59:59Z"],
  ])("in %s of %j", (timeZone, time, instant) => {
    expect(instantOf(time, timeZone)).toEqual(new Date(instant));
  });

  it.each([
    { year: 2021, month: 2, day: 29, ...NOON },
    { year: 2021, month: 13, day: 1, ...NOON },
    { year: 2021, month: 1, day: 1, hour: 24, minute: 0, second: 0 },
    { year: 2021, month: 1, day: 1, hour: 12, minute: 60, second: 0 },
    { year: 2021, month: 1, day: 1, hour: 12, minute: 0, second: 60 },
    { year: 999, month: 1, day: 1, ...NOON },
  ])("is undefined for %j", (time) => {
    expect(instantOf(time, "Asia/Shanghai")).toBeUndefined();
  });
});

describe("formatInstant()", () => {
  it.each([
    ["Asia/Shanghai", "2020-11-26T00:27:11Z", "2020-11-26T08:27:11+08:00"],
    ["America/St_Johns", "2021-01-01T00:00:00Z", "2020-12-31T20:30:00-03:30"],
    ["UTC", "2020-11-26T00:27:11.250Z", "2020-11-26T00:27:11.250+00:00"],
  ])("in %s of %s", (timeZone, instant, formatted) => {
    expect(formatInstant(new Date(instant), timeZone)).toBe(formatted);
  });
});
