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
  if (issue.code === "invalid_union") {
    // The form that was probably meant is the one that has the type of the value.
    const [meant] = issue.errors.toSorted((a, b) => mismatches(a) - mismatches(b));
    return (meant ?? []).flatMap((inner) =>
      schemaProblems({ ...inner, path: [...path, ...inner.path] }, document),
    );
  }
  // A number that is not whole has the type but for its fraction.
  if (issue.code !== "invalid_type" || issue.expected === "int")
    return [{ path, message: `${found(document, path)}; ${issue.message}` }];

  const expected = `write ${/^[aeiou]/.test(issue.expected) ? "an" : "a"} ${issue.expected}`;
  const isMissing = valueAt(document, path) === undefined;
  return [
    { path, message: `${found(document, path)}; ${expected}${isMissing ? ", the field is required" : ""}` },
  ];
}

/** Counts the issues that say that the whole value has another type. */
function mismatches(issues: readonly z.core.$ZodIssue[]): number {
  return issues.filter(({ code, path }) => code === "invalid_type" && path.length === 0).length;
}

/** Returns `found …` with the value at `path`, cut where it is long. */
export function found(document: unknown, path: Path): string {
  const text = JSON.stringify(valueAt(document, path)) ?? "nothing";
  return `found ${beginningOf(text, 80) === text ? text : `${beginningOf(text, 79)}…`}`;
}
