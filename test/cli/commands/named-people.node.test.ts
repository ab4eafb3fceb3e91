import { describe, expect, it } from "vitest";
import { namedPeople, splitNames } from "../../../src/cli/commands/named-people.ts";

const WANG = { name: "王晓峰", about: "记者", url: "https://authors.example/wang" };

describe("namedPeople()", () => {
  it.each([
    ["a name", "李娜", { name: "李娜" }],
    ["spaces around a name", " 李娜 ", { name: "李娜" }],
    ["a role in brackets", "李娜（中国劳动关系学院）", { name: "李娜", about: "中国劳动关系学院" }],
    ["narrow brackets", "Li Na (College of Labour)", { name: "Li Na", about: "College of Labour" }],
    ["brackets in a role", "李娜（学院（北京））", { name: "李娜", about: "学院（北京）" }],
    ["somebody known", "王晓峰", WANG],
    ["a new role of somebody known", "王晓峰（主编）", { ...WANG, about: "主编" }],
    ["no role any more", "王晓峰（）", { name: WANG.name, url: WANG.url }],
  ])("reads %s", (_, written, person) => {
    expect(namedPeople([written], [WANG])).toEqual([person]);
  });

  it("knows a name that has brackets of its own", () => {
    const press = { name: "新华社（北京）", about: "通讯社" };

    expect(namedPeople(["新华社（北京）"], [press])).toEqual([press]);
  });
});

it.each([
  ["张三、李四", ["张三", "李四"]],
  ["张三,李四", ["张三", "李四"]],
  ["张三，李四", ["张三", "李四"]],
  ["Ana Sousa, Li Na,", ["Ana Sousa", "Li Na"]],
  ["张三（学院、研究所）、李四", ["张三（学院、研究所）", "李四"]],
])("splitNames() finds everybody in %s", (line, names) => {
  expect(splitNames(line)).toEqual(names);
});
