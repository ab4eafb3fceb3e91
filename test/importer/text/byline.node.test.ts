import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseByline } from "../../../src/importer/text/byline.ts";
import { cpuTime } from "../../support/cpu-time.ts";

describe("parseByline()", () => {
  it.each([
    ["来源:中工网-工人日报", { source: "中工网-工人日报" }],
    ["来 源 ：青石日报", { source: "青石日报" }],
    ["文章来源：人民网 - 理论频道", { source: "人民网 - 理论频道" }],
    ["作者：林小满", { authors: [{ name: "林小满" }] }],
    ["作　者：林　满", { authors: [{ name: "林满" }] }],
    ["作者：林小满、周正 吴 桐", { authors: [{ name: "林小满" }, { name: "周正" }, { name: "吴桐" }] }],
    ["作者:John Smith, Ann Lee", { authors: [{ name: "John Smith" }, { name: "Ann Lee" }] }],
    ["作者：林小满（青石大学教授、博士）", { authors: [{ name: "林小满", about: "青石大学教授、博士" }] }],
    ["编辑:吴桐", { editors: [{ name: "吴桐" }] }],
    ["责 任 编 辑 ： 吴桐", { editors: [{ name: "吴桐" }] }],
    ["【责任编辑:吴 桐】", { editors: [{ name: "吴桐" }] }],
    ["（责编：吴桐、周正）", { editors: [{ name: "吴桐" }, { name: "周正" }] }],
    ["(作者系青石镇工会干事)", { about: "青石镇工会干事" }],
    ["（ 作者为 青石大学教授 ）", { about: "青石大学教授" }],
    ["（作者单位：青石大学）", { about: "青石大学" }],
    ["（作者林小满系青石大学教授）", { authors: [{ name: "林小满", about: "青石大学教授" }] }],
    ["（作者均系青石镇工会干事）", { about: "青石镇工会干事" }],
    ["（作者分别系青石大学教授、工会干事）", { rolesInOrder: "青石大学教授、工会干事" }],
    [
      "（作者林小满、周正分别为青石大学教授，工会干事）",
      {
        authors: [
          { name: "林小满", about: "青石大学教授" },
          { name: "周正", about: "工会干事" },
        ],
      },
    ],
    [
      "（作者林小满、周正均为青石大学教授）",
      {
        authors: [
          { name: "林小满", about: "青石大学教授" },
          { name: "周正", about: "青石大学教授" },
        ],
      },
    ],
    ["作者：佚名", {}],
    ["来源：", {}],
  ])("reads %s", (line, byline) => {
    expect(parseByline(line)).toStrictEqual({ authors: [], editors: [], rest: "", ...byline });
  });

  it("reads several labels on one line, and returns the rest of it", () => {
    const read = parseByline("2021-03-05 09:30:00  来源：青石日报　作者：林小满  责任编辑:吴桐");

    expect(read).toStrictEqual({
      authors: [{ name: "林小满" }],
      editors: [{ name: "吴桐" }],
      source: "青石日报",
      rest: "2021-03-05 09:30:00",
    });
  });

  it.each([
    "作者认为,读书是最好的休息。",
    "本文作者曾是一名编辑。",
    "他的收入来源不多。",
    "（作者认为、读书分别是好事）",
    "（作者林小满、周正分别为教授、博士、工会干事）",
  ])("finds nothing in %s", (line) => {
    expect(parseByline(line)).toStrictEqual({ authors: [], editors: [], rest: line });
  });

  it("reads any line quickly, and finds no empty names", async () => {
    const piece = fc.constantFrom(
      "作者",
      "来源",
      "编辑",
      "：",
      ":",
      "（",
      ")",
      "系",
      "　",
      " ",
      "、",
      "林",
      "小满",
      "a",
      "【",
      "2020-1",
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 40 }), (pieces) => {
        const { authors, editors } = parseByline(pieces.join(""));
        expect([...authors, ...editors].every(({ name }) => name.trim() === name && name !== "")).toBe(true);
      }),
    );
    const time = await cpuTime(() => {
      parseByline("作者".repeat(20_000));
      parseByline("（".repeat(50_000));
      parseByline(`作者：${" ".repeat(50_000)}x`);
      parseByline("编 ".repeat(20_000));
    });
    expect(time).toBeLessThan(2_000);
  });
});
