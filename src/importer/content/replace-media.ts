import type { DefaultTreeAdapterTypes } from "parse5";
import { elementsIn } from "../../html/nodes.ts";
import { attributeOf, type HtmlParent, htmlElement } from "./html-tree.ts";
import { pictureAddress } from "./picture-address.ts";
import { isPlayerElement, playerIn } from "./players.ts";
import { isRemoved, isUnseen } from "./unseen-elements.ts";
import { mediaAddress } from "./web-address.ts";

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

/** How much of what readers of a page saw is not in its cleaned HTML. */
export interface ReplacedMedia {
  /** Pictures, sounds, videos and players that were left out. */
  readonly pictures: number;
  /** Players that became links. */
  readonly players: number;
}

/** Elements in which a paragraph can be. */
const BLOCKS = new Set("article blockquote body center dd details div figure main section td".split(" "));

/**
 * Replaces players in `root` by links, and removes pictures, sounds and videos without a usable address; relative
 * ones are resolved against `base`. Expects that pictures have their address in `src`.
 */
export function replaceMedia(root: HtmlParent, base: string | undefined): ReplacedMedia {
  const isUsable = (address: string) => mediaAddress(address, base) !== undefined;
  let [pictures, players] = [0, 0];

  function replaceIn(parent: HtmlParent): void {
    let isChanged = false;
    const nodes = parent.childNodes.flatMap((node) => {
      const replaced = replacement(node, parent);
      isChanged ||= replaced[0] !== node;
      return replaced;
    });
    if (isChanged) parent.childNodes = nodes;
  }

  function replacement(node: Node, parent: HtmlParent): readonly Node[] {
    if (!("tagName" in node) || isUnseen(node)) return [node];
    if (isPlayerElement(node)) return playerLink(node, parent);
    if (isRemoved(node)) return [node];
    if (node.tagName === "img") return image(node);
    if (node.tagName === "audio" || node.tagName === "video") return recording(node);
    replaceIn(node);
    return [node];
  }

  function playerLink(element: Element, parent: HtmlParent): Node[] {
    const player = playerIn(element, base);
    if (!player) return [];
    if (player.address === undefined) {
      pictures += 1;
      return [];
    }
    players += 1;
    const link = htmlElement("a", { href: player.address }, player.title || player.address);
    return [BLOCKS.has(parent.tagName ?? "body") ? htmlElement("p", {}, link) : link];
  }

  function image(element: Element): Node[] {
    const { address, isLost } = pictureAddress(element.attrs, isUsable);
    if (isLost) pictures += 1;
    return address === undefined ? [] : [element];
  }

  /** Returns a sound or video that has an address, and else the picture that stands for the video. */
  function recording(element: Element): Node[] {
    const sources = [element, ...elementsIn(element.childNodes)].filter(
      ({ tagName }) => tagName === element.tagName || tagName === "source",
    );
    for (const source of sources) {
      const late = attributeOf(source, "data-src");
      if (late !== undefined && isUsable(late) && !isUsable(attributeOf(source, "src") ?? ""))
        source.attrs = [{ name: "src", value: late }, ...source.attrs.filter(({ name }) => name !== "src")];
    }
    const addresses = sources.map((source) => attributeOf(source, "src")?.trim() ?? "");
    if (addresses.some(isUsable)) return [element];
    const poster = attributeOf(element, "poster") ?? "";
    if (addresses.some((address) => address !== "") || poster !== "") pictures += 1;
    return isUsable(poster) ? [htmlElement("img", { src: poster })] : [];
  }

  replaceIn(root);
  return { pictures, players };
}
