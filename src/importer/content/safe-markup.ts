import sanitizeHtml, { type IOptions } from "sanitize-html";
import { ELEMENTS, GLOBAL_ATTRIBUTES, REFERRER_POLICIES, SCHEMES } from "../../html/content-policy.ts";
import { ADDRESS_ATTRIBUTES } from "../../html/markup.ts";
import { contentAddress, mediaAddress } from "./web-address.ts";

/** The modern elements for obsolete ones. */
const REPLACEMENTS: Readonly<Record<string, string>> = {
  acronym: "abbr",
  dir: "ul",
  menu: "ul",
  strike: "s",
  tt: "code",
};

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
  return sanitizeHtml(html, {
    ...POLICY,
    transformTags: { "*": (name, attributes) => modernElement(name, attributes, base) },
  });
}

function modernElement(tagName: string, attributes: Record<string, string>, base: string | undefined) {
  if (tagName === "center") return { tagName: "div", attribs: { align: "center" } };
  const attribs = { ...attributes };
  for (const name of ADDRESS_ATTRIBUTES) {
    const value = attribs[name];
    if (value === undefined) continue;
    // An empty `cite` is the address of the page itself.
    const isContent = name === "href" || (name === "cite" && value.trim() === "");
    const address = (isContent ? contentAddress : mediaAddress)(value, base);
    if (address === undefined) delete attribs[name];
    else attribs[name] = address;
  }
  const { referrerpolicy } = attribs;
  if (referrerpolicy !== undefined && !REFERRER_POLICIES.has(referrerpolicy.toLowerCase()))
    delete attribs.referrerpolicy;
  return { tagName: REPLACEMENTS[tagName] ?? tagName, attribs };
}
