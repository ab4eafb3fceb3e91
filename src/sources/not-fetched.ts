import { UserError } from "../operator/user-error.ts";

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
