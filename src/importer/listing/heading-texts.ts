import { isElement, type PageElement } from "../page/page-dom.ts";

/** A text or a picture in an element. */
interface HeadingText {
  /** Of a picture, its alternative text, which may be empty. */
  readonly text: string;
  readonly isHeading: boolean;
  readonly isPicture: boolean;
  /** The link that it is in. */
  readonly link: PageElement | undefined;
}

const HEADING = /^(?:h[1-6]|caption|legend)$/;
const HEADING_CLASS = /(?:^|[\s_-])(?:title|tit|tt|hd|head|heading)(?:$|[\s_-])/i;
/** A text without words. */
export const MARKS = /^[\s\p{P}\p{S}]*$/u;
/** More than any heading has. */
export const MAX_HEADING_TEXTS = 30;

/** Returns the texts and pictures in an element, at most {@linkcode MAX_HEADING_TEXTS}. */
export function headingTexts(element: PageElement): HeadingText[] {
  const texts: HeadingText[] = [];
  function walk(node: PageElement, isAroundHeading: boolean, link: PageElement | undefined): void {
    const isHeading = isAroundHeading || HEADING.test(node.localName) || HEADING_CLASS.test(node.className);
    const ownLink = node.localName === "a" ? node : link;
    if (node.localName === "img") {
      const text = (node.getAttribute("alt") ?? node.getAttribute("title") ?? "").trim();
      texts.push({ text, isHeading: false, isPicture: true, link: ownLink });
    }
    for (const child of node.childNodes) {
      if (texts.length >= MAX_HEADING_TEXTS) return;
      if (isElement(child)) walk(child, isHeading, ownLink);
      else {
        const text = child.textContent.replace(/\s+/g, " ").trim();
        if (text !== "") texts.push({ text, isHeading, isPicture: false, link: ownLink });
      }
    }
  }
  walk(element, false, undefined);
  return texts;
}
