import { UserError } from "../operator/user-error.ts";

/** Thrown where a server cannot be connected to, or does not answer in time. */
export class NoAnswerError extends UserError {
  /** The code of the error. */
  readonly code: string;

  constructor(message: string, code: string) {
    super(message);
    this.code = code;
  }
}

/** Thrown where a server answers with a status that means failure. */
export class HttpStatusError extends UserError {
  readonly status: number;
  /** The value of the `Retry-After` header (RFC 9110 §10.2.3), if it was sent. */
  readonly retryAfter: string | undefined;

  constructor(message: string, status: number, retryAfter: string | undefined) {
    super(message);
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

/** Why an address is not requested: the rules of its host, the most pages of a run, a pause, or the end of the command. */
type Reason = "robots" | "limit" | "pause" | "stop";

/** Thrown where an address is not requested. */
export class NotFetched extends UserError {
  readonly reason: Reason;

  constructor(reason: Reason, message: string) {
    super(message);
    this.reason = reason;
  }
}

/** Thrown where a further page of an article cannot be read, so that the article is not taken without it. */
export class FurtherPageError extends UserError {}

/** Tells whether a server answers that there is nothing at an address (RFC 9110 §15.5.5, §15.5.11). */
export function isNotThere(error: unknown): error is HttpStatusError {
  return error instanceof HttpStatusError && (error.status === 404 || error.status === 410);
}

/** Returns why a document was not read, whatever its reader has thrown. */
export function readFailure(error: unknown): string {
  return error instanceof UserError
    ? error.message
    : `Cannot be read: ${String(error)}; give it in another form`;
}
