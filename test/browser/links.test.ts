import { expect, inject, it } from "vitest";
import { open, type References, referencesIn } from "../support/browser-documents.ts";
import type { StoreName } from "../support/browser-setup.ts";

/** What came back from an address, and what is there. */
interface Answer extends References {
  readonly status: number;
}

const NOTHING: References = { targets: [], ids: new Set() };

async function ask(address: string): Promise<Answer> {
  const response = await open(address);
  const { status, headers } = response;
  const text = await response.text();
  if (status >= 300 && status < 400) {
    return { ...NOTHING, status, targets: [new URL(headers.get("Location") ?? "", address).href] };
  }
  const isPage = headers.get("Content-Type")?.startsWith("text/html") === true;
  return { ...(isPage ? referencesIn(text, address) : NOTHING), status };
}

const withoutFragment = (address: string) => address.replace(/#.*$/, "");

/** Asks for the front page and all that is to be reached from there without leaving the service. */
async function everythingAt(origin: string): Promise<Map<string, Answer>> {
  const found = new Map<string, Answer>();
  let next = [`${origin}/`];
  while (next.length > 0) {
    const answers = await Promise.all(next.map(async (address) => [address, await ask(address)] as const));
    for (const [address, answer] of answers) found.set(address, answer);
    const targets = answers.flatMap(([, answer]) => answer.targets.map(withoutFragment));
    next = [...new Set(targets)].filter((target) => target.startsWith(`${origin}/`) && !found.has(target));
  }
  return found;
}

/** The references from `address` that lead nowhere: to no answer, or to a fragment that is not there. */
function broken(address: string, found: ReadonlyMap<string, Answer>): string[] {
  const origin = new URL(address).origin;
  const ours = found.get(address)?.targets.filter((target) => target.startsWith(origin)) ?? [];
  return ours
    .filter((target) => {
      const answer = found.get(withoutFragment(target));
      const fragment = decodeURIComponent(new URL(target).hash.slice(1));
      return !answer || answer.status >= 400 || (fragment !== "" && !answer.ids.has(fragment));
    })
    .map((target) => `${address} → ${target}`);
}

it.each<[string, StoreName, number]>([
  ["the artificial store", "printed", 100],
  ["the shipped store", "shipped", 40],
])("every link of %s leads somewhere, as far as links go", async (_, store, atLeast) => {
  const found = await everythingAt(inject("origins")[store]);

  const nowhere = [...found.keys()].flatMap((address) => broken(address, found));

  expect(nowhere).toEqual([]);
  expect(found.size).toBeGreaterThan(atLeast);
});
