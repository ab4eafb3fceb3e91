import { describe, expect, it } from "vitest";
import { authorsInLine } from "../../../src/importer/text/reporters.ts";
import { cpuTime } from "../../support/cpu-time.ts";

describe("authorsInLine()", () => {
  it.each([
    ["文/王峰 李小海", ["王峰", "李小海"]],
    ["（文/图 王峰）", ["王峰"]],
    ["文∕王　峰　2026-11-28", ["王峰"]],
    ["文 | 本报记者 王峰", ["王峰"]],
    ["文・佐藤花子", ["佐藤花子"]],
    ["作者 | 王峰", ["王峰"]],
    ["［作者］王峰", ["王峰"]],
    ["□ 王峰", ["王峰"]],
    ["王　峰　李 海", ["王峰", "李海"]],
    ["本报评论员 王峰", ["王峰"]],
    ["記者王峰、李小海／台北報導　2026/11/26", ["王峰", "李小海"]],
    ["By Ann Lee", ["Ann Lee"]],
    ["By Ann Lee, Bo Berg and Cy de la Cruz | Nov. 27, 2026", ["Ann Lee", "Bo Berg", "Cy de la Cruz"]],
    ["Written by Ann Lee in London", ["Ann Lee"]],
  ])("finds the authors in %s", (line, names) => {
    expect(authorsInLine(line).map(({ name }) => name)).toEqual(names);
  });

  it.each([
    "前　言",
    "摘　要",
    "◎理论前沿",
    "★热点新闻",
    "◎本报编辑部",
    "文/海港日报",
    "By the Harbour Staff",
    "By Monday",
    "By 2030, the harbour will have a new ferry",
    "文章",
    "渡轮开航",
    "",
  ])("finds nobody in %j", (line) => {
    expect(authorsInLine(line)).toEqual([]);
  });

  it("reads a long line in little time", async () => {
    const time = await cpuTime(() => {
      for (const part of ["By A", "文/王", "◎王 ", "王 峰 ", "By Ann Lee, "])
        authorsInLine(part.repeat(50_000));
    });

    expect(time).toBeLessThan(1000);
  });
});
