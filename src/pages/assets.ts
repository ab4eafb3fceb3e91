import { createHash } from "node:crypto";
import { MEDIA_TYPES } from "../http/media-types.ts";
import favicon from "./assets/favicon.ico";
import icon from "./assets/icon.svg";
import touchIcon from "./assets/icon-180.png";
import style from "./assets/style.css";
import script from "./assets/subscribe.js";

/** A file that pages refer to. */
interface Asset {
  /** Its path; one that holds a hash of its bytes never changes. */
  readonly path: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly immutable: boolean;
}

export const STYLE = hashed("style", "css", MEDIA_TYPES.css, style);
export const SCRIPT = hashed("subscribe", "js", MEDIA_TYPES.javascript, script);
export const ICON = named("/favicon.svg", MEDIA_TYPES.svg, icon);
/** For clients that ask for it without reading a page: feed readers, and browsers that show a feed or JSON. */
export const FAVICON = named("/favicon.ico", MEDIA_TYPES.icon, favicon);
export const TOUCH_ICON = named("/apple-touch-icon.png", MEDIA_TYPES.png, touchIcon);

/** Everything that is served besides pages, feeds and documents. */
export const ASSETS: readonly Asset[] = [STYLE, SCRIPT, ICON, FAVICON, TOUCH_ICON];

function hashed(name: string, extension: string, mediaType: string, file: ArrayBuffer): Asset {
  const bytes = new Uint8Array(file);
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 12);
  return { path: `/assets/${name}.${hash}.${extension}`, mediaType, bytes, immutable: true };
}

function named(path: string, mediaType: string, file: ArrayBuffer): Asset {
  return { path, mediaType, bytes: new Uint8Array(file), immutable: false };
}
