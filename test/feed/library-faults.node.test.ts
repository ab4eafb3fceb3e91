import { Feed, type FeedOptions, type Item } from "feed";
import { afterEach, expect, it, vi } from "vitest";
import type { Entry } from "../../src/domain/entry.ts";
import { checkStore } from "../../src/store/json-file/check-store.ts";
import { feedsOf } from "../support/a-feed.ts";
import { anArticle, aStore } from "../support/a-store.ts";
import { NOW, ORIGIN } from "../support/serve.ts";
import { textsByPath } from "../support/texts-by-path.ts";

// Each test shows a fault of the library `feed` by itself, and then that the feeds of this service do not have it.
// When the first half fails, the library has been fixed.

afterEach(() => {
  vi.useRealTimers();
});

it("JSON Feed is JSON Feed 1.1, with authors, language and hubs", () => {
  const raw = JSON.parse(
    aFeed({ author: { name: "Ann" }, language: "en", hub: "https://hub.example/" }).json1(),
  );
  expect(raw).toMatchObject({ version: "https://jsonfeed.org/version/1", author: { name: "Ann" } });
  expect(raw).not.toHaveProperty("language");

  const ours = JSON.parse(feedsOf([], { site: { hub: "https://hub.example/" } }).json);

  expect(ours).toMatchObject({
    version: "https://jsonfeed.org/version/1.1",
    authors: [{ name: "Example Press" }],
    language: "en",
    hubs: [{ type: "WebSub", url: "https://hub.example/" }],
  });
  expect(ours).not.toHaveProperty("author");
});

it("RSS names an author without an address in dc:creator, not in author", () => {
  expect(aFeed({}, { author: [{ name: "Ann" }] }).rss2()).toContain("<author>Ann</author>");

  const ours = textsByPath(feedsOf([anArticle({ authors: [{ name: "Ann" }] })]).rss);

  expect(ours["rss/channel/item/dc:creator"]).toEqual(["Ann"]);
  expect(ours).not.toHaveProperty("rss/channel/item/author");
});

it("extensions have their namespace in RSS, are kept in Atom and plain in JSON", () => {
  const url = "https://review.example/a.jpg";
  const extensions = [{ name: "media:content", objects: { _attributes: { url } } }];
  const raw = aFeed({}, { extensions });
  expect(() => textsByPath(raw.rss2())).toThrow(/unbound namespace prefix/);
  expect(raw.atom1()).not.toContain(url);
  expect(JSON.parse(raw.json1()).items[0]["media:content"]).toEqual({ _attributes: { url } });

  const feeds = feedsOf([anArticle({ image: url })]);

  expect(textsByPath(feeds.rss)["rss/channel/item/media:content@url"]).toEqual([url]);
  expect(textsByPath(feeds.atom)["feed/entry/media:content@url"]).toEqual([url]);
  expect(JSON.parse(feeds.json).items[0]).toMatchObject({ image: url });
});

it.each([
  "a\u0008b",
  "a\uFFFEb",
  "a\uFFFFb",
  "a\uD800b",
])("RSS and Atom leave out what XML cannot carry: %j", (title) => {
  const raw = aFeed({}, { title });
  expect(raw.rss2()).toContain(title);
  expect(raw.atom1()).toContain(title);

  const feeds = feedsOf([anArticle({ title })]);

  expect(textsByPath(feeds.rss)["rss/channel/item/title"]).toEqual(["ab"]);
  expect(textsByPath(feeds.atom)["feed/entry/title"]).toEqual(["ab"]);
});

it("Atom escapes categories and gives each a term", () => {
  expect(() => textsByPath(aFeed({}, { category: [{ name: "<b", term: "b" }] }).atom1())).toThrow();
  expect(aFeed({}, { category: [{ name: "b" }] }).atom1()).not.toContain("term");

  const ours = textsByPath(feedsOf([anArticle({ tags: ["<b"] })]).atom);

  expect(ours["feed/entry/category@term"]).toEqual(["essays", "<b"]);
  expect(ours["feed/entry/category@label"]).toEqual(["Essays", "<b"]);
});

it("an id is the same in every format, and in Atom another where it is no IRI (RFC 4287 §4.2.6)", () => {
  expect(aFeed({}, { id: "https://review.example/文" }).atom1()).not.toContain("文");
  expect(() => aFeed({}, { id: "文" }).atom1()).toThrow(/Invalid URL/);

  const guids = ["https://review.example/文", "文 & <b>"];
  const feeds = feedsOf(guids.map((guid, index) => anArticle({ id: `a${index}`, guid })));

  expect(textsByPath(feeds.rss)["rss/channel/item/guid"]).toEqual(guids);
  expect(textsByPath(feeds.atom)["feed/entry/id"]).toEqual([guids[0], "tag:review.example,2020:a1"]);
  expect(JSON.parse(feeds.json).items.map(({ id }: { id: string }) => id)).toEqual(guids);
});

it("the guid says whether it is the address of the entry's page", () => {
  const page = `${ORIGIN}/articles/a1`;

  const feeds = feedsOf([
    anArticle({ id: "a0", guid: "https://review.example/1" }),
    anArticle({ id: "a1", guid: page }),
  ]);

  expect(textsByPath(feeds.rss)["rss/channel/item/guid@isPermaLink"]).toEqual(["false", "true"]);
});

it("an absent date, an absent author and an address of any kind are no failure", () => {
  expect(() => aFeed({}, { link: "/relative" }).rss2()).toThrow(/Invalid URL/);
  expect(() => aFeed({}, { author: [] }).json1()).toThrow(TypeError);
  expect(() => dateless().atom1()).toThrow(TypeError);

  const { published: _unknown, ...teaser } = anArticle({ authors: [] });
  const feeds = feedsOf([teaser], { change: (entry) => ({ ...entry, url: "/relative" }) });

  expect(textsByPath(feeds.rss)["rss/channel/item/link"]).toEqual(["/relative"]);
  expect(textsByPath(feeds.rss)).not.toHaveProperty("rss/channel/item/pubDate");
  expect(textsByPath(feeds.atom)).not.toHaveProperty("feed/entry/published");
  expect(JSON.parse(feeds.json).items[0]).not.toHaveProperty("authors");
});

it.each([
  ["rss", "rss2"],
  ["atom", "atom1"],
] as const)("%s has the same bytes whatever the time of day", (format, method) => {
  const atTime = (time: number, write: () => string) => {
    vi.useFakeTimers({ now: time });
    return write();
  };
  expect(atTime(0, () => aFeed()[method]())).not.toBe(atTime(1e9, () => aFeed()[method]()));

  const documents = [0, 1e9].map((time) => atTime(time, () => feedsOf([])[format]));

  expect(documents[0]).toBe(documents[1]);
});

it("an image becomes media:content, not an enclosure of no length and a guessed type", () => {
  const image = "https://review.example/image.php";
  const raw = textsByPath(aFeed({}, { image }).rss2());
  expect(raw["rss/channel/item/enclosure@length"]).toEqual(["0"]);
  expect(raw["rss/channel/item/enclosure@type"]).toEqual(["image/php"]);

  const feeds = feedsOf([anArticle({ image })]);

  expect(textsByPath(feeds.rss)["rss/channel/item/media:content@medium"]).toEqual(["image"]);
  expect(feeds.rss).not.toContain("<enclosure");
  expect(feeds.atom).not.toContain('rel="enclosure"');
});

it("rendering one format changes nothing for the next", () => {
  const audio = { url: "https://review.example/a.mp3", duration: 60 };
  aFeed({ podcast: true }, { audio }).rss2();
  expect(audio.duration).toBeUndefined();

  const article = anArticle({ content: "<p>Text</p>", tags: ["a"], authors: [{ name: "Ann" }] });
  const rendered: Entry[] = [];
  const before: Entry[] = [];
  const feeds = feedsOf([article], {
    change(entry) {
      rendered.push(entry);
      before.push(structuredClone(entry));
      return entry;
    },
  });

  expect(rendered).toHaveLength(1);
  expect(rendered).toEqual(before);
  expect(feedsOf([article])).toEqual(feeds);
});

it("Atom says the language, and the type and relation of every link", () => {
  const raw = textsByPath(aFeed().atom1());
  expect(raw).not.toHaveProperty("feed@xml:lang");
  expect(raw).not.toHaveProperty("feed/link@type");
  expect(raw).not.toHaveProperty("feed/entry/link@rel");

  const ours = textsByPath(feedsOf([anArticle({ language: "zh-CN" })]).atom);

  expect(ours["feed@xml:lang"]).toEqual(["en"]);
  expect(ours["feed/entry@xml:lang"]).toEqual(["zh-CN"]);
  expect(ours["feed/link@type"]).toEqual(["text/html", "application/atom+xml"]);
  expect(ours["feed/entry/link@rel"]).toEqual(["alternate"]);
});

it("Atom sends plain text as text, so that < and & are not read as markup", () => {
  const title = "a <b> &lt; c";
  expect(textsByPath(aFeed({}, { title }).atom1())).toMatchObject({
    "feed/entry/title@type": ["html"],
    "feed/entry/title": [title],
  });

  const ours = textsByPath(feedsOf([anArticle({ title, summary: title })], { site: { rights: title } }).atom);

  expect(ours).toMatchObject({
    "feed/title@type": ["text"],
    "feed/subtitle@type": ["text"],
    "feed/rights@type": ["text"],
    "feed/entry/title@type": ["text"],
    "feed/entry/title": [title],
    "feed/entry/summary@type": ["text"],
    "feed/entry/summary": [title],
  });
});

it("a literal &amp; stays what it is", () => {
  expect(textsByPath(aFeed({ title: "R&amp;D" }).rss2())["rss/channel/title"]).toEqual(["R&D"]);

  const feeds = feedsOf([anArticle({ tags: ["&amp;"] })], { site: { title: "R&amp;D" } });

  expect(textsByPath(feeds.rss)["rss/channel/title"]).toEqual(["R&amp;D"]);
  expect(textsByPath(feeds.rss)["rss/channel/item/category"]).toEqual(["Essays", "&amp;"]);
  expect(textsByPath(feeds.atom)["feed/title"]).toEqual(["R&amp;D"]);
});

it("no stylesheet is named, since the library could only name XSLT", () => {
  expect(aFeed({ stylesheet: "https://review.example/feed.css" }).rss2()).toContain('type="text/xsl"');

  expect(feedsOf([]).rss).not.toContain("<?xml-stylesheet");
  expect(feedsOf([]).atom).not.toContain("<?xml-stylesheet");
});

it("RSS escapes attributes, and & and < in titles as the RSS Board asks", () => {
  expect(() => textsByPath(aFeed({}, { category: [{ name: "a", domain: "b&c" }] }).rss2())).toThrow();
  expect(aFeed({ title: "R&D" }).rss2()).toContain("<title>R&amp;D</title>");

  const feeds = feedsOf([anArticle({ title: "List<R&D>", url: "https://review.example/?a=1&b=2" })]);

  expect(feeds.rss).toContain("<title>List&#x3C;R&#x26;D&#x3E;</title>");
  expect(textsByPath(feeds.rss)["rss/channel/item/atom:link@href"]).toEqual([
    "https://review.example/?a=1&b=2",
  ]);
});

it("Atom names an author of the feed and of every entry", () => {
  expect(aFeed().atom1()).not.toContain("<author>");

  const signed = anArticle({ id: "signed", authors: [{ name: "Ann" }] });
  const ours = textsByPath(feedsOf([anArticle(), signed]).atom);

  expect(ours["feed/author/name"]).toEqual(["Example Press"]);
  expect(ours["feed/entry/author/name"]).toEqual(["Example Press", "Ann"]);
});

it("a date that is none never reaches a feed", () => {
  const date = new Date("2025-02-30T25:00:00Z");
  expect(aFeed({}, { date }).rss2()).toContain("Invalid Date");
  expect(() => aFeed({}, { date }).atom1()).toThrow(RangeError);

  const checked = checkStore(aStore([anArticle({ published: "2025-02-30T25:00:00Z" })]), NOW);

  expect(checked).toMatchObject({ ok: false, findings: [{ pointer: "/articles/0/published" }] });
});

const OPTIONS = {
  id: "https://review.example/",
  title: "Review",
  link: "https://review.example/",
  copyright: "",
};

/** Returns the library's own feed of one item. */
function aFeed(options: Partial<FeedOptions> = {}, item: Partial<Item> = {}): Feed {
  const feed = new Feed({ ...OPTIONS, ...options });
  feed.addItem({ title: "Item", link: "https://review.example/item", date: new Date(0), ...item });
  return feed;
}

/** Returns the library's own feed of an item that says no date, as a caller in JavaScript may. */
function dateless(): Feed {
  const feed = new Feed(OPTIONS);
  feed.addItem({ title: "Item", link: "https://review.example/item" } as Item);
  return feed;
}
