import { type DefaultTreeAdapterTypes, html as htmlNames } from "parse5";
import { attributeOf } from "./html-tree.ts";

type Element = DefaultTreeAdapterTypes.Element;

/** Elements that are removed with their content. */
const REMOVED = new Set(
  "applet button datalist dialog embed head iframe input math meter noembed noframes noscript object optgroup option progress script select style svg template textarea title".split(
    " ",
  ),
);
const MEDIA = new Set(["amp-img", "embed", "iframe", "img", "object"]);
const HIDING_STYLE = /(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)/i;
const OFF_SCREEN_STYLE = /(?:^|[;\s])(?:left|top)\s*:\s*-\d{4,}px/i;

/** Tells whether `element` is removed with its content: it is hidden, or nothing that content may have. */
export function isRemoved(element: Element): boolean {
  return REMOVED.has(element.tagName) || element.namespaceURI !== htmlNames.NS.HTML || isUnseen(element);
}

/** Tells whether readers of a page do not see `element`: a style hides it, or it is a tracking pixel. */
export function isUnseen(element: Element): boolean {
  const style = attributeOf(element, "style") ?? "";
  return HIDING_STYLE.test(style) || (MEDIA.has(element.tagName) && isTrackingPixel(element, style));
}

/** Tells whether an image or frame is at most one pixel large or off the screen: it tracks readers and shows nothing. */
function isTrackingPixel(element: Element, style: string): boolean {
  if (OFF_SCREEN_STYLE.test(style)) return true;
  return ["width", "height"].every((side) => {
    const size =
      attributeOf(element, side) ?? new RegExp(`(?:^|[;\\s])${side}\\s*:\\s*([\\d.]+)`, "i").exec(style)?.[1];
    return size !== undefined && /^\s*[01](?:\.0*)?\s*(?:px\s*)?$/i.test(size);
  });
}
