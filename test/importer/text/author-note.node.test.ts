import { describe, expect, it } from "vitest";
import { authorsWithRoles } from "../../../src/importer/text/author-note.ts";

const LIN = { name: "林小满" };
const ZHOU = { name: "周正" };

describe("authorsWithRoles()", () => {
  it("gives every author the role of all", () => {
    expect(authorsWithRoles([LIN, ZHOU], { authors: [], about: "教授" })).toEqual([
      { name: "林小满", about: "教授" },
      { name: "周正", about: "教授" },
    ]);
  });

  it.each([
    "教授、博士；工会干事",
    "教授、博士,工会干事",
  ])("gives each author the role in the same place of %s", (rolesInOrder) => {
    expect(authorsWithRoles([LIN, ZHOU], { authors: [], rolesInOrder })).toEqual([
      { name: "林小满", about: "教授、博士" },
      { name: "周正", about: "工会干事" },
    ]);
  });

  it("splits a role that goes on with another known author", () => {
    const note = { authors: [{ name: "林小满", about: "教授，历史系主任；周正是工会干事" }] };

    expect(authorsWithRoles([LIN, ZHOU], note)).toEqual([
      { name: "林小满", about: "教授，历史系主任" },
      { name: "周正", about: "工会干事" },
    ]);
  });

  it("adds an author whom only the note names", () => {
    expect(authorsWithRoles([], { authors: [{ name: "林小满", about: "教授" }] })).toEqual([
      { name: "林小满", about: "教授" },
    ]);
  });

  it("keeps a role that is known", () => {
    expect(authorsWithRoles([{ ...LIN, about: "干事" }], { authors: [], about: "教授" })).toEqual([
      { name: "林小满", about: "干事" },
    ]);
  });

  it.each([
    [[], { authors: [], about: "教授" }],
    [[LIN], { authors: [] }],
    [[LIN, ZHOU], { authors: [], rolesInOrder: "教授、博士、工会干事" }],
  ])("returns undefined for %j and the note %j, which does not show whose roles it has", (authors, note) => {
    expect(authorsWithRoles(authors, note)).toBeUndefined();
  });
});
