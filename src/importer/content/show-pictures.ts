import type { DefaultTreeAdapterTypes } from "parse5";
import { elementsIn } from "../../html/nodes.ts";
import { attributeOf, type HtmlParent, htmlElement, parseHtmlFragment } from "./html-tree.ts";
import { mediaKeys, type ShownMedia, showNoscriptMedia } from "./noscript-media.ts";
import { mayHoldAddress, pictureAddress } from "./picture-address.ts";
import { ampPlayer, plainEmbed } from "./players.ts";
import { mediaAddress } from "./web-address.ts";

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

const MEDIA = /<(?:im(?:g|age)|amp-|iframe)\b/i;
/** More than any page has; each is parsed by itself. */
const MAX_NOSCRIPTS = 1_000;
const REPLACED = new Set(["embed", "object", "picture"]);
/** The elements of HTML for those of AMP. */
const AMP_ELEMENTS: Readonly<Record<string, string>> = {
  "amp-img": "img",
  "amp-anim": "img",
  "amp-video": "video",
  "amp-audio": "audio",
  "amp-iframe": "iframe",
};

/**
 * Changes `root` to what a page shows when its scripts have run: pictures that load late have their address in
 * `src`, of several sizes the widest is left, players are in frames, and elements of AMP become those of HTML. A picture in `noscript`
 * replaces its placeholder; without one, it stands in place of the `noscript`. A picture without a usable address
 * stays as it is; relative ones are resolved against `base`.
 */
export function showPictures(root: HtmlParent, base: string | undefined): void {
  const { late, noscriptParents } = showImages(root, base);
  if (noscriptParents.size === 0) return;
  const keys = new Set([...elementsIn(root.childNodes)].flatMap((element) => mediaKeys(element, base)));
  let remaining = MAX_NOSCRIPTS;
  const elementsOf = (noscript: Element) => {
    remaining -= 1;
    return remaining < 0 ? [] : noscriptElements(noscript, base);
  };
  const shown: ShownMedia = { base, keys, late, elementsOf };
  for (const parent of noscriptParents) showNoscriptMedia(parent, shown);
}

interface ShownImages {
  /** The images that have their address from another attribute than `src`. */
  readonly late: ReadonlySet<Element>;
  /** The elements with a `noscript` element that has pictures or frames. */
  readonly noscriptParents: ReadonlySet<HtmlParent>;
}

/** Does what {@linkcode showPictures} does, without what is in `noscript`. */
function showImages(root: HtmlParent, base: string | undefined): ShownImages {
  const isUsable = (address: string) => mediaAddress(address, base) !== undefined;
  const late = new Set<Element>();
  const noscriptParents = new Set<HtmlParent>();

  function show(parent: HtmlParent): void {
    for (const child of parent.childNodes) {
      if (!("tagName" in child)) continue;
      show(child);
      if (child.tagName === "img") showImage(child);
      else if (child.tagName === "noscript" && hasMedia(child) && parent.tagName !== "head")
        noscriptParents.add(parent);
    }
    if (parent.childNodes.some(({ nodeName }) => REPLACED.has(nodeName) || nodeName.startsWith("amp-")))
      parent.childNodes = parent.childNodes.flatMap(plainElements);
  }

  /** Puts the address of an image, or else one of its `sources`, into its `src`; returns whether there is one. */
  function showImage(image: Element, sources: readonly Element[] = []): boolean {
    const address = [image, ...sources]
      .map(({ attrs }) => pictureAddress(attrs, isUsable).address)
      .find((found) => found !== undefined);
    if (address !== undefined && setSource(image, address)) late.add(image);
    return address !== undefined;
  }

  /** Returns the `img` of a `picture`, the `iframe` for an embedded player, the elements of HTML for one of AMP. */
  function plainElements(node: Node): Node[] {
    if (!("tagName" in node)) return [node];
    const { tagName, attrs, childNodes } = node;
    if (tagName === "picture") {
      const elements = [...elementsIn(childNodes)];
      const image = elements.find((element) => element.tagName === "img") ?? htmlElement("img", {});
      const sources = elements.filter((element) => element.tagName === "source");
      showImage(image, sources);
      return [image, ...childNodes.filter((child) => child !== image && child.nodeName !== "source")];
    }
    if (tagName === "embed" || tagName === "object") return [plainEmbed(node, isUsable) ?? node];
    const player = ampPlayer(node);
    if (player !== undefined)
      return [htmlElement("iframe", { src: player, title: attributeOf(node, "title") ?? "" })];
    const name = Object.hasOwn(AMP_ELEMENTS, tagName) ? AMP_ELEMENTS[tagName] : undefined;
    if (name === undefined) return [node];

    const element = htmlElement(name, {});
    element.attrs = attrs;
    if (name !== "img") {
      element.childNodes = childNodes.filter(({ nodeName }) => nodeName === "source");
      return [element];
    }
    // An element that is not closed contains what follows it.
    const following = childNodes.filter((child) => !isFallback(child));
    return showImage(element) ? [element, ...following] : childNodes;
  }

  show(root);
  return { late, noscriptParents };
}

/** Tells whether a `noscript` element, whose content is text to a parser with scripts, has pictures or frames. */
function hasMedia({ childNodes: [text] }: Element): boolean {
  return text !== undefined && "value" in text && MEDIA.test(text.value);
}

function noscriptElements({ childNodes: [text] }: Element, base: string | undefined): Element[] {
  const fragment = parseHtmlFragment(text && "value" in text ? text.value : "");
  showImages(fragment, base);
  return [...elementsIn(fragment.childNodes)];
}

/**
 * Sets the `src` of an image, and removes what scripts would load it by; returns whether it had another `src`, or
 * none.
 */
function setSource(image: Element, address: string): boolean {
  const isLate = attributeOf(image, "src")?.trim() !== address;
  const attrs = image.attrs.filter(
    ({ name, value }) =>
      name !== "src" && !(isLate && name === "class" && /lazy/i.test(value)) && !mayHoldAddress(name, value),
  );
  if (isLate || attrs.length < image.attrs.length - 1)
    image.attrs = [{ name: "src", value: address }, ...attrs];
  return isLate;
}

/** Tells whether a child of an `amp-img` stands in for it where AMP is not supported, or until it is loaded. */
function isFallback(node: Node): boolean {
  return (
    node.nodeName === "noscript" ||
    ("tagName" in node && node.attrs.some(({ name }) => name === "fallback" || name === "placeholder"))
  );
}
