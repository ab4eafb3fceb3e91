import { printable } from "../operator/printable.ts";
import { UserError } from "../operator/user-error.ts";

/** One thing that is wrong with a store or an article. */
export interface Finding {
  /** JSON Pointer (RFC 6901) to the value, such as `/articles/3/published`. */
  readonly pointer: string;
  /** The id of the article, where the value is part of one that has an id. */
  readonly article?: string;
  /** What was found and what to do. */
  readonly message: string;
}

/** Thrown where a store has problems before a change or would have them after it; the message has a line for each. */
export class InvalidStoreError extends UserError {
  readonly findings: readonly Finding[];

  constructor(store: string, findings: readonly Finding[]) {
    super(findings.map((finding) => findingLine(store, finding)).join("\n"));
    this.findings = findings;
  }
}

/** Describes `finding` to an operator in one line: which store, value and article, what was found, what to do. */
export function findingLine(store: string, { pointer, article, message }: Finding): string {
  const where = `${store}${pointer && ` ${pointer}`}${article === undefined ? "" : ` (article ${article})`}`;
  // What was found may hold line ends and terminal escapes.
  return printable(`${where}: ${message}`);
}
