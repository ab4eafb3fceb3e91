import { describe, expect, it } from "vitest";
import { machineDate } from "../../../src/importer/page/machine-date.ts";

describe("machineDate()", () => {
  it.each([
    ["20201126082711", "2020-11-26T00:27:11Z"],
    ["202011260827", "2020-11-26T00:27:00Z"],
    ["20201126", "2020-11-25T16:00:00Z"],
    ["20201126T082711Z", "2020-11-26T08:27:11Z"],
    ["20201126T082711+0900", "2020-11-25T23:27:11Z"],
    ["2020-11-26 08:27:11", "2020-11-26T00:27:11Z"],
  ])("reads %s in Shanghai", (text, instant) => {
    expect(machineDate(text, "Asia/Shanghai")).toEqual(new Date(instant));
  });

  it.each([
    undefined,
    "",
    "20201326",
    "20200230",
    "1606350431",
    "1606350431000",
    "2020112608271",
    "30201126",
  ])("finds no date in %j", (text) => {
    expect(machineDate(text, "Asia/Shanghai")).toBeUndefined();
  });
});
