import type { DefaultTreeAdapterTypes } from "parse5";
import { elementsIn } from "../../html/nodes.ts";
import { attributeOf, type HtmlParent } from "./html-tree.ts";
import { isPictureFile, pictureAddress } from "./picture-address.ts";
import { playerIn } from "./players.ts";
import { pictureKeys } from "./same-picture.ts";
import { isUnseen } from "./unseen-elements.ts";
import { mediaAddress } from "./web-address.ts";

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

/** The image is at most so many nodes away, white space and comments included. */
const MAX_DISTANCE = 4;

/** The pictures and frames that a page shows where scripts run. */
export interface ShownMedia {
  /** The base of relative addresses. */
  readonly base: string | undefined;
  /** The keys of all of them, see {@linkcode mediaKeys}. */
  readonly keys: Set<string>;
  /** The images that have their address from another attribute than `src`. */
  readonly late: ReadonlySet<Element>;
  /** Returns the elements in a `noscript` element, with the addresses of their images in `src`. */
  readonly elementsOf: (noscript: Element) => readonly Element[];
}

/**
 * Puts the pictures and frames in each `noscript` child of `parent` in its place, except those that the page shows
 * anyway. One that repeats the image beside it replaces that, if it has no late address.
 */
export function showNoscriptMedia(parent: HtmlParent, shown: ShownMedia): void {
  const repeated = new Set<Element>();
  parent.childNodes = parent.childNodes.flatMap((node, index, siblings) => {
    const media =
      "tagName" in node && node.tagName === "noscript"
        ? shown.elementsOf(node).filter((element) => isShown(element, shown.base))
        : [];
    if (media.length === 0) return [node];
    const beside = imagesBeside(siblings, index).filter((image) => !repeated.has(image));
    return media.filter((element) => {
      const keys = mediaKeys(element, shown.base);
      const copy = element.tagName === "img" ? findCopy(keys, beside, shown) : undefined;
      if (copy && !shown.late.has(copy)) copy.attrs = element.attrs;
      if (copy) repeated.add(copy);
      const isRepeated = copy !== undefined || keys.some((key) => shown.keys.has(key));
      for (const key of keys) shown.keys.add(key);
      return !isRepeated;
    });
  });
}

/** Returns the keys of an image, of which another image of the same picture has one, or the address of a frame. */
export function mediaKeys(element: Element, base: string | undefined): string[] {
  const { tagName, attrs } = element;
  if (tagName === "iframe") return [playerIn(element, base)?.address ?? ""];
  if (tagName !== "img") return [];
  const { address } = pictureAddress(attrs, (text) => mediaAddress(text, base) !== undefined);
  return address === undefined ? [] : pictureKeys(mediaAddress(address, base) ?? "");
}

/** Finds the image that shows the same picture, has none, or loads late. */
function findCopy(
  keys: readonly string[],
  images: readonly Element[],
  { base, late }: ShownMedia,
): Element | undefined {
  return (
    images.find((image) => mediaKeys(image, base).some((key) => keys.includes(key))) ??
    images.find((image) => mediaKeys(image, base).length === 0) ??
    images.find((image) => late.has(image) || /lazy/i.test(attributeOf(image, "class") ?? ""))
  );
}

/** Returns the images directly before and after a node, also if they are alone in an element. */
function imagesBeside(siblings: readonly Node[], index: number): Element[] {
  const isText = (node: Node) => "value" in node && node.value.trim() !== "";
  const isVisible = (node: Node) => isText(node) || ("tagName" in node && node.tagName !== "noscript");
  const before = siblings.slice(Math.max(0, index - MAX_DISTANCE), index).findLast(isVisible);
  const after = siblings.slice(index + 1, index + 1 + MAX_DISTANCE).find(isVisible);
  return [before, after].flatMap((node) => {
    if (!node || !("tagName" in node)) return [];
    const images = [...elementsIn([node])].filter(({ tagName }) => tagName === "img");
    return images.length === 1 ? images : [];
  });
}

/** Tells whether `element` is a picture or a frame with a player that readers without scripts see. */
function isShown(element: Element, base: string | undefined): boolean {
  if (isUnseen(element)) return false;
  if (element.tagName === "iframe") return playerIn(element, base)?.address !== undefined;
  if (element.tagName !== "img" || mediaKeys(element, base).length === 0) return false;
  // Counters are often images without a name, a size or a description.
  const isDescribed = ["alt", "width", "height", "class"].some((name) => attributeOf(element, name));
  const source = attributeOf(element, "src") ?? "";
  return isDescribed || (isPictureFile(source) && !/\.gif(?:[?#]|$)/i.test(source));
}
