import { getOrMake, groupBy } from "../../domain/group-by.ts";
import type { PageElement } from "../page/page-dom.ts";
import { itemOf, kindOfItem, type LinkGroup, roleOf, signature } from "./link-group.ts";
import type { PageLink } from "./page-link.ts";

/** Tells whether something parts the list in `container` from the one in the block before; `block` holds the container. */
export type PartedTest = (before: PageElement, block: PageElement, container: PageElement) => boolean;

/** A group of links in an element that may have siblings with parts of the same list. */
interface Block {
  readonly group: LinkGroup;
  readonly element: PageElement;
  /** The elements from the block down to the container of the group. */
  readonly path: readonly PageElement[];
}

/** Puts groups of one structure together whose links are in different items, such as those of several forms of addresses. */
export function mergeDisjoint(groups: readonly LinkGroup[]): LinkGroup[] {
  return groupBy(groups, ({ container, structure, kind }) => [container, structure, kind]).flatMap(
    (alike) => {
      const merged: { group: LinkGroup; links: PageLink[]; items: Set<unknown> }[] = [];
      for (const group of alike) {
        const items = group.links.map((link) => itemOf(link, group.container));
        const other = merged.find((one) => items.every((item) => !one.items.has(item)));
        if (!other) merged.push({ group, links: [...group.links], items: new Set(items) });
        for (const item of items) other?.items.add(item);
        other?.links.push(...group.links);
      }
      return merged.map(({ group, links }) => ({ ...group, links }));
    },
  );
}

/**
 * Puts groups together that are in elements of one kind with one parent, such as one `ul` for five items each, or a
 * block for each month; `level` is how far above the groups these elements are.
 */
export function joinBlocks(groups: readonly LinkGroup[], level: number, isParted: PartedTest): LinkGroup[] {
  const blocks = groups.map((group) => blockOf(group, level));
  const kindOfBlock = ({ path, group }: Block) => `${path.map(signature).join(" ")} ${group.structure}`;
  // Where a block has several lists of one structure, those of links of one role are joined.
  const inOneBlock = groupBy(blocks, (block) => [block.element, kindOfBlock(block)]);
  const crowded = new Set(inOneBlock.filter(({ length }) => length > 1).flat());
  const alike = groupBy(blocks, (block) => {
    const [link] = block.group.links;
    return [block.element.parentElement, kindOfBlock(block), crowded.has(block) && link && roleOf(link)];
  });
  const kindsIn = new Map<PageElement, Set<string>>();
  for (const { container, structure, kind } of groups)
    getOrMake(kindsIn, container, () => new Set<string>()).add(`${kind} ${structure}`);

  return alike.flatMap((siblings) =>
    runsOf(siblings, isParted).flatMap((run) => {
      const whole = wholeList(run);
      // A list that ends with a single item has it farther up than the others.
      const hasRest =
        whole !== undefined &&
        kindsIn.get(whole.container)?.has(`${whole.kind} ${whole.structure}`) === true &&
        run.every(({ element, group }) => !isParted(whole.container, element, group.container));
      return whole && (run.length > 1 || hasRest) ? [whole] : run.map(({ group }) => group);
    }),
  );
}

function blockOf(group: LinkGroup, level: number): Block {
  const path = [group.container];
  for (
    let element = group.container.parentElement;
    element && path.length <= level;
    element = element.parentElement
  ) {
    if (element.localName === "body") break;
    path.unshift(element);
  }
  return { group, element: path[0] ?? group.container, path };
}

/** Parts blocks into runs with nothing between them. */
function runsOf(blocks: readonly Block[], isParted: PartedTest): Block[][] {
  const runs: Block[][] = [];
  for (const block of blocks) {
    const run = runs.at(-1);
    const previous = run?.at(-1)?.element;
    const isNext =
      previous !== undefined &&
      previous !== block.element &&
      !isParted(previous, block.element, block.group.container);
    if (run && isNext) run.push(block);
    else runs.push([block]);
  }
  return runs;
}

/** Returns the list of which the groups in some blocks are parts, in the element around the blocks. */
function wholeList(run: readonly Block[]): LinkGroup | undefined {
  const [first] = run;
  const container = first?.element.parentElement;
  if (!first || !container) return undefined;
  return {
    container,
    structure: [...first.path.map(({ localName }) => localName), first.group.structure].join(" "),
    kind: kindOfItem(first.element, container),
    links: run.flatMap(({ group }) => group.links),
  };
}
