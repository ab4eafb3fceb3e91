import { UserError } from "../operator/user-error.ts";

/** Returns why a document was not read; whatever a reader throws stops no other document. */
export function readFailure(error: unknown): string {
  return error instanceof UserError
    ? error.message
    : `Cannot be read: ${String(error)}; give it in another form`;
}
