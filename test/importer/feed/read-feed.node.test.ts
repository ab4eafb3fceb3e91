import { describe, expect, it } from "vitest";
import type { ReadContext } from "../../../src/importer/draft.ts";
import { readFeed } from "../../../src/importer/feed/read-feed.ts";
import { UserError } from "../../../src/operator/user-error.ts";

const CONTEXT: ReadContext = {
  timeZone: "Asia/Shanghai",
  language: "zh-CN",
  authority: "review.example,2020",
  related: false,
};
const PUBLISHED = new Date("2020-11-26T00:27:11Z");
const LINK = "https://news.example/1";
const DRAFT = { title: "One & two", authors: [], editors: [], tags: [], url: LINK };

const rss = (item: string, { channel = "", version = "2.0" } = {}) =>
  `<?xml version="1.0"?><rss version="${version}" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>T</title><link>https://news.example/</link>${channel}<item><title>One &amp; two</title><link>${LINK}</link>${item}</item></channel></rss>`;
const atom = (entry: string, feed = "") =>
  `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/"><title>T</title>${feed}<entry><title>One &amp; two</title><link href="${LINK}"/>${entry}</entry></feed>`;
const json = (item: object, feed: object = {}) =>
  JSON.stringify({
    version: "https://jsonfeed.org/version/1.1",
    title: "T",
    ...feed,
    items: [{ title: "One & two", url: LINK, ...item }],
  });

async function read(text: string, url?: string) {
  return (await readFeed({ name: "feed", text, ...(url !== undefined && { url }) }, CONTEXT)).drafts;
}

describe("readFeed() reads every version:", () => {
  it.each([
    [
      "RSS 0.91",
      `<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">${rss("", { version: "0.91" }).replace(/<\?.*?\?>/, "")}`,
    ],
    ["RSS 0.92", rss("", { version: "0.92" })],
    ["RSS 2.0", rss("")],
    [
      "RSS 2.0 with a byte order mark and a comment",
      `\uFEFF<!-- <feed> -->${rss("").replace(/<\?.*?\?>/, "")}`,
    ],
    [
      "RSS 0.90",
      `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://my.netscape.com/rdf/simple/0.9/"><channel><title>T</title></channel><item><title>One &amp; two</title><link>${LINK}</link></item></rdf:RDF>`,
    ],
    ["Atom 1.0", atom("")],
    [
      "Atom with a prefix",
      `<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry><a:title>One &amp; two</a:title><a:link href="${LINK}"/></a:entry></a:feed>`,
    ],
    [
      "Atom 0.3",
      `<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry><title>One &amp; two</title><link rel="alternate" type="text/html" href="${LINK}"/></entry></feed>`,
    ],
    ["JSON Feed 1.1", json({})],
    ["JSON Feed 1.0", json({}).replace("version/1.1", "version/1")],
  ])("%s", async (_version, text) => {
    expect(await read(text)).toStrictEqual([DRAFT]);
  });

  it("RSS 1.0, with Dublin Core", async () => {
    const text = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://news.example/"><title>T</title><link>https://news.example/</link></channel><item rdf:about="${LINK}"><title>One &amp; two</title><link>${LINK}</link><description>Why</description><dc:creator>Wang</dc:creator><dc:subject>labour</dc:subject><dc:date>2020-11-26T08:27:11+08:00</dc:date></item></rdf:RDF>`;

    expect(await read(text)).toEqual([
      {
        ...DRAFT,
        sourceId: LINK,
        summary: "Why",
        authors: [{ name: "Wang" }],
        tags: ["labour"],
        published: PUBLISHED,
      },
    ]);
  });
});

describe("readFeed() of RSS", () => {
  it.each([
    ["an id", '<guid isPermaLink="false">n-1</guid>', { sourceId: "n-1" }],
    [
      "authors",
      "<dc:creator>Wang</dc:creator><dc:creator>Li</dc:creator>",
      { authors: [{ name: "Wang" }, { name: "Li" }] },
    ],
    [
      "an author with an address of e-mail",
      "<author>wang@news.example (Wang)</author>",
      { authors: [{ name: "Wang" }] },
    ],
    ["an address of e-mail for an author", "<author>wang@news.example</author>", {}],
    ["editors", "<dc:contributor>Zhao</dc:contributor>", { editors: [{ name: "Zhao" }] }],
    ["a source", '<source url="https://daily.example/rss">Daily</source>', { source: { name: "Daily" } }],
    ["a source in Dublin Core", "<dc:source>Daily</dc:source>", { source: { name: "Daily" } }],
    ["a source that is only an address", "<dc:source>https://daily.example/1</dc:source>", {}],
    ["a date with a zone", "<pubDate>Thu, 26 Nov 2020 00:27:11 GMT</pubDate>", { published: PUBLISHED }],
    ["a date with an offset", "<pubDate>26 Nov 20 08:27:11 +0800</pubDate>", { published: PUBLISHED }],
    ["a date without an offset", "<pubDate>2020-11-26 08:27:11</pubDate>", { published: PUBLISHED }],
    ["a date that is none", "<pubDate>yesterday</pubDate>", {}],
    ["a change", "<atom:updated>2020-11-26T00:27:11Z</atom:updated>", { updated: PUBLISHED }],
    [
      "a summary in HTML",
      "<description>&lt;b&gt;R&amp;amp;D&lt;/b&gt;&lt;br&gt;two</description>",
      { summary: "R&D\ntwo" },
    ],
    ["a summary in CDATA", "<description><![CDATA[<p>R&amp;D</p>]]></description>", { summary: "R&D" }],
    ["the title for a summary", "<description>One &amp;amp; two</description>", {}],
    [
      "an article in its description",
      "<description><![CDATA[<p>One</p><p>Two</p>]]></description>",
      { content: "<p>One</p><p>Two</p>" },
    ],
    [
      "content and summary",
      "<description>Why</description><content:encoded><![CDATA[<p>One</p>]]></content:encoded>",
      { summary: "Why", content: "<p>One</p>" },
    ],
    [
      "content, its excerpt",
      "<description>One</description><content:encoded><![CDATA[<p>One</p>]]></content:encoded>",
      { content: "<p>One</p>" },
    ],
    [
      "content, its beginning",
      "<description>One two […]</description><content:encoded><![CDATA[<p>One</p><p>two three</p>]]></content:encoded>",
      { content: "<p>One</p><p>two three</p>" },
    ],
    [
      "content with a script and a relative link",
      '<content:encoded><![CDATA[<script>x()</script><p onclick="x()"><a href="/2">2</a></p>]]></content:encoded>',
      { content: '<p><a href="https://news.example/2">2</a></p>' },
    ],
    [
      "tags",
      '<category>a</category><category domain="https://news.example/c/"> b c </category><category>a</category>',
      { tags: ["a", "b c"] },
    ],
    [
      "a column",
      '<category domain="https://other.example/columns/">Essays</category><category>a</category>',
      { columnTitle: "Essays", tags: ["a"] },
    ],
    ["an image", '<media:content url="/1.png" medium="image"/>', { image: "https://news.example/1.png" }],
    [
      "an image in a group",
      '<media:group><media:content url="https://i.example/1" type="image/png"/></media:group>',
      { image: "https://i.example/1" },
    ],
    ["a thumbnail", '<media:thumbnail url="https://i.example/1.png"/>', { image: "https://i.example/1.png" }],
    [
      "an enclosed image",
      '<enclosure url="https://i.example/1.png" type="image/png" length="1"/>',
      { image: "https://i.example/1.png" },
    ],
    ["sound", '<enclosure url="https://i.example/1.mp3" type="audio/mpeg" length="1"/>', {}],
    ["an image that no browser fetches", '<media:content url="file:///etc/passwd" medium="image"/>', {}],
    ["a language", "<dc:language>en-GB</dc:language>", { language: "en-GB" }],
  ])("takes %s", async (_what, item, says) => {
    expect(await read(rss(item))).toEqual([{ ...DRAFT, ...says }]);
  });

  it("tells the language only where it is not the site's", async () => {
    expect(await read(rss("", { channel: "<language>zh-cn</language>" }))).toEqual([DRAFT]);
    expect(await read(rss("", { channel: "<language>en</language>" }))).toEqual([
      { ...DRAFT, language: "en" },
    ]);
  });

  it("takes an id that is an address for the page where there is no link", async () => {
    const text = rss(`<guid>${LINK}</guid>`).replace(`<link>${LINK}</link>`, "");

    expect(await read(text)).toEqual([{ ...DRAFT, sourceId: LINK }]);
  });

  it("reads a title that is HTML, and leaves text alone", async () => {
    const title = (written: string) => rss("").replace("One &amp; two", written);

    expect(await read(title("R&amp;amp;D &lt;b&gt;now&lt;/b&gt;"))).toMatchObject([{ title: "R&D now" }]);
    expect(await read(title("a &lt; b &amp; List&lt;String&gt;"))).toMatchObject([
      { title: "a < b & List<String>" },
    ]);
  });

  it("gives an entry without a title its first words, and leaves out one that says nothing", async () => {
    const text = rss("<description>Only words</description>").replace("<title>One &amp; two</title>", "");
    const empty = rss("").replace("<title>One &amp; two</title>", "");

    expect(await read(text)).toMatchObject([{ title: "Only words" }]);
    expect(await read(empty)).toEqual([]);
  });
});

describe("readFeed() of Atom", () => {
  it.each([
    [
      "an id and dates",
      "<id>urn:1</id><published>2020-11-26T08:27:11+08:00</published><updated>2020-11-26T00:27:11Z</updated>",
      { sourceId: "urn:1", published: PUBLISHED, updated: PUBLISHED },
    ],
    [
      "authors and editors",
      "<author><name>Wang</name><uri>https://wang.example/</uri><email>w@x.example</email></author><contributor><name>Zhao</name></contributor>",
      { authors: [{ name: "Wang", url: "https://wang.example/" }], editors: [{ name: "Zhao" }] },
    ],
    [
      "the source it was taken from",
      '<source><title>Daily</title><link href="https://daily.example/"/></source>',
      { source: { name: "Daily", url: "https://daily.example/" } },
    ],
    [
      "text for content",
      '<content type="text">One &lt; two\n\nThree</content>',
      { content: "<p>One &lt; two</p>\n<p>Three</p>" },
    ],
    [
      "HTML for content",
      '<content type="html">&lt;p&gt;R&amp;amp;D&lt;/p&gt;</content>',
      { content: "<p>R&amp;D</p>" },
    ],
    [
      "XHTML for content",
      '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>R&amp;D <b>x</b></p></div></content>',
      { content: "<p>R&amp;D <b>x</b></p>" },
    ],
    ["content that is elsewhere", '<content type="image/png" src="https://i.example/1.png"/>', {}],
    ["summary in HTML", '<summary type="html">&lt;b&gt;Why&lt;/b&gt;</summary>', { summary: "Why" }],
    ["summary in text", '<summary type="text">1 &lt; 2</summary>', { summary: "1 < 2" }],
    [
      "categories",
      '<category term="a"/><category term="b" label="B"/><category term="c" label="C" scheme="https://x.example/columns/"/>',
      { tags: ["a", "B"], columnTitle: "C" },
    ],
    [
      "an image",
      '<media:content url="https://i.example/1.png" medium="image"/>',
      { image: "https://i.example/1.png" },
    ],
  ])("takes %s", async (_what, entry, says) => {
    expect(await read(atom(entry))).toEqual([{ ...DRAFT, ...says }]);
  });

  it("lets the feed's author stand for an entry's", async () => {
    const [draft] = await read(atom("", "<author><name>Wang</name></author>"));

    expect(draft?.authors).toEqual([{ name: "Wang" }]);
  });
});

describe("readFeed() of JSON Feed", () => {
  it.each([
    ["an id that is a number", { id: 7 }, { sourceId: "7" }],
    ["text that is the summary again", { summary: "Why", content_text: "Why" }, { summary: "Why" }],
    [
      "text",
      { content_text: "One\nline <b>\n\nTwo" },
      { content: "<p>One<br>line &lt;b&gt;</p>\n<p>Two</p>" },
    ],
    ["an external address", { url: undefined, external_url: LINK }, {}],
    [
      "authors of 1.0",
      { author: { name: "Wang", url: "https://wang.example/" } },
      { authors: [{ name: "Wang", url: "https://wang.example/" }] },
    ],
    ["an image", { banner_image: "https://i.example/1.png" }, { image: "https://i.example/1.png" }],
    [
      "an extension that is nonsense",
      { id: "1", _lanmu: { editors: [3, null, { name: [] }], source: "x", column: 5 } },
      { sourceId: "1" },
    ],
    [
      "an extension's script",
      { id: "1", _lanmu: { editors: [{ name: "Zhao", url: "javascript:x()" }] } },
      { sourceId: "1", editors: [{ name: "Zhao" }] },
    ],
  ])("takes %s", async (_what, item, says) => {
    expect(await read(json(item))).toEqual([{ ...DRAFT, ...says }]);
  });
});

it("readFeed() recognises our own entries, whose page here is not the original's", async () => {
  const guid = '<guid isPermaLink="false">tag:review.example,2020:on-reading</guid>';
  const via = '<atom:link rel="via" href="https://original.example/1"/>';

  expect(await read(rss(guid))).toEqual([
    { ...DRAFT, url: undefined, sourceId: "tag:review.example,2020:on-reading" },
  ]);
  expect(await read(rss(guid + via))).toMatchObject([{ url: "https://original.example/1" }]);
});

it("readFeed() resolves relative links against where the feed was fetched", async () => {
  const text = atom("").replace(LINK, "../1");

  expect(await read(text, "https://news.example/feeds/atom.xml")).toMatchObject([{ url: LINK }]);
});

describe("readFeed() refuses", () => {
  const bomb = `<!DOCTYPE lolz [<!ENTITY lol "lol">${"abcdefghi".replace(/./g, (name) => `<!ENTITY ${name} "${"&lol;".repeat(10)}">`)}]>`;

  it.each([
    ["an entity bomb", bomb + rss("<description>&i;</description>").replace(/<\?.*?\?>/, ""), /entities/],
    [
      "an external entity",
      `<!-- <rss> --><!DOCTYPE rss [ <!ENTITY x SYSTEM "file:///etc/passwd"> ]>${atom("<summary>&x;</summary>")}`,
      /entities/,
    ],
    ["100,000 levels", rss(`${"<a>".repeat(100_000)}${"</a>".repeat(100_000)}`), /nested/],
    [
      "content of 100,000 levels",
      rss(`<content:encoded><![CDATA[${"<div>".repeat(100_000)}]]></content:encoded>`),
      /"One & two".*nested/,
    ],
    ["a feed that is cut off", rss("").slice(0, -20), /cut off/],
    ["XML that is no feed", "<catalogue><book/></catalogue>", /<catalogue>, which is no feed/],
    ["an empty feed element", '<rss version="2.0"></rss>', /Cannot be read/],
    ["JSON that is no feed", '{"a":1}', /Cannot be read/],
    ["broken JSON", '{"version":', /Cannot be read/],
  ])("%s, in one line", async (_what, text, reason) => {
    const refusal = await read(text).catch((error: unknown) => error);

    expect(refusal).toBeInstanceOf(UserError);
    expect((refusal as UserError).message).toMatch(reason);
    expect((refusal as UserError).message).not.toMatch(/\n/);
  });

  it("no entity's name that the text only mentions", async () => {
    const text = rss("<description><![CDATA[<b>&lt;!ENTITY x&gt;</b>]]></description>");

    expect(await read(text)).toMatchObject([{ summary: "<!ENTITY x>" }]);
  });
});
