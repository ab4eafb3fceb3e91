import { getOrMake, groupBy } from "../../domain/group-by.ts";
import type { PageElement } from "../page/page-dom.ts";
import { joinBlocks, mergeDisjoint, type PartedTest } from "./join-groups.ts";
import { itemOf, kindOfItem, type LinkGroup, roleOf } from "./link-group.ts";
import type { PageLink } from "./page-link.ts";

/** An element around a link, and the names of the elements between. */
interface Place {
  readonly ancestor: PageElement;
  readonly structure: string;
  /** The child of the ancestor that is, or holds, the link. */
  readonly child: PageElement;
}

/** A link and the elements around it, the nearest first. */
interface PlacedLink {
  readonly link: PageLink;
  readonly places: readonly Place[];
  readonly role: string;
}

/** How far from a link the element that holds its list is looked for. */
const MAX_LEVELS = 12;
/** How far above the parts of a list the elements of one kind are looked for that hold them. */
const MAX_LEVELS_ABOVE = 3;
/** Elements that are items of lists, and no lists. */
const ITEMS = new Set(["li", "article", "dd", "dt"]);

/**
 * Groups links by the nearest element that has several of them in the same structure. Lists that are parted into
 * several elements of one kind are one group, unless `isParted` tells that something stands between them.
 */
export function linkGroups(links: readonly PageLink[], isParted: PartedTest): LinkGroup[] {
  let groups = mergeDisjoint(groupByPlace(links));
  for (let level = 0; level <= MAX_LEVELS_ABOVE; level++)
    groups = mergeDisjoint(joinBlocks(groups, level, isParted));
  return groups.flatMap(splitCrowded).map(nearLink);
}

function groupByPlace(links: readonly PageLink[]): LinkGroup[] {
  const placed = links.map((link) => ({ link, places: placesOf(link.element), role: roleOf(link) }));
  const ofStructure = nearestRepetition(placed, ({ structure }) => structure);
  const ofRole = nearestRepetition(placed, ({ structure }, { role }) => `${structure} ${role}`);
  const placeOf = (one: PlacedLink) => ofStructure(one) ?? one.places[0];

  const together = groupBy(placed, (one) => [placeOf(one)?.ancestor, placeOf(one)?.structure]);
  return together.flatMap((members) => {
    const place = members[0] && placeOf(members[0]);
    if (!place) return [];
    // Links of several roles, such as title and author, that repeat together farther up are one item of a list.
    const wider = members.map(ofRole);
    const isItem =
      members.length > 1 &&
      wider.every((one) => one !== undefined && one.ancestor !== place.ancestor) &&
      new Set(wider.map((one) => one?.ancestor)).size === 1;
    if (isItem)
      return groupBy(members, ({ role }) => [role]).map((part) =>
        groupAt((part[0] && ofRole(part[0])) ?? place, part),
      );
    const isOnlyItem = ITEMS.has(place.ancestor.localName) && areMixed(members);
    if (isOnlyItem) return members.map((one) => ({ ...groupAt(place, [one]), kind: one.role }));
    const parts = groupBy(members, (one) => [groupAt(place, [one]).kind]);
    const isUneven = members.length > 2 && parts.length * 2 > members.length;
    return isUneven ? { ...groupAt(place, members), kind: "" } : parts.map((part) => groupAt(place, part));
  });
}

function groupAt({ ancestor: container, structure }: Place, members: readonly PlacedLink[]): LinkGroup {
  const child = members[0]?.places.find(({ ancestor }) => ancestor === container)?.child ?? container;
  return { container, structure, kind: kindOfItem(child, container), links: members.map(({ link }) => link) };
}

/** Tells whether no two of the links have the same role. */
function areMixed(members: readonly PlacedLink[]): boolean {
  return members.length > 1 && new Set(members.map(({ role }) => role)).size === members.length;
}

function placesOf(element: PageElement): Place[] {
  const places: Place[] = [];
  let [structure, child, ancestor] = [element.localName, element, element.parentElement];
  for (let level = 0; ancestor && ancestor.localName !== "html" && level < MAX_LEVELS; level++) {
    places.push({ ancestor, structure, child });
    [structure, child, ancestor] = [`${ancestor.localName} ${structure}`, ancestor, ancestor.parentElement];
  }
  return places;
}

/** Returns a function that returns the nearest place of a link at which several addresses have the same key. */
function nearestRepetition(
  placed: readonly PlacedLink[],
  keyOf: (place: Place, link: PlacedLink) => string,
): (link: PlacedLink) => Place | undefined {
  const addresses = new Map<PageElement, Map<string, Set<string>>>();
  for (const one of placed) {
    for (const place of one.places) {
      const below = getOrMake(addresses, place.ancestor, () => new Map<string, Set<string>>());
      getOrMake(below, keyOf(place, one), () => new Set<string>()).add(one.link.url);
    }
  }
  return (one) =>
    one.places.find((place) => (addresses.get(place.ancestor)?.get(keyOf(place, one))?.size ?? 0) > 1);
}

/** Parts a group most of whose items, or lines, have several links: those of each role are a group. */
function splitCrowded(group: LinkGroup): LinkGroup[] {
  const items = groupBy(group.links, (link) => [itemOf(link, group.container)]);
  const crowded = items.filter((links) => new Set(links.map(({ url }) => url)).size > 1).length;
  if (crowded * 2 < items.length) return [group];
  return groupBy(group.links, (link) => [roleOf(link)]).map((links) => ({ ...group, links }));
}

/** Returns a group of a single address with the element just around its link, which nothing shows to be in a wider list. */
function nearLink(group: LinkGroup): LinkGroup {
  const [first] = group.links;
  const parent = first?.element.parentElement;
  const isSingle = group.links.every(({ url }) => url === first?.url);
  return first && parent && isSingle
    ? { ...group, container: parent, structure: first.element.localName, links: [first] }
    : group;
}
