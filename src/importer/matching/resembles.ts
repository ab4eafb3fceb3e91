import type { Identity } from "./identity.ts";

/** Tells whether two say the same title, instant of publication or text: enough where they have one id or address. */
export function resembles(one: Identity, other: Identity): boolean {
  return (
    one.title === other.title ||
    (one.published !== undefined && one.published === other.published) ||
    (one.content !== undefined && one.content === other.content)
  );
}
