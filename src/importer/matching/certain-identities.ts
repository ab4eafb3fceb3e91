import type { Identity } from "./identity.ts";
import { isMention } from "./is-mention.ts";
import { sharedBySeveral } from "./shared-by-several.ts";

/**
 * Returns what leaves out of an identity by what it cannot be known: the address that several articles have in
 * the store or in what an import reads, and the id that one source gives to several.
 */
export function certainIdentities(
  stored: readonly Identity[],
  read: readonly Identity[],
): (one: Identity) => Identity {
  const articles = new Map(stored.flatMap((one) => (isMention(one) ? [] : [[one.address, one] as const])));
  // Whatever other pages call it, they mean the article that is at the address.
  const rivals = read.filter((one) => !isMention(one) || !articles.has(one.address));
  const ordered = [...rivals.filter((one) => !isMention(one)), ...rivals.filter(isMention)];
  const addresses = new Set([...repeated(stored), ...sharedBySeveral(ordered, ({ address }) => address)]);
  const sourceIds = sharedBySeveral(read, idAtSource);

  return (one) => {
    const { address, sourceId, ...rest } = one;
    return {
      ...rest,
      ...(address !== undefined && !addresses.has(address) && { address }),
      ...(sourceId !== undefined && !sourceIds.has(idAtSource(one) ?? "") && { sourceId }),
    };
  };
}

function repeated(stored: readonly Identity[]): string[] {
  const seen = new Set<string>();
  return stored.flatMap(({ address }) => {
    if (address === undefined) return [];
    const isRepeated = seen.has(address);
    seen.add(address);
    return isRepeated ? [address] : [];
  });
}

function idAtSource({ from, sourceId }: Identity): string | undefined {
  return sourceId === undefined ? undefined : `${from}\n${sourceId}`;
}
