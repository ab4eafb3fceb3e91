import { describe, expect, it } from "vitest";
import { formatTable } from "../../../src/cli/terminal/table.ts";

describe("aligned()", () => {
  it("counts a Chinese letter as two wide", () => {
    expect(
      formatTable([
        ["工运", "a"],
        ["abcdef", "b"],
      ]),
    ).toEqual(["工运    a", "abcdef  b"]);
  });

  it("cuts the last cell where a terminal ends, and nowhere else", () => {
    const rows = [["a", "弘扬劳模精神凝聚奋进力量"]];

    expect(formatTable(rows, 24)).toEqual(["a  弘扬劳模精神凝聚奋进…"]);
    expect(formatTable(rows)).toEqual(["a  弘扬劳模精神凝聚奋进力量"]);
  });

  it("cuts no other cell: an id that is cut is of no use", () => {
    const id = "2020-11-26-da-li-hong-yang-lao-mo-jing-shen";

    expect(formatTable([[id, "Title"]], 30)).toEqual([`${id}  Title`]);
  });
});
