import { UserError } from "../../operator/user-error.ts";
import { storeDocument } from "../../store/json-file/store-document.ts";
import { fieldProblem } from "./field-problem.ts";

/** A column as an operator first says it. */
export interface NewColumn {
  readonly slug: string;
  readonly title: string;
}

/** Returns the column that `text` says as `slug=title`. @throws {UserError} when it says none */
export function columnOption(text: string): NewColumn {
  const [, slug = "", title = ""] = /^([^=]*)=(.*)$/su.exec(text) ?? [];
  const column = { slug: slug.trim(), title: title.trim() };
  const problem = text.includes("=")
    ? fieldProblem(storeDocument.shape.columns.element, column)
    : "write a slug and a title, such as letters=Letters";
  if (problem !== undefined) throw new UserError(`Found the column "${text}"; ${problem}`);
  return column;
}
