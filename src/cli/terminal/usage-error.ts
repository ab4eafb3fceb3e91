/** Thrown where a command is called in a way that cannot be meant: its message is one line that says what to write. */
export class UsageError extends Error {}
