import { elementsIn } from "../../html/nodes.ts";
import { attributeOf, parseHtmlFragment } from "./html-tree.ts";

/** Parameters that only choose the size or the format of a picture, or tell versions of a file apart. */
const SIZE_PARAMETER =
  /^(?:w|h|s|width|height|size|resize|fit|crop|q|quality|auto|fm|format|dpr|ssl|strip|zoom|v|ver|itok|tp|wxfrom|wx_lazy|wx_co|wx_fmt|imageview2.*|imagemogr2.*|x-[a-z]+-process)$/i;
/** A folder of the address that only chooses the size: `300x200`, `w_300,h_200`. */
const SIZE_FOLDER = /\/(?:\d{2,4}x\d{2,4}|[chqwfg]_[\w.]+(?:,[a-z]{1,3}_[\w.]+)*)(?=\/)/gi;
/** The end of a name, before the extension, that only tells the size: `-300x200`, `-scaled`, `@2x`. */
const SIZE_SUFFIX =
  /(?:[-_]\d{2,4}x\d{2,4}|[-_](?:scaled|thumb|small|medium|large)|@\dx)(?=\.[a-z]{3,4}$|$)/i;
/** A style that some image services append to the address: `!thumb`, `@300w`. */
const STYLE = /(?<=\.[a-z]{3,4})[!@_][^/]*$/i;
/** A shorter name, such as `1.jpg`, may be that of another picture. */
const MIN_NAME_LENGTH = 10;

/**
 * Returns the keys of the picture at the absolute `address`: two addresses that share one are of the same picture,
 * perhaps in other sizes.
 */
export function pictureKeys(address: string): string[] {
  if (!URL.canParse(address)) return [];
  const { hostname, pathname, searchParams } = new URL(address);
  // The image service of WordPress names the host of the picture in the path.
  const place = /^i\d\.wp\.com$/.test(hostname) ? pathname : `/${hostname}${pathname}`;
  const path = place
    .replace(/^\/www\./, "/")
    .replace(SIZE_FOLDER, "")
    .replace(STYLE, "")
    .replace(SIZE_SUFFIX, "");
  const query = [...searchParams].filter(([name]) => !SIZE_PARAMETER.test(name)).join("&");
  const name = path.slice(path.lastIndexOf("/") + 1);
  return [path, ...(name.length >= MIN_NAME_LENGTH ? [name] : [])].map((key) => `${key}?${query}`);
}

/** Tells whether clean `html` shows the picture at `address`, perhaps in another size. */
export function hasPicture(html: string, address: string): boolean {
  if (!/<(?:img|video)\b/.test(html)) return false;
  const keys = new Set(pictureKeys(address));
  const shown = [...elementsIn(parseHtmlFragment(html).childNodes)].flatMap((element) =>
    element.tagName === "img" || element.tagName === "video"
      ? [attributeOf(element, "src"), attributeOf(element, "poster")]
      : [],
  );
  return shown.some((source = "") => pictureKeys(source).some((key) => keys.has(key)));
}
