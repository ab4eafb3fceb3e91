import type { Draft } from "../draft.ts";

/** What one part of a page says of its article. */
export type PageFacts = Partial<Omit<Draft, "sourceId" | "content">> & {
  /** HTML, as the page has it. */
  readonly body?: string;
  /** What it tells machines that its article says: plain text, or HTML. */
  readonly articleText?: string;
};

/** Returns what `accounts` say together; where two say the same thing, the earlier is believed. */
export function pageFacts(...accounts: readonly PageFacts[]): PageFacts {
  const said = accounts
    .toReversed()
    .flatMap((account) => Object.entries(account).filter(([, fact]) => isSaid(fact)));
  return Object.fromEntries(said);
}

function isSaid(fact: unknown): boolean {
  return fact !== undefined && fact !== "" && !(Array.isArray(fact) && fact.length === 0);
}
