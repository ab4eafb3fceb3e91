import type { Link, Representation } from "../http/representation.ts";

/** How long the JSON documents are fresh, in seconds. */
const MAX_AGE = 300;

/** Returns `value` as a JSON representation. */
export function jsonDocument(value: object, links: readonly Link[] = []): Representation {
  return {
    mediaType: "application/json; charset=utf-8",
    body: JSON.stringify(value),
    maxAge: MAX_AGE,
    links,
  };
}
