import { Feed, type FeedOptions, type Item } from "feed";
import { afterEach, expect, it, vi } from "vitest";
import { atom } from "../../src/feed/atom.ts";
import { jsonFeed } from "../../src/feed/json-feed.ts";
import { rss } from "../../src/feed/rss.ts";
import { checkStore } from "../../src/store/json-file/check-store.ts";
import { aChannel } from "../support/a-channel.ts";
import { anArticle, aStore } from "../support/a-store.ts";
import { NOW } from "../support/serve.ts";
import { textsByPath } from "../support/texts-by-path.ts";

// Each test shows a fault of the library on its own, by its number in the field notes, and then that what
// leaves this service does not have it. When the first half fails, the library has been mended.

afterEach(() => {
  vi.useRealTimers();
});

it("1: jsonFeed() is JSON Feed 1.1, with authors, language and hubs", () => {
  const raw = JSON.parse(
    aFeed({ author: { name: "Ann" }, language: "en", hub: "https://hub.example/" }).json1(),
  );
  expect(raw).toMatchObject({ version: "https://jsonfeed.org/version/1", author: { name: "Ann" } });
  expect(raw).not.toHaveProperty("language");

  const ours = JSON.parse(jsonFeed(aChannel([], { hub: "https://hub.example/" })));

  expect(ours).toMatchObject({
    version: "https://jsonfeed.org/version/1.1",
    authors: [{ name: "Example Press" }],
    language: "en",
    hubs: [{ type: "WebSub", url: "https://hub.example/" }],
  });
  expect(ours).not.toHaveProperty("author");
});

it("2: rss() names an author without an address in dc:creator, not in author", () => {
  expect(aFeed({}, { author: [{ name: "Ann" }] }).rss2()).toContain("<author>Ann</author>");

  const ours = textsByPath(rss(aChannel([anArticle({ authors: [{ name: "Ann" }] })])));

  expect(ours["rss/channel/item/dc:creator"]).toEqual(["Ann"]);
  expect(ours).not.toHaveProperty("rss/channel/item/author");
});

it("3: extensions have their namespace in RSS, are kept in Atom and plain in JSON", () => {
  const url = "https://review.example/a.jpg";
  const extensions = [{ name: "media:content", objects: { _attributes: { url } } }];
  const raw = aFeed({}, { extensions });
  expect(() => textsByPath(raw.rss2())).toThrow(/unbound namespace prefix/);
  expect(raw.atom1()).not.toContain(url);
  expect(JSON.parse(raw.json1()).items[0]["media:content"]).toEqual({ _attributes: { url } });

  const channel = aChannel([anArticle({ image: url })]);

  expect(textsByPath(rss(channel))["rss/channel/item/media:content@url"]).toEqual([url]);
  expect(textsByPath(atom(channel))["feed/entry/media:content@url"]).toEqual([url]);
  expect(JSON.parse(jsonFeed(channel)).items[0]).toMatchObject({ image: url });
});

it.each([
  "a\u0008b",
  "a\uFFFEb",
  "a\uFFFFb",
  "a\uD800b",
])("4: rss() and atom() leave out what XML cannot carry: %j", (title) => {
  const raw = aFeed({}, { title });
  expect(raw.rss2()).toContain(title);
  expect(raw.atom1()).toContain(title);

  const channel = aChannel([anArticle({ title })]);

  expect(textsByPath(rss(channel))["rss/channel/item/title"]).toEqual(["ab"]);
  expect(textsByPath(atom(channel))["feed/entry/title"]).toEqual(["ab"]);
});

it("5: atom() escapes categories and gives each a term", () => {
  expect(() => textsByPath(aFeed({}, { category: [{ name: "<b", term: "b" }] }).atom1())).toThrow();
  expect(aFeed({}, { category: [{ name: "b" }] }).atom1()).not.toContain("term");

  const ours = textsByPath(atom(aChannel([anArticle({ tags: ["<b"] })])));

  expect(ours["feed/entry/category@term"]).toEqual(["essays", "<b"]);
  expect(ours["feed/entry/category@label"]).toEqual(["Essays", "<b"]);
});

it("6: an id is the same in every format, whatever it is", () => {
  expect(aFeed({}, { id: "https://review.example/文" }).atom1()).not.toContain("文");
  expect(() => aFeed({}, { id: "文" }).atom1()).toThrow(/Invalid URL/);

  const channel = aChannel([anArticle()]);
  const odd = { ...channel, entries: channel.entries.map((entry) => ({ ...entry, id: "文" })) };

  expect(textsByPath(rss(odd))["rss/channel/item/guid"]).toEqual(["文"]);
  expect(textsByPath(atom(odd))["feed/entry/id"]).toEqual(["文"]);
  expect(JSON.parse(jsonFeed(odd)).items[0].id).toBe("文");
});

it("7: an absent date, an absent author and an address of any kind are no failure", () => {
  expect(() => aFeed({}, { link: "/relative" }).rss2()).toThrow(/Invalid URL/);
  expect(() => aFeed({}, { author: [] }).json1()).toThrow(TypeError);
  expect(() => dateless().atom1()).toThrow(TypeError);

  const { published: _unknown, ...teaser } = anArticle({ authors: [] });
  const channel = aChannel([teaser]);
  const relative = { ...channel, entries: channel.entries.map((entry) => ({ ...entry, url: "/relative" })) };

  expect(textsByPath(rss(relative))["rss/channel/item/link"]).toEqual(["/relative"]);
  expect(textsByPath(rss(relative))).not.toHaveProperty("rss/channel/item/pubDate");
  expect(textsByPath(atom(relative))).not.toHaveProperty("feed/entry/published");
  expect(JSON.parse(jsonFeed(relative)).items[0]).not.toHaveProperty("authors");
});

it.each([
  ["rss()", "rss2", rss],
  ["atom()", "atom1", atom],
] as const)("8: %s writes the same bytes whatever the time of day", (_name, format, render) => {
  const atTime = (time: number, write: () => string) => {
    vi.useFakeTimers({ now: time });
    return write();
  };
  expect(atTime(0, () => aFeed()[format]())).not.toBe(atTime(1e9, () => aFeed()[format]()));

  const documents = [0, 1e9].map((time) => atTime(time, () => render(aChannel([]))));

  expect(documents[0]).toBe(documents[1]);
});

it("9: an image becomes media:content, not an enclosure of no length and a guessed type", () => {
  const image = "https://review.example/image.php";
  const raw = textsByPath(aFeed({}, { image }).rss2());
  expect(raw["rss/channel/item/enclosure@length"]).toEqual(["0"]);
  expect(raw["rss/channel/item/enclosure@type"]).toEqual(["image/php"]);

  const channel = aChannel([anArticle({ image })]);

  expect(textsByPath(rss(channel))["rss/channel/item/media:content@medium"]).toEqual(["image"]);
  expect(rss(channel)).not.toContain("<enclosure");
  expect(atom(channel)).not.toContain('rel="enclosure"');
});

it("10: rendering one format changes nothing for the next", () => {
  const audio = { url: "https://review.example/a.mp3", duration: 60 };
  aFeed({ podcast: true }, { audio }).rss2();
  expect(audio.duration).toBeUndefined();

  const channel = aChannel([anArticle({ content: "<p>Text</p>", tags: ["a"], authors: [{ name: "Ann" }] })]);
  const before = structuredClone(channel);
  const documents = [rss, atom, jsonFeed].map((render) => render(channel));

  expect(channel).toEqual(before);
  expect([rss, atom, jsonFeed].map((render) => render(channel))).toEqual(documents);
});

it("11: atom() says the language, and the type and relation of every link", () => {
  const raw = textsByPath(aFeed().atom1());
  expect(raw).not.toHaveProperty("feed@xml:lang");
  expect(raw).not.toHaveProperty("feed/link@type");
  expect(raw).not.toHaveProperty("feed/entry/link@rel");

  const ours = textsByPath(atom(aChannel([anArticle({ language: "zh-CN" })])));

  expect(ours["feed@xml:lang"]).toEqual(["en"]);
  expect(ours["feed/entry@xml:lang"]).toEqual(["zh-CN"]);
  expect(ours["feed/link@type"]).toEqual(["text/html", "application/atom+xml"]);
  expect(ours["feed/entry/link@rel"]).toEqual(["alternate"]);
});

it("12: atom() sends plain text as text, so that < and & are not read as markup", () => {
  const title = "a <b> &lt; c";
  expect(textsByPath(aFeed({}, { title }).atom1())).toMatchObject({
    "feed/entry/title@type": ["html"],
    "feed/entry/title": [title],
  });

  const ours = textsByPath(atom(aChannel([anArticle({ title, summary: title })], { rights: title })));

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

it("13: a literal &amp; stays what it is", () => {
  expect(textsByPath(aFeed({ title: "R&amp;D" }).rss2())["rss/channel/title"]).toEqual(["R&D"]);

  const channel = aChannel([anArticle({ tags: ["&amp;"] })], { title: "R&amp;D" });

  expect(textsByPath(rss(channel))["rss/channel/title"]).toEqual(["R&amp;D"]);
  expect(textsByPath(rss(channel))["rss/channel/item/category"]).toEqual(["Essays", "&amp;"]);
  expect(textsByPath(atom(channel))["feed/title"]).toEqual(["R&amp;D"]);
});

it("14: no stylesheet is named, since the library could only name XSLT", () => {
  expect(aFeed({ stylesheet: "https://review.example/feed.css" }).rss2()).toContain('type="text/xsl"');

  expect(rss(aChannel([]))).not.toContain("<?xml-stylesheet");
  expect(atom(aChannel([]))).not.toContain("<?xml-stylesheet");
});

it("15: rss() escapes attributes, and & and < in titles as the RSS Board asks", () => {
  expect(() => textsByPath(aFeed({}, { category: [{ name: "a", domain: "b&c" }] }).rss2())).toThrow();
  expect(aFeed({ title: "R&D" }).rss2()).toContain("<title>R&amp;D</title>");

  const channel = aChannel([anArticle({ title: "List<R&D>", url: "https://review.example/?a=1&b=2" })]);

  expect(rss(channel)).toContain("<title>List&#x3C;R&#x26;D&#x3E;</title>");
  expect(textsByPath(rss(channel))["rss/channel/item/atom:link@href"]).toEqual([
    "https://review.example/?a=1&b=2",
  ]);
});

it("16: atom() names an author of the feed and of every entry", () => {
  expect(aFeed().atom1()).not.toContain("<author>");

  const signed = anArticle({ id: "signed", authors: [{ name: "Ann" }] });
  const ours = textsByPath(atom(aChannel([anArticle(), signed])));

  expect(ours["feed/author/name"]).toEqual(["Example Press"]);
  expect(ours["feed/entry/author/name"]).toEqual(["Example Press", "Ann"]);
});

it("17: a date that is none never reaches a feed", () => {
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
