import { describe, expect, it } from "vitest";
import { withAbout } from "../../../src/importer/page/with-about.ts";

const LIN = { name: "林小满" };
const ZHOU = { name: "周正" };

describe("withAbout()", () => {
  it("says what is said of all of each", () => {
    expect(withAbout([LIN, ZHOU], { authors: [], about: "教授" })).toEqual([
      { name: "林小满", about: "教授" },
      { name: "周正", about: "教授" },
    ]);
  });

  it.each(["教授、博士；工会干事", "教授、博士,工会干事"])("gives each their own of %s", (abouts) => {
    expect(withAbout([LIN, ZHOU], { authors: [], abouts })).toEqual([
      { name: "林小满", about: "教授、博士" },
      { name: "周正", about: "工会干事" },
    ]);
  });

  it("goes on to another author whom it knows", () => {
    const told = { authors: [{ name: "林小满", about: "教授，历史系主任；周正是工会干事" }] };

    expect(withAbout([LIN, ZHOU], told)).toEqual([
      { name: "林小满", about: "教授，历史系主任" },
      { name: "周正", about: "工会干事" },
    ]);
  });

  it("adds an author whom only the closing line names", () => {
    expect(withAbout([], { authors: [{ name: "林小满", about: "教授" }] })).toEqual([
      { name: "林小满", about: "教授" },
    ]);
  });

  it("keeps what an author is said to be already", () => {
    expect(withAbout([{ ...LIN, about: "干事" }], { authors: [], about: "教授" })).toEqual([
      { name: "林小满", about: "干事" },
    ]);
  });

  it.each([
    [[], { authors: [], about: "教授" }],
    [[LIN], { authors: [] }],
    [[LIN, ZHOU], { authors: [], abouts: "教授、博士、工会干事" }],
  ])("cannot tell of %j what %j says", (authors, told) => {
    expect(withAbout(authors, told)).toBeUndefined();
  });
});
