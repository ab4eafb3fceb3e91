import { describe, expect, it } from "vitest";
import { aligned } from "../../src/cli/aligned.ts";

describe("aligned()", () => {
  it("counts a Chinese letter as two wide", () => {
    expect(
      aligned([
        ["工运", "a"],
        ["abcdef", "b"],
      ]),
    ).toEqual(["工运    a", "abcdef  b"]);
  });

  it("cuts the last cell where a terminal ends, and nowhere else", () => {
    const rows = [["a", "弘扬劳模精神凝聚奋进力量"]];

    expect(aligned(rows, 24)).toEqual(["a  弘扬劳模精神凝聚奋进…"]);
    expect(aligned(rows)).toEqual(["a  弘扬劳模精神凝聚奋进力量"]);
  });

  it("cuts no other cell: an id that is cut is of no use", () => {
    const id = "2020-11-26-da-li-hong-yang-lao-mo-jing-shen";

    expect(aligned([[id, "Title"]], 30)).toEqual([`${id}  Title`]);
  });
});
