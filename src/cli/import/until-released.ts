/** The date of what waits for `release`. */
export const UNTIL_RELEASED = "9999-12-31T00:00:00Z";
