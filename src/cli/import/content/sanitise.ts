import sanitizeHtml from "sanitize-html";
import { contentProblems } from "../../../domain/check-content.ts";
import { ELEMENTS, GLOBAL_ATTRIBUTES, SCHEMES } from "../../../domain/content-policy.ts";
import { ADDRESS_ATTRIBUTES, absoluteMarkup, plainText } from "../../../domain/markup.ts";
import { legalText } from "../../../domain/text.ts";
import { uri } from "../../../domain/uri.ts";
import { escapeHtml } from "./escape-html.ts";
import { tidyMarkup } from "./tidy-markup.ts";
import { wellFormed } from "./well-formed.ts";

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
/** What HTML calls a parse error even where XML carries it. */
const UNWRITABLE = /[\0-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F]|\p{Noncharacter_Code_Point}/gu;
/** How often markup may change its shape by being read again before only its text is kept. */
const ROUNDS = 8;

/**
 * Returns `html` with nothing in it that the store refuses: safe, well-formed, every address absolute (against
 * `base`, or left out), without tracking pixels, empty paragraphs and indentation. What is clean already
 * comes back as it is.
 *
 * @throws {Refusal} when it is nested too deeply to be read
 */
export function sanitise(html: string, base?: string): string {
  const text = legal(html);
  const asRead = wellFormed(text);
  const first = clean(text, base);
  if (first === asRead && first.length > 0 && isClean(text)) return text;

  let current = first;
  for (let round = 0; round < ROUNDS; round++) {
    const next = clean(current, base);
    if (next === current && isClean(current)) return current;
    current = next;
  }
  return paragraphs(current);
}

/** Tells whether the store takes `html` and tidying would only write it another way. */
function isClean(html: string): boolean {
  return html === html.trim() && contentProblems(html, false).length === 0;
}

function clean(html: string, base: string | undefined): string {
  const tidied = tidyMarkup(html);
  const safe = sanitizeHtml(base === undefined ? tidied : absoluteMarkup(tidied, base), {
    allowedTags: Object.keys(ELEMENTS),
    allowedAttributes: { ...ELEMENTS, "*": [...GLOBAL_ATTRIBUTES] } as Record<string, string[]>,
    allowedSchemes: SCHEMES.map((scheme) => scheme.slice(0, -1)),
    allowedSchemesAppliedToAttributes: [...ADDRESS_ATTRIBUTES],
    allowProtocolRelative: false,
    enforceHtmlBoundary: false,
    nestingLimit: Number.POSITIVE_INFINITY,
    transformTags: { "*": (name, attributes) => successor(name, attributes, base) },
    exclusiveFilter: ({ tag, attribs }) => {
      if ((tag === "img" || tag === "source") && !attribs.src) return true;
      return tag === "a" && !attribs.href && !attribs.id ? "excludeTag" : false;
    },
  });
  return legal(tidyMarkup(safe)).trim();
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
  return base === undefined && /^https?:\/\//i.test(trimmed) ? trimmed : uri(trimmed, base);
}

function paragraphs(html: string): string {
  const written = plainText(html)
    .split(/\n+/)
    .map((line) => line.trim())
    .filter(Boolean);
  return written.map((line) => `<p>${escapeHtml(line)}</p>`).join("\n");
}

function legal(text: string): string {
  return legalText(text).replace(UNWRITABLE, "");
}
