import { describe, expect, it } from "vitest";
import { realPeople } from "../../src/importer/real-people.ts";

describe("realPeople()", () => {
  it.each([
    ...["admin", "Administrator", "ＡＤＭＩＮ", "root", "webmaster", "Anonymous", "unknown", "N/A", "test"],
    ...["管理员", "网站编辑", "小编", "小 编", "【佚名】", "未知", "匿名", "本站", "记者", "——", "管理員"],
  ])("leaves out %s, which stands for nobody", (name) => {
    expect(realPeople([{ name }, { name: "王峰" }])).toEqual([{ name: "王峰" }]);
  });

  it.each([
    "王峰",
    "本刊编辑部",
    "Ann Root",
    "Test Kitchen",
    "管理员王峰",
    "Editor in Chief Ann Lee",
    "小编辑",
  ])("keeps %s", (name) => {
    expect(realPeople([{ name }])).toEqual([{ name }]);
  });
});
