import type { DefaultTreeAdapterTypes } from "parse5";
import { elementsIn } from "../../html/nodes.ts";
import { attributeOf, htmlElement } from "./html-tree.ts";
import { mediaAddress } from "./web-address.ts";

type Element = DefaultTreeAdapterTypes.Element;

/** The elements that show a player or another document. */
const PLAYER_ELEMENTS = new Set(["embed", "iframe", "object"]);
/** The attributes that have the address of a player, the first if it loads late. */
const ADDRESS_ATTRIBUTES = [
  "data-src",
  "data-lazy-src",
  "data-original",
  "data-lazyload",
  "data-url",
  "src",
  "data",
];
/** The attributes that tell whether a frame can be seen. */
const SEEN_BY = new Set(["height", "style", "width"]);
const PARAMETERS = /^(?:movie|src|url)$/i;

/** The players of AMP, with the attribute that names what they play, and the address of that. */
const AMP_PLAYERS: Readonly<Record<string, readonly [attribute: string, address: string]>> = {
  "amp-dailymotion": ["data-videoid", "https://www.dailymotion.com/video/"],
  "amp-facebook": ["data-href", ""],
  "amp-instagram": ["data-shortcode", "https://www.instagram.com/p/"],
  "amp-soundcloud": [
    "data-trackid",
    "https://w.soundcloud.com/player/?url=https%3A%2F%2Fapi.soundcloud.com%2Ftracks%2F",
  ],
  "amp-tiktok": ["data-src", "https://www.tiktok.com/embed/v2/"],
  "amp-twitter": ["data-tweetid", "https://twitter.com/i/status/"],
  "amp-vimeo": ["data-videoid", "https://vimeo.com/"],
  "amp-youtube": ["data-videoid", "https://www.youtube.com/watch?v="],
};

/** The addresses of well-known players, and the page of what each plays. */
const PLAYER_PAGES: readonly (readonly [player: RegExp, page: string])[] = [
  [
    /^www\.youtube(?:-nocookie)?\.com\/embed\/videoseries\?(?:.*&)?list=([\w-]+)/,
    "https://www.youtube.com/playlist?list=$1",
  ],
  [
    /^(?:www\.)?youtube(?:-nocookie)?\.com\/(?:embed|v)\/([\w-]{11})(?![\w-])/,
    "https://www.youtube.com/watch?v=$1",
  ],
  [/^player\.vimeo\.com\/video\/(\d+)(?!.*[?&]h=)/, "https://vimeo.com/$1"],
  [/^(?:www\.)?dailymotion\.com\/embed\/video\/(\w+)/, "https://www.dailymotion.com/video/$1"],
  [/^player\.bilibili\.com\/player\.html\?(?:.*&)?bvid=(BV\w+)/, "https://www.bilibili.com/video/$1"],
  [/^player\.bilibili\.com\/player\.html\?(?:.*&)?aid=(\d+)/, "https://www.bilibili.com/video/av$1"],
  [/^player\.youku\.com\/embed\/(\w+={0,2})/, "https://v.youku.com/v_show/id_$1.html"],
  [
    /^player\.youku\.com\/player\.php\/(?:.*\/)?sid\/(\w+={0,2})\/v\.swf/,
    "https://v.youku.com/v_show/id_$1.html",
  ],
  [
    /^(?:v\.qq\.com\/(?:txp\/)?iframe\/(?:player|preview)\.html|(?:static\.video|imgcache)\.qq\.com\/[\w/]*TPout\.swf)\?(?:.*&)?vid=(\w+)/,
    "https://v.qq.com/x/page/$1.html",
  ],
];

/** The hosts of advertisements, counters, buttons and logins, which pages show in frames of their own. */
const NO_PLAYER_HOST =
  /(?:^|\.)(?:doubleclick\.net|googlesyndication\.com|googletagmanager\.com|googleadservices\.com|google-analytics\.com|amazon-adsystem\.com|adnxs\.com|criteo\.(?:com|net)|taboola\.com|outbrain\.com|disqus\.com|addthis\.com|(?:pos|cpro|hm)\.baidu\.com|platform\.twitter\.com|accounts\.google\.com|recaptcha\.net|widget\.weibo\.com)$/i;
const NO_PLAYER_PATH = /^www\.(?:facebook\.com\/plugins\/(?!video|post)|google\.com\/recaptcha\/)/i;

/** Tells whether `element` shows a player or another document. */
export function isPlayerElement({ tagName }: Element): boolean {
  return PLAYER_ELEMENTS.has(tagName);
}

/** Returns the address of what an element of AMP plays, or `undefined` if it is no player that is known. */
export function ampPlayer(element: Element): string | undefined {
  const { tagName } = element;
  const [attribute, address = ""] = (Object.hasOwn(AMP_PLAYERS, tagName) && AMP_PLAYERS[tagName]) || [];
  const value = attribute === undefined ? "" : (attributeOf(element, attribute)?.trim() ?? "");
  return value === "" ? undefined : `${address}${value}`;
}

/**
 * Returns an `iframe` for an `embed` or `object` that shows a player, an `img` for one that shows a picture, and
 * `undefined` for one without a usable address.
 */
export function plainEmbed(element: Element, isUsable: (address: string) => boolean): Element | undefined {
  const address = statedAddresses(element).find(isUsable);
  if (address === undefined) return undefined;
  const name = /^image\//i.test(attributeOf(element, "type") ?? "") ? "img" : "iframe";
  const frame = htmlElement(name, { src: address, title: playerTitle(element) });
  frame.attrs.push(...element.attrs.filter((attribute) => SEEN_BY.has(attribute.name)));
  return frame;
}

/** The player that an element shows. */
interface Player {
  /** The page of what it plays if that is known, and else its own address; absent if readers cannot reach it. */
  readonly address?: string;
  readonly title: string;
}

/** Returns the player that `element` shows; `undefined` if it shows nothing, or something that is no player. */
export function playerIn(element: Element, base: string | undefined): Player | undefined {
  const stated = statedAddresses(element);
  const address = stated.map((text) => mediaAddress(text, base)).find((found) => found !== undefined);
  const title = playerTitle(element);
  if (address !== undefined) return isOther(address) ? undefined : { address: playerPage(address), title };
  const isStated = stated.length > 0 || (attributeOf(element, "srcdoc") ?? "").trim() !== "";
  return isStated ? { title } : undefined;
}

function playerTitle(element: Element): string {
  const titles = [element, ...elementsIn(element.childNodes)].map((part) => attributeOf(part, "title") ?? "");
  return (
    titles
      .find((title) => title.trim() !== "")
      ?.replace(/\s+/g, " ")
      .trim() ?? ""
  );
}

/** Returns the addresses in `element`, and in the parameters and fallbacks of an `object`, that lead somewhere. */
function statedAddresses(element: Element): string[] {
  const own = ADDRESS_ATTRIBUTES.map((name) => attributeOf(element, name));
  const inner = [...elementsIn(element.childNodes)].flatMap((part) => {
    if (part.tagName === "param") {
      return PARAMETERS.test(attributeOf(part, "name") ?? "") ? [attributeOf(part, "value")] : [];
    }
    return isPlayerElement(part) ? ADDRESS_ATTRIBUTES.map((name) => attributeOf(part, name)) : [];
  });
  return [...own, ...inner].flatMap((address = "") =>
    /[/.]/.test(address) && !/^\s*(?:about|javascript):/i.test(address) ? [address] : [],
  );
}

/** Returns the page of what the player at an absolute address plays, or the address itself. */
function playerPage(address: string): string {
  const bare = address.replace(/^https?:\/\//i, "");
  const [player, page = ""] = PLAYER_PAGES.find(([pattern]) => pattern.test(bare)) ?? [];
  return player ? page.replace("$1", player.exec(bare)?.[1] ?? "") : address;
}

function isOther(address: string): boolean {
  return (
    NO_PLAYER_HOST.test(new URL(address).hostname) ||
    NO_PLAYER_PATH.test(address.replace(/^https?:\/\//i, ""))
  );
}
