import { type JsonFeed, parseJsonFeed } from "feedsmith";
import type { Person } from "../../domain/article.ts";
import { valueAt } from "../../domain/json-pointer.ts";
import { omitUndefined } from "../../domain/omit-undefined.ts";
import type { StatedImage } from "../article-image.ts";
import { textToHtml } from "../content/text.ts";
import { type FeedEntry, type FeedParser, type ParsedFeed, statedTexts } from "./feed-entry.ts";
import { entryFiles, type MediaFile } from "./media.ts";

/** Parses JSON Feed 1.0 and 1.1, and the `_lanmu` extension of our own feeds. */
export const jsonEntries: FeedParser = (document, isOwn) => {
  const json: unknown = JSON.parse(document.text.replace(/^\uFEFF/, ""));
  const feed = parseJsonFeed(json);
  // The library drops extensions, and empty items too, so the extensions are found by the id of the item.
  const items = valueAt(json, ["items"]);
  const extensions = new Map(
    (Array.isArray(items) ? items : []).map((item) => [
      String(valueAt(item, ["id"])),
      valueAt(item, ["_lanmu"]),
    ]),
  );
  return omitUndefined<ParsedFeed>({
    format: "json",
    authors: jsonAuthors(feed.authors),
    language: feed.language,
    home: feed.home_page_url,
    entries: (feed.items ?? []).map((item) => {
      const extension = extensions.get(item.id ?? "");
      return jsonEntry(item, extension, isOwn(item.id) || isOwn(nonBlankText(extension, ["id"])));
    }),
  });
};

function jsonEntry(item: JsonFeed.Item<string>, extension: unknown, isOwn: boolean): FeedEntry {
  const authors = extensionPeople(extension, "authors");
  const [source] = extensionPeople(extension, "source");
  const column = nonBlankText(extension, ["column", "title"]);
  return omitUndefined<FeedEntry>({
    id: item.id,
    guid: item.id,
    otherId: nonBlankText(extension, ["id"]),
    title: item.title,
    link: item.url,
    via: item.external_url,
    authors: authors.length > 0 ? authors : jsonAuthors(item.authors),
    editors: extensionPeople(extension, "editors"),
    source,
    published: statedTexts(item.date_published),
    updated: item.date_modified,
    added: nonBlankText(extension, ["added"]),
    summary: item.summary,
    declaredSummary: nonBlankText(extension, ["summary"]),
    content: jsonContent(item, isOwn),
    categories: ownTags(item.tags, column, valueAt(extension, ["tags"])).map((name) => ({ name })),
    column,
    language: item.language,
    ...jsonFiles(item, extension),
  });
}

function jsonFiles(item: JsonFeed.Item<string>, extension: unknown) {
  const { attachments = [] } = item;
  const files = attachments.map(({ url, mime_type }) => omitUndefined<MediaFile>({ url, type: mime_type }));
  const image = jsonImage(item, extension);
  return { ...entryFiles(undefined, files), ...(image.url !== undefined && { image }) };
}

/** Returns the tags of an item without its column, which is the first of them in our own feeds. */
function ownTags(
  tags: readonly string[] = [],
  column: string | undefined,
  stated: unknown,
): readonly string[] {
  if (Array.isArray(stated)) return stated.filter((tag) => typeof tag === "string");
  return tags[0] === column ? tags.slice(1) : tags;
}

/** Every item must have content, so an item with a summary alone repeats that, or its title. */
function jsonContent(item: JsonFeed.Item<string>, isOwn: boolean): string | undefined {
  const { content_html, content_text, summary, title } = item;
  if (content_html !== undefined) return content_html;
  const isRepeated = content_text === summary || (isOwn && summary === undefined && content_text === title);
  return content_text === undefined || isRepeated ? undefined : textToHtml(content_text);
}

function jsonAuthors(authors: readonly JsonFeed.Author[] = []): Person[] {
  return authors.flatMap(({ url, name = url }) =>
    name === undefined ? [] : [omitUndefined<Person>({ name, url })],
  );
}

/** Returns the person or people in a field of the extension, of which every value may be invalid. */
function extensionPeople(extension: unknown, key: string): Person[] {
  const value = valueAt(extension, [key]);
  return (Array.isArray(value) ? value : [value]).flatMap((person) => {
    const name = nonBlankText(person, ["name"]);
    if (name === undefined) return [];
    const [about, url] = [nonBlankText(person, ["about"]), nonBlankText(person, ["url"])];
    return [omitUndefined<Person>({ name, about, url })];
  });
}

/** Returns the image of an item, and what the extension states of it. */
function jsonImage({ image, banner_image }: JsonFeed.Item<string>, extension: unknown): StatedImage {
  const size = (name: string) => {
    const value = valueAt(extension, ["image", name]);
    return typeof value === "number" ? value : undefined;
  };
  return {
    url: image ?? banner_image,
    width: size("width"),
    height: size("height"),
    type: nonBlankText(extension, ["image", "type"]),
    alt: nonBlankText(extension, ["image", "alt"]),
  };
}

function nonBlankText(value: unknown, path: readonly string[]): string | undefined {
  const text = valueAt(value, path);
  return typeof text === "string" && text.trim() !== "" ? text : undefined;
}
