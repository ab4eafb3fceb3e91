import { UserError } from "../../operator/user-error.ts";

/** Deeper than any page that a person wrote, and far from what would exhaust a recursive reader. */
const DEEPEST = 500;
/** Elements that do not contain each other, or have no end tag; but in SVG and MathML any does. */
const UNCOUNTED = new Set(
  "area base br col embed hr img input link meta param source track wbr p li dd dt option tbody td tfoot th thead tr html head body".split(
    " ",
  ),
);

/**
 * Refuses `html` whose elements are nested deeper than any honest page, before a parser spends its time on it.
 *
 * @throws {UserError} when they are
 */
export function refuseDeepNesting(html: string): void {
  const open = new Map<string, number>();
  let depth = 0;
  for (const [, slash, tag = "", closed] of html.matchAll(
    /<(\/?)([a-z][^\s/>]{0,30})[^<>]*?(\/?)(?=[<>]|$)/gi,
  )) {
    const name = tag.toLowerCase();
    const isForeign = (open.get("svg") ?? 0) + (open.get("math") ?? 0) > 0;
    if (isForeign ? closed : UNCOUNTED.has(name)) continue;
    const count = open.get(name) ?? 0;
    // An end tag that closes nothing does not make the page shallower.
    if (slash && count === 0) continue;
    const step = slash ? -1 : 1;
    open.set(name, count + step);
    depth += step;
    if (depth > DEEPEST) throw tooDeep();
  }
}

/** Refuses the tree of `root` when a parser made it deeper than that all the same. @throws {UserError} */
export function refuseDeepTree(root: object): void {
  let level: readonly object[] = [root];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST) throw tooDeep();
    level = level.flatMap((node) => ("childNodes" in node ? (node.childNodes as object[]) : []));
  }
}

function tooDeep(): UserError {
  return new UserError(`Found elements nested more than ${DEEPEST} deep; give a page with less nesting`);
}
