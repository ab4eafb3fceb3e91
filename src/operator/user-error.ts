/** Thrown where an operator's input cannot be used: its message is one line that says what was found and what to do. */
export class UserError extends Error {}
