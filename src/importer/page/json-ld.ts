import type { ArticleImage, Person } from "../../domain/article.ts";
import { omitUndefined } from "../../domain/omit-undefined.ts";
import { articleImage } from "../article-image.ts";
import { webAddress } from "../content/web-address.ts";
import { parseMetadataDate } from "../parse-date.ts";
import type { PageDocument } from "./page-dom.ts";
import type { PageFacts } from "./page-facts.ts";

type Source = NonNullable<PageFacts["source"]>;
/** A JSON-LD object. */
type Thing = { readonly [property: string]: unknown };

const ARTICLE_TYPE = /(?:^|[/:])(?:[A-Za-z]*Article|BlogPosting|Report|OpinionNewsArticle)$/;
const MAX_ITEMS = 1000;

/** Returns the facts in the first schema.org article in JSON-LD: alone, in a list, or in a `@graph`. */
export function jsonLdFacts(page: PageDocument, base: string | undefined, timeZone: string): PageFacts {
  const scripts = [...page.getElementsByTagName("script")];
  const things = scripts.flatMap((script) => allThings(parseScript(script.textContent)));
  const article = things.find((thing) =>
    asList(thing["@type"]).some((type) => ARTICLE_TYPE.test(textValue(type) ?? "")),
  );
  if (!article) return {};

  const byId = new Map(
    things.filter((thing) => "headline" in thing || "name" in thing).map((thing) => [thing["@id"], thing]),
  );
  const resolve = (value: unknown) => (isThing(value) ? { ...byId.get(value["@id"]), ...value } : value);
  const people = (value: unknown) =>
    asList(value)
      .map(resolve)
      .flatMap((person) => personValue(person, base));
  const source = people(article.sourceOrganization)[0] ?? people(article.publisher)[0];
  const image = asList(article.image ?? article.thumbnailUrl).map(resolve)[0];
  return omitUndefined<PageFacts>({
    title: textValue(article.headline) ?? textValue(article.name),
    authors: people(article.author ?? article.creator),
    editors: people(article.editor),
    source: source && omitUndefined<Source>({ name: source.name, url: source.url }),
    published: parseMetadataDate(dateText(article.datePublished), timeZone),
    dateText: dateText(article.datePublished),
    updated: parseMetadataDate(dateText(article.dateModified), timeZone),
    summary: textValue(article.description),
    image: imageValue(image, base),
    url: addressValue(article.url ?? article.mainEntityOfPage, base),
    language: textValue(resolve(article.inLanguage)),
    articleText: multilineText(article.articleBody),
  });
}

/** Parses the JSON of a script, which may be in a comment or CDATA section; returns `undefined` if it is invalid. */
export function parseScript(script: string): unknown {
  const json = script
    .replace(/^\s*(?:<!--|\/\*<!\[CDATA\[\*\/|\/\/<!\[CDATA\[|<!\[CDATA\[)/, "")
    .trimEnd()
    .replace(/(?:-->|\/\*\]\]>\*\/|\/\/\]\]>|\]\]>)\s*;?$/, "")
    .replace(/[\0-\x1F]+/g, " ");
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** Returns the objects in a value, in lists and in `@graph` and `mainEntity`. */
export function allThings(value: unknown): Thing[] {
  const queue: unknown[] = [value];
  const things: Thing[] = [];
  while (queue.length > 0) {
    const next = queue.shift();
    if (Array.isArray(next)) queue.push(...next.slice(0, MAX_ITEMS));
    if (!isThing(next)) continue;
    things.push(next);
    queue.push(next["@graph"], next.mainEntity);
  }
  return things;
}

function personValue(value: unknown, base: string | undefined): Person[] {
  const name = textValue(value) ?? (isThing(value) ? textValue(value.name) : undefined);
  if (!name || /^https?:/i.test(name)) return [];
  const url = isThing(value) ? addressValue(value.url, base) : undefined;
  const about = isThing(value) ? textValue(value.jobTitle) : undefined;
  return [omitUndefined<Person>({ name, about, url })];
}

/** Returns the first address in a value that is an address, an object with one, or a list of these. */
function addressValue(value: unknown, base: string | undefined): string | undefined {
  const first = asList(value)[0];
  const address = isThing(first)
    ? (textValue(first.url) ?? textValue(first.contentUrl) ?? textValue(first["@id"]))
    : textValue(first);
  return webAddress(address, base);
}

/** Returns a picture: an address, or an `ImageObject`. */
function imageValue(value: unknown, base: string | undefined): ArticleImage | undefined {
  const { width, height, encodingFormat, caption } = isThing(value) ? value : {};
  return articleImage(
    {
      url: addressValue(value, base),
      width: sizeValue(width),
      height: sizeValue(height),
      type: textValue(encodingFormat),
      alt: textValue(caption),
    },
    base,
  );
}

/** Returns a number of pixels: a number, a text, or a `QuantitativeValue`. */
function sizeValue(value: unknown): number | string | undefined {
  const size = isThing(value) ? value.value : value;
  return typeof size === "number" ? size : textValue(size);
}

export function asList(value: unknown): unknown[] {
  return value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];
}

/** Returns a text on one line, or `undefined` if the value is no text or a blank one. */
export function textValue(value: unknown): string | undefined {
  if (isThing(value) && "@value" in value) return textValue(value["@value"]);
  return typeof value === "string" ? value.replace(/\s+/g, " ").trim() || undefined : undefined;
}

/** A date may also be a number: seconds or milliseconds since 1970. */
function dateText(value: unknown): string | undefined {
  return typeof value === "number" ? String(value) : textValue(value);
}

function multilineText(value: unknown): string | undefined {
  return typeof value === "string" && textValue(value) !== undefined ? value : undefined;
}

export function isThing(value: unknown): value is Thing {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
