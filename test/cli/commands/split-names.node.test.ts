import { expect, it } from "vitest";
import { splitNames } from "../../../src/cli/commands/split-names.ts";

it.each([
  ["张三、李四", ["张三", "李四"]],
  ["张三,李四", ["张三", "李四"]],
  ["张三，李四", ["张三", "李四"]],
  ["Ana Sousa, Li Na,", ["Ana Sousa", "Li Na"]],
  ["张三（学院、研究所）、李四", ["张三（学院、研究所）", "李四"]],
])("splitNames() finds everybody in %s", (line, names) => {
  expect(splitNames(line)).toEqual(names);
});
