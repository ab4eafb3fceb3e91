import { expect, it } from "vitest";
import { typesetText } from "../../src/domain/typeset.ts";

it.each([
  ["深受教育,倍感振奋", "深受教育，倍感振奋"],
  ["11月24日,5年一次", "11月24日，5年一次"],
  ["作者:王晓峰;来源:中工网", "作者：王晓峰；来源：中工网"],
  ["“精神”,其中", "“精神”，其中"],
  ["为什么?好!", "为什么？好！"],
  ["08:27, 1,000 and a, b", "08:27, 1,000 and a, b"],
  ["GDP增长5%,同比;加入WTO,中国", "GDP增长5%，同比；加入WTO，中国"],
  ["见https://e.org/中文?a=1,好", "见https://e.org/中文?a=1,好"],
  ["5:3,胜", "5:3，胜"],
  ["𠮷,好", "𠮷，好"],
  ["(一)工会(trade union)的“五小”(小革新)", "（一）工会(trade union)的“五小”（小革新）"],
])("typesetText(%j) is %j", (typed, set) => {
  expect(typesetText(typed, "zh-CN")).toBe(set);
});

it("text in another language stays as it is", () => {
  expect(typesetText("王晓峰, head of department", "en")).toBe("王晓峰, head of department");
});
