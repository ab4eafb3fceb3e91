import type { ListKind } from "./rows.ts";

/** What a list is known by. */
export interface ListName {
  readonly kind: ListKind | "site";
  readonly name: string;
}

/** The list that has all articles. */
export const SITE_LIST: ListName = { kind: "site", name: "" };

/** Returns one text for each list. */
export function listKey({ kind, name }: ListName): string {
  return `${kind} ${name}`;
}

/** Returns a list as a query has it in JSON. */
export function listPair({ kind, name }: ListName): readonly [string, string] {
  return [kind, name];
}
