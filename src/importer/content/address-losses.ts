import type { Loss } from "../loss.ts";
import { webAddress } from "./web-address.ts";

/**
 * Returns a loss of `kind` for each address that {@linkcode webAddress} does not take with `base`. That of a mailbox is none:
 * it is never taken, because publishing it attracts spam.
 */
export function addressLosses(
  addresses: readonly (string | undefined)[],
  base: string | undefined,
  kind: Loss["kind"] = "address",
): Loss[] {
  return addresses.flatMap((address): Loss[] => {
    const text = address?.trim() ?? "";
    const isTaken = text === "" || /^mailto:/i.test(text) || webAddress(text, base) !== undefined;
    return isTaken ? [] : [{ kind, text }];
  });
}
