/** An address of this host that has moved to another. */
export interface RedirectRule {
  /** The old address: a path, with or without a query, such as `/?feed=rss2`. */
  readonly from: string;
  /** What answers for it: a path, with or without a query, such as `/rss.xml`. */
  readonly to: string;
}

/**
 * Returns a text that two addresses have in common if they are spellings of one: the percent-encoding, the order of
 * the parameters, the case of the first segment and slashes at the end make no difference.
 */
export function addressKey(address: string): string {
  const { pathname, search } = urlOf(address);
  const [first = "", ...others] = pathname.split("/").filter((segment) => segment !== "");
  const path = [encoded(first, (text) => text.toLowerCase()), ...others.map((segment) => encoded(segment))];
  const parameters = search
    .slice(1)
    .split("&")
    .filter((parameter) => parameter !== "");
  const query = parameters.map((parameter) => {
    const [name = "", ...value] = parameter.replaceAll("+", "%20").split("=");
    return `${encoded(name)}=${encoded(value.join("="))}`;
  });
  return `/${path.join("/")}?${query.sort().join("&")}`;
}

/**
 * Returns where each of `rules` leads in the end, as a redirect writes it, by the {@linkcode addressKey} of its old
 * address. A rule that leads back to itself has no entry.
 */
export function redirectTargets(rules: readonly RedirectRule[]): ReadonlyMap<string, string> {
  const direct = new Map(rules.map(({ from, to }) => [addressKey(from), to]));
  const targets = new Map<string, string>();
  for (const [key, to] of direct) {
    const target = lastTarget(to, direct);
    if (target === undefined) continue;
    const { pathname, search } = urlOf(target);
    targets.set(key, `${pathname}${search}`);
  }
  return targets;
}

/** Follows `direct` from `to` to an address that has not moved; returns `undefined` where it goes round in a circle. */
function lastTarget(to: string, direct: ReadonlyMap<string, string>): string | undefined {
  let target = to;
  for (let steps = 0; steps <= direct.size; steps++) {
    const next = direct.get(addressKey(target));
    if (next === undefined) return target;
    target = next;
  }
  return undefined;
}

function urlOf(address: string): URL {
  // Joined, not resolved: an address such as "//a/b" is a path here, not another host.
  return new URL(`http://host.invalid${address}`);
}

function encoded(text: string, change = (decoded: string) => decoded): string {
  try {
    return encodeURIComponent(change(decodeURIComponent(text)));
  } catch {
    // Old sites have addresses in other encodings than UTF-8.
    return text.replace(/%[\da-f]{2}/gi, (octet) => octet.toUpperCase());
  }
}
