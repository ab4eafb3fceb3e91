import sanitizeHtml, { type IOptions } from "sanitize-html";
import { toUri } from "../../domain/uri.ts";
import { ELEMENTS, GLOBAL_ATTRIBUTES, SCHEMES } from "../../html/content-policy.ts";
import { ADDRESS_ATTRIBUTES, absoluteMarkup } from "../../html/markup.ts";
import { isReachable } from "./web-address.ts";

/** The modern elements for obsolete ones. */
const REPLACEMENTS: Readonly<Record<string, string>> = {
  acronym: "abbr",
  dir: "ul",
  menu: "ul",
  strike: "s",
  tt: "code",
};
/** The attributes in which pages with lazy loading keep the address of an image. */
const LAZY_SOURCES = ["data-src", "data-original", "data-lazy-src", "data-url"];

const POLICY: IOptions = {
  allowedTags: Object.keys(ELEMENTS),
  allowedAttributes: {
    ...Object.fromEntries(Object.entries(ELEMENTS).map(([name, attributes]) => [name, [...attributes]])),
    "*": [...GLOBAL_ATTRIBUTES],
  },
  allowedSchemes: SCHEMES.map((scheme) => scheme.slice(0, -1)),
  allowedSchemesAppliedToAttributes: [...ADDRESS_ATTRIBUTES],
  allowProtocolRelative: false,
  enforceHtmlBoundary: false,
  nestingLimit: Number.POSITIVE_INFINITY,
  exclusiveFilter: ({ tag, attribs }) => {
    if ((tag === "img" || tag === "source") && !attribs.src) return true;
    return tag === "a" && !attribs.href && !attribs.id ? "excludeTag" : false;
  },
};

/** Removes all elements, attributes and addresses that the store does not allow; resolves addresses against `base`. */
export function safeMarkup(html: string, base: string | undefined): string {
  return sanitizeHtml(base === undefined ? html : absoluteMarkup(html, base), {
    ...POLICY,
    transformTags: { "*": (name, attributes) => modernElement(name, attributes, base) },
  });
}

function modernElement(tagName: string, attributes: Record<string, string>, base: string | undefined) {
  if (tagName === "center") return { tagName: "div", attribs: { align: "center" } };
  const attribs = { ...attributes };
  const lazySource = tagName === "img" && LAZY_SOURCES.find((name) => attributes[name]);
  if (lazySource && attributes[lazySource]) attribs.src = attributes[lazySource];
  for (const name of ADDRESS_ATTRIBUTES) {
    if (attribs[name] === undefined) continue;
    const address = absoluteAddress(attribs[name], base);
    const isUsable = address !== undefined && (name === "href" || /^https?:/.test(address));
    if (isUsable) attribs[name] = address;
    else delete attribs[name];
  }
  return { tagName: REPLACEMENTS[tagName] ?? tagName, attribs };
}

/** Returns the absolute address, or `undefined` if there is none or readers cannot reach it. */
function absoluteAddress(address: string, base: string | undefined): string | undefined {
  const trimmed = address.trim();
  if (/^(?:mailto|tel):/i.test(trimmed)) return URL.canParse(trimmed) ? trimmed : undefined;
  if (!URL.canParse(trimmed, base) || !/^https?:$/.test(new URL(trimmed, base).protocol)) return undefined;
  if (!isReachable(new URL(trimmed, base).href, base)) return undefined;
  return base === undefined && /^https?:\/\//i.test(trimmed) ? trimmed : toUri(trimmed, base);
}
