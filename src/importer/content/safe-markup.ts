import sanitizeHtml, { type IOptions } from "sanitize-html";
import { toUri } from "../../domain/uri.ts";
import { ELEMENTS, GLOBAL_ATTRIBUTES, SCHEMES } from "../../html/content-policy.ts";
import { ADDRESS_ATTRIBUTES, absoluteMarkup } from "../../html/markup.ts";
import { isReachable } from "./is-reachable.ts";

/** What of old markup has a successor. */
const SUCCESSORS: Readonly<Record<string, string>> = {
  acronym: "abbr",
  dir: "ul",
  menu: "ul",
  strike: "s",
  tt: "code",
};
/** Where pages that load images late keep the address. */
const LATE_SOURCES = ["data-src", "data-original", "data-lazy-src", "data-url"];

const POLICY: IOptions = {
  allowedTags: Object.keys(ELEMENTS),
  allowedAttributes: { ...ELEMENTS, "*": [...GLOBAL_ATTRIBUTES] } as Record<string, string[]>,
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

/** Returns `html` with no element, attribute or address but those that the store admits, against `base`. */
export function safeMarkup(html: string, base: string | undefined): string {
  return sanitizeHtml(base === undefined ? html : absoluteMarkup(html, base), {
    ...POLICY,
    transformTags: { "*": (name, attributes) => successor(name, attributes, base) },
  });
}

function successor(tagName: string, attributes: Record<string, string>, base: string | undefined) {
  if (tagName === "center") return { tagName: "div", attribs: { align: "center" } };
  const attribs = { ...attributes };
  const late = tagName === "img" && LATE_SOURCES.find((name) => attributes[name]);
  if (late && attributes[late]) attribs.src = attributes[late];
  for (const name of ADDRESS_ATTRIBUTES) {
    if (attribs[name] === undefined) continue;
    const address = absolute(attribs[name], base);
    const isUsable = address !== undefined && (name === "href" || /^https?:/.test(address));
    if (isUsable) attribs[name] = address;
    else delete attribs[name];
  }
  return { tagName: SUCCESSORS[tagName] ?? tagName, attribs };
}

/** `address` in full, or `undefined` when it cannot be or leads nowhere that a reader may follow. */
function absolute(address: string, base: string | undefined): string | undefined {
  const trimmed = address.trim();
  if (/^(?:mailto|tel):/i.test(trimmed)) return URL.canParse(trimmed) ? trimmed : undefined;
  if (!URL.canParse(trimmed, base) || !/^https?:$/.test(new URL(trimmed, base).protocol)) return undefined;
  if (!isReachable(new URL(trimmed, base).href, base)) return undefined;
  return base === undefined && /^https?:\/\//i.test(trimmed) ? trimmed : toUri(trimmed, base);
}
