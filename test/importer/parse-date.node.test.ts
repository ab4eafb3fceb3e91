import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseDate, parseFeedDate, parseMetadataDate } from "../../src/importer/parse-date.ts";

const pad = (number: number, length = 2) => String(number).padStart(length, "0");
const wide = (text: string) => text.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));

describe("parseDate()", () => {
  it.each([
    ["2020-11-26T00:27:11Z", "2020-11-26T00:27:11Z"],
    ["2020-11-26T08:27:11+08:00", "2020-11-26T00:27:11Z"],
    ["2020-11-26T08:27:11.500+0800", "2020-11-26T00:27:11Z"],
    ["2020-11-26T08:27:11", "2020-11-26T00:27:11Z"],
    ["2020-11-26 08:27:11", "2020-11-26T00:27:11Z"],
    ["2020年11月26日 08:27", "2020-11-26T00:27:00Z"],
    ["2020年11月26日08:27", "2020-11-26T00:27:00Z"],
    ["2020 年 11 月 26 日 8时27分11秒", "2020-11-26T00:27:11Z"],
    ["2020年11月26日 星期四 下午3:05", "2020-11-26T07:05:00Z"],
    ["2020/11/26", "2020-11-25T16:00:00Z"],
    ["2020.11.26", "2020-11-25T16:00:00Z"],
    ["2020年1月6日", "2020-01-05T16:00:00Z"],
    ["２０２０年１１月２６日　０８：２７", "2020-11-26T00:27:00Z"],
    ["发布时间：2020-11-26 08：27 来源：青石日报", "2020-11-26T00:27:00Z"],
    ["Thu, 26 Nov 2020 08:27:11 GMT", "2020-11-26T08:27:11Z"],
    ["26 Nov 20 08:27 EST", "2020-11-26T13:27:00Z"],
    ["Thu, 26 Nov 2020 08:27:11 -0530", "2020-11-26T13:57:11Z"],
    ["November 26, 2020 8:27 p.m.", "2020-11-26T12:27:00Z"],
    ["二〇二〇年十一月二十六日", "2020-11-25T16:00:00Z"],
    ["二○二○年十月十日 08:27", "2020-10-10T00:27:00Z"],
    ["二零二零年 二月 二十号", "2020-02-19T16:00:00Z"],
    ["一九九九年十二月三十一日", "1999-12-30T16:00:00Z"],
    ["2020-11-26 08:27 UTC+8", "2020-11-26T00:27:00Z"],
    ["2020-11-26 08:27:11 CST", "2020-11-26T00:27:11Z"],
    ["26 Nov 2020 08:27:11 CST", "2020-11-26T14:27:11Z"],
    ["2020年11月26日 下午3点", "2020-11-26T07:00:00Z"],
    ["2020年11月26日 3时 来源：青石日报", "2020-11-25T19:00:00Z"],
    ["2020-11-26 24:00", "2020-11-26T16:00:00Z"],
  ])("reads %s in Shanghai", (text, instant) => {
    expect(parseDate(text, "Asia/Shanghai")).toEqual(new Date(instant));
  });

  it.each([
    "3小时前",
    "昨天 08:27",
    "刚刚",
    "2 hours ago",
    "yesterday",
    "11-26 08:27",
    "26/11/2020",
    "2020-02-30",
    "2020-13-01",
    "2020-11-26 25:61",
    "192.168.20.11",
    "20201126082711",
    "二〇二〇年十三月一日",
    "二〇二〇年二月三十日",
    "二〇二〇年一一月二十六日",
    "二〇二〇年十一月廿六",
    "十一月二十六日",
    "12020-11-26",
    "",
  ])("finds no date in %j", (text) => {
    expect(parseDate(text, "Asia/Shanghai")).toBeUndefined();
  });

  it("uses the offset of the day in a time zone with summer time", () => {
    expect(parseDate("2021-07-01 12:00", "Europe/Berlin")).toEqual(new Date("2021-07-01T10:00:00Z"));
    expect(parseDate("2021-01-01 12:00", "Europe/Berlin")).toEqual(new Date("2021-01-01T11:00:00Z"));
    expect(parseDate("2021-03-28 03:30", "Europe/Berlin")).toEqual(new Date("2021-03-28T01:30:00Z"));
  });

  it("reads any instant in every form", () => {
    const instant = fc.date({
      min: new Date("1950-01-01"),
      max: new Date("2099-12-31"),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instant, (date) => {
        const whole = new Date(Math.floor(date.getTime() / 1000) * 1000);
        const [y, m, d] = [whole.getUTCFullYear(), whole.getUTCMonth() + 1, whole.getUTCDate()];
        const time = `${pad(whole.getUTCHours())}:${pad(whole.getUTCMinutes())}:${pad(whole.getUTCSeconds())}`;
        const forms = [
          whole.toISOString(),
          `${y}-${pad(m)}-${pad(d)} ${time}`,
          `${y}年${m}月${d}日 ${time}`,
          `${y}/${m}/${d} ${time}`,
        ];

        for (const form of [...forms, ...forms.map(wide), whole.toUTCString()]) {
          expect(parseDate(form, "UTC")).toEqual(whole);
        }
      }),
    );
  });
});

describe("parseMetadataDate()", () => {
  it.each([
    ["20201126082711", "2020-11-26T00:27:11Z"],
    ["202011260827", "2020-11-26T00:27:00Z"],
    ["20201126", "2020-11-25T16:00:00Z"],
    ["20201126T082711Z", "2020-11-26T08:27:11Z"],
    ["20201126T082711+0900", "2020-11-25T23:27:11Z"],
    ["2020-11-26 08:27:11", "2020-11-26T00:27:11Z"],
  ])("reads %s in Shanghai", (text, instant) => {
    expect(parseMetadataDate(text, "Asia/Shanghai")).toEqual(new Date(instant));
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
    expect(parseMetadataDate(text, "Asia/Shanghai")).toBeUndefined();
  });
});

describe("parseFeedDate()", () => {
  it.each([
    ["2020-11-26T08:27:11.250+08:00", "2020-11-26T00:27:11.250Z"],
    [" 2020-11-26 08:27 ", "2020-11-26T00:27:00Z"],
    ["Thu, 26 Nov 2020 00:27:11 GMT", "2020-11-26T00:27:11Z"],
  ])("reads %s in Shanghai", (text, instant) => {
    expect(parseFeedDate(text, "Asia/Shanghai")).toEqual(new Date(instant));
  });

  it.each([undefined, "", "soon", "2020-02-30T00:00:00Z"])("finds no date in %j", (text) => {
    expect(parseFeedDate(text, "Asia/Shanghai")).toBeUndefined();
  });
});
