import { describe, expect, it } from "vitest";
import { reporters } from "../../../src/importer/text/reporters.ts";
import { cpuTime } from "../../support/cpu-time.ts";

const TEXT = "海港今天迎来新的渡轮,居民们早早来到码头等候。";

describe("reporters()", () => {
  it.each([
    [`本报讯（记者 王　峰 通讯员 李小海）${TEXT}`, ["王峰", "李小海"]],
    [`本报讯 (记者 王 峰 通讯员 李小海) ${TEXT}`, ["王峰", "李小海"]],
    [`　　本报讯（记者王峰）${TEXT}`, ["王峰"]],
    [`新华社北京11月26日电（记者王峰、李海）${TEXT}`, ["王峰", "李海"]],
    [`中新网海港11月26日电 (记者 王峰)${TEXT}`, ["王峰"]],
    [`【记者 王峰 李小海】${TEXT}`, ["王峰", "李小海"]],
    [`（海港日报全媒体记者 王峰 实习生 李小海）${TEXT}`, ["王峰", "李小海"]],
    [`本报讯（记者 王峰 摄影 李小海）${TEXT}`, ["王峰"]],
    [`本报讯（特约记者 阿依努尔·买买提）${TEXT}`, ["阿依努尔·买买提"]],
    [`本报讯 记者王峰报道：${TEXT}`, ["王峰"]],
    ["中工网记者 王峰", ["王峰"]],
    ["本报记者 王峰 文/图", ["王峰"]],
    ["文/图 海港日报记者 王峰 通讯员 李小海", ["王峰", "李小海"]],
    ["文｜海港周刊记者 王峰", ["王峰"]],
    ["■本报记者 王　峰 李小海", ["王峰", "李小海"]],
    ["□ 记者 王峰 通讯员 李小海 图文", ["王峰", "李小海"]],
    ["（本报记者 王峰）", ["王峰"]],
    ["本报驻京记者 王峰", ["王峰"]],
    ["本报记者王峰 李小海", ["王峰", "李小海"]],
    ["本报记者 王峰 北京报道", ["王峰"]],
    ["记者 王峰 通讯员 李小海 报道", ["王峰", "李小海"]],
    [`【本报讯 记者 王峰】${TEXT}`, ["王峰"]],
    [`（本报海港11月26日电 记者 王峰）${TEXT}`, ["王峰"]],
    [`央视网消息（記者 王峰）${TEXT}`, ["王峰"]],
    ["见习记者：王峰", ["王峰"]],
  ])("finds the names at the head of a text: %s", (line, names) => {
    expect(reporters([line, TEXT, TEXT, TEXT]).map(({ name }) => name)).toEqual(names);
  });

  it.each([
    [`${TEXT}（记者　张三　李四）`, ["张三", "李四"]],
    [`${TEXT}（本报记者 张三）。`, ["张三"]],
    ["（海港日报记者 张三 通讯员 李四）", ["张三", "李四"]],
    ["本报记者 张三", ["张三"]],
  ])("finds the names at the end of a text: %s", (line, names) => {
    expect(reporters([TEXT, TEXT, TEXT, line]).map(({ name }) => name)).toEqual(names);
  });

  it.each([
    `本报讯（记者从海港集团获悉）${TEXT}`,
    `本报讯（记者现场拍摄）${TEXT}`,
    `本报讯 记者从海港集团获悉，${TEXT}`,
    `本报讯（记者 王峰 海港集团供图）${TEXT}`,
    `${TEXT}（记者注：渡轮免费。）`,
    `${TEXT}（记者站）`,
    "记者 王峰 摄",
    "图/海港日报记者 王峰",
    "渡轮开航。海港日报记者 王峰/摄",
    "记者节快乐",
    "一位老记者的四十年",
    "记者手记",
    "优秀记者 王峰",
    "本报记者 王峰 发自北京",
    `据昨天的海港日报，（记者 王峰）${TEXT}`,
    `他说：“我当过记者（记者 王峰）的学生。”${TEXT}`,
    TEXT,
    "",
  ])("finds nobody in %j", (line) => {
    expect(reporters([line, TEXT, TEXT, TEXT])).toEqual([]);
    expect(reporters([TEXT, TEXT, TEXT, TEXT, line])).toEqual([]);
  });

  it("does not look for names in the middle of a text", () => {
    expect(reporters([TEXT, TEXT, TEXT, "本报记者 王峰", TEXT, TEXT])).toEqual([]);
  });

  it("takes the names at the head rather than those at the end", () => {
    expect(reporters([`本报讯（记者 王峰）${TEXT}`, `${TEXT}（记者 张三）`])).toEqual([{ name: "王峰" }]);
  });

  it("reads a long line in little time", async () => {
    const line = `本报讯（记者 ${"王峰 ".repeat(50_000)}`;
    const time = await cpuTime(() =>
      reporters([line, "（".repeat(100_000), " ".repeat(100_000), "[记者".repeat(50_000)]),
    );

    expect(time).toBeLessThan(1000);
  });
});
