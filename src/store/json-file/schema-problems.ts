import type { z } from "zod";
import { beginningOf } from "../../domain/graphemes.ts";
import { type Path, valueAt } from "../../domain/json-pointer.ts";

/** Describes an `issue` that the schema found in `document` to an operator: where, what was found, what to do. */
export function schemaProblems(
  issue: z.core.$ZodIssue,
  document: unknown,
): { path: Path; message: string }[] {
  const { path } = issue;
  if (issue.code === "unrecognized_keys") {
    const message = "found an unknown field; take it out or correct its name";
    return issue.keys.map((key) => ({ path: [...path, key], message }));
  }
  if (issue.code !== "invalid_type") return [{ path, message: `${found(document, path)}; ${issue.message}` }];

  const expected = `write ${/^[aeiou]/.test(issue.expected) ? "an" : "a"} ${issue.expected}`;
  const isMissing = valueAt(document, path) === undefined;
  return [
    { path, message: `${found(document, path)}; ${expected}${isMissing ? ", the field is required" : ""}` },
  ];
}

/** Returns `found …` with the value at `path`, cut where it is long. */
export function found(document: unknown, path: Path): string {
  const text = JSON.stringify(valueAt(document, path)) ?? "nothing";
  return `found ${beginningOf(text, 80) === text ? text : `${beginningOf(text, 79)}…`}`;
}
