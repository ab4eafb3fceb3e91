import type { Person } from "../../domain/article.ts";
import { omitUndefined } from "../../domain/omit-undefined.ts";
import { webAddress } from "../content/web-address.ts";
import { machineDate } from "./machine-date.ts";
import type { PageDocument } from "./page-dom.ts";
import type { PageFacts } from "./page-facts.ts";

type Source = NonNullable<PageFacts["source"]>;
type Thing = { readonly [property: string]: unknown };

const ARTICLE = /(?:^|[/:])(?:[A-Za-z]*Article|BlogPosting|Report|OpinionNewsArticle)$/;

/** Returns what the JSON-LD of `page` says of its article (schema.org, alone, listed or in an `@graph`). */
export function jsonLd(page: PageDocument, url: string | undefined, timeZone: string): PageFacts {
  const scripts = [...page.getElementsByTagName("script")];
  const things = scripts.flatMap((script) => thingsOf(parsed(script.textContent)));
  const article = things.find((thing) => list(thing["@type"]).some((type) => ARTICLE.test(text(type) ?? "")));
  if (!article) return {};

  const byId = new Map(
    things.filter((thing) => "headline" in thing || "name" in thing).map((thing) => [thing["@id"], thing]),
  );
  const resolved = (value: unknown) => (isThing(value) ? { ...byId.get(value["@id"]), ...value } : value);
  const people = (value: unknown) => list(value).map(resolved).flatMap(personOf);
  const source = people(article.sourceOrganization)[0] ?? people(article.publisher)[0];
  const image = list(article.image ?? article.thumbnailUrl).map(resolved)[0];
  return omitUndefined<PageFacts>({
    title: text(article.headline) ?? text(article.name),
    authors: people(article.author ?? article.creator),
    editors: people(article.editor),
    source: source && omitUndefined<Source>({ name: source.name, url: source.url }),
    published: machineDate(text(article.datePublished), timeZone),
    updated: machineDate(text(article.dateModified), timeZone),
    summary: text(article.description),
    image: address(image, url),
    url: address(article.url ?? article.mainEntityOfPage, url),
    language: text(resolved(article.inLanguage)),
    articleText: prose(article.articleBody),
  });

  function personOf(value: unknown): Person[] {
    const name = text(value) ?? (isThing(value) ? text(value.name) : undefined);
    if (!name || /^https?:/i.test(name)) return [];
    const link = isThing(value) ? address(value.url, url) : undefined;
    const about = isThing(value) ? text(value.jobTitle) : undefined;
    return [omitUndefined<Person>({ name, about, url: link })];
  }
}

/** A script whose JSON is broken says nothing; one in a comment or CDATA still does. */
function parsed(json: string): unknown {
  const bare = json
    .replace(/^\s*(?:<!--|\/\*<!\[CDATA\[\*\/|\/\/<!\[CDATA\[|<!\[CDATA\[)/, "")
    .trimEnd()
    .replace(/(?:-->|\/\*\]\]>\*\/|\/\/\]\]>|\]\]>)\s*;?$/, "")
    .replace(/[\0-\x1F]+/g, " ");
  try {
    return JSON.parse(bare);
  } catch {
    return undefined;
  }
}

function thingsOf(value: unknown): Thing[] {
  const queue: unknown[] = [value];
  const things: Thing[] = [];
  while (queue.length > 0) {
    const next = queue.shift();
    if (Array.isArray(next)) queue.push(...next.slice(0, 1000));
    if (!isThing(next)) continue;
    things.push(next);
    queue.push(next["@graph"], next.mainEntity);
  }
  return things;
}

/** The first address of a value that may be one, a list of them, or a thing that has one. */
function address(value: unknown, base: string | undefined): string | undefined {
  const first = list(value)[0];
  const written = isThing(first)
    ? (text(first.url) ?? text(first.contentUrl) ?? text(first["@id"]))
    : text(first);
  return webAddress(written, base);
}

function list(value: unknown): unknown[] {
  return value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];
}

function text(value: unknown): string | undefined {
  if (isThing(value) && "@value" in value) return text(value["@value"]);
  return typeof value === "string" ? value.replace(/\s+/g, " ").trim() || undefined : undefined;
}

/** Text whose lines are its paragraphs. */
function prose(value: unknown): string | undefined {
  return typeof value === "string" && text(value) !== undefined ? value : undefined;
}

function isThing(value: unknown): value is Thing {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
