import { type JsonFeed, parseJsonFeed } from "feedsmith";
import type { Person } from "../../domain/article.ts";
import { omitUndefined } from "../../domain/omit-undefined.ts";
import { valueAt } from "../../store/json-file/json-pointer.ts";
import { paragraphs } from "../content/paragraphs.ts";
import type { FeedEntry, FeedParser } from "./feed-entry.ts";

/** Reads JSON Feed 1.0 and 1.1, with what our own feeds say besides in `_lanmu`. */
export const jsonEntries: FeedParser = (document, isOwn) => {
  const json: unknown = JSON.parse(document.text.replace(/^\uFEFF/, ""));
  const feed = parseJsonFeed(json);
  // The library knows no custom objects and leaves out items that say nothing, so these are found by id.
  const items = valueAt(json, ["items"]);
  const extensions = new Map(
    (Array.isArray(items) ? items : []).map((item) => [
      String(valueAt(item, ["id"])),
      valueAt(item, ["_lanmu"]),
    ]),
  );
  return omitUndefined({
    authors: peopleOf(feed.authors),
    language: feed.language,
    home: feed.home_page_url,
    entries: (feed.items ?? []).map((item) => entryOf(item, extensions.get(item.id ?? ""), isOwn(item.id))),
  });
};

function entryOf(item: JsonFeed.Item<string>, extension: unknown, isOwn: boolean): FeedEntry {
  const authors = personsAt(extension, "authors");
  const [source] = personsAt(extension, "source");
  return omitUndefined<FeedEntry>({
    id: item.id,
    title: item.title,
    link: item.url,
    via: item.external_url,
    authors: authors.length > 0 ? authors : peopleOf(item.authors),
    editors: personsAt(extension, "editors"),
    source,
    published: item.date_published,
    updated: item.date_modified,
    summary: item.summary,
    abstract: textAt(extension, ["summary"]),
    content: contentOf(item, isOwn),
    categories: (item.tags ?? []).map((name) => ({ name })),
    column: textAt(extension, ["column", "title"]),
    language: item.language,
    image: item.image ?? item.banner_image,
  });
}

/** Every item has a content, so one that is only a summary says that, or its title, again. */
function contentOf(item: JsonFeed.Item<string>, isOwn: boolean): string | undefined {
  const { content_html, content_text, summary, title } = item;
  if (content_html !== undefined) return content_html;
  const isRepeated = content_text === summary || (isOwn && summary === undefined && content_text === title);
  return content_text === undefined || isRepeated ? undefined : paragraphs(content_text);
}

function peopleOf(authors: readonly JsonFeed.Author[] = []): Person[] {
  return authors.flatMap(({ name, url }) =>
    name === undefined ? [] : [omitUndefined<Person>({ name, url })],
  );
}

/** The persons, one or several, that a custom object names: anybody can write anything there. */
function personsAt(extension: unknown, key: string): Person[] {
  const value = valueAt(extension, [key]);
  return (Array.isArray(value) ? value : [value]).flatMap((person) => {
    const name = textAt(person, ["name"]);
    if (name === undefined) return [];
    return [omitUndefined<Person>({ name, about: textAt(person, ["about"]), url: textAt(person, ["url"]) })];
  });
}

function textAt(value: unknown, path: readonly string[]): string | undefined {
  const text = valueAt(value, path);
  return typeof text === "string" && text.trim() !== "" ? text : undefined;
}
