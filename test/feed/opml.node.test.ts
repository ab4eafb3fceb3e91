import fc from "fast-check";
import { parseOpml } from "feedsmith";
import { describe, expect, it } from "vitest";
import type { StoreDocument } from "../../src/store/json-file/store-document.ts";
import { aFullStore } from "../support/a-full-store.ts";
import { aStore } from "../support/a-store.ts";
import { ORIGIN, serve } from "../support/serve.ts";
import { inDocument } from "../support/xpath.ts";

const LISTS = ["/opml.xml", "/columns.opml"];
const LANGUAGE = "en";

async function listOf(store: StoreDocument, path = "/opml.xml"): Promise<string> {
  return (await serve(store)(path)).text();
}

/** What of OPML 2.0 (opml.org/spec2) a list breaks; libxml2 has found it well-formed. */
function brokenRules(text: string): string[] {
  const rules = {
    "the root is opml, version 2.0": "/opml[@version='2.0']",
    "one head and one body, and nothing else": "/opml[count(head)=1 and count(body)=1 and count(*)=2]",
    "the body has one outline or more, and nothing else":
      "/opml/body[count(outline)>0 and count(outline)=count(*)]",
    "no element of the head is there twice":
      "/opml/head[not(*[name()=name(preceding-sibling::*)]) and count(*)>0]",
    "docs is the address of the specification": "/opml/head/docs[.='http://opml.org/spec2.opml']",
    "no outline without a text": "/opml[not(//outline[not(@text) or normalize-space(@text)=''])]",
    "what has an address is of the type rss": "/opml[not(//outline[@xmlUrl and not(@type='rss')])]",
    "what is of the type rss has an address":
      "/opml[not(//outline[@type='rss'][not(@xmlUrl) or @xmlUrl=''])]",
    "a feed holds no other": "/opml[not(//outline[@type]/outline)]",
    "a group holds something": "/opml[not(//outline[not(@type)][not(outline)])]",
  };
  return inDocument(text, (find) => [
    ...Object.entries(rules).flatMap(([rule, path]) => (find(path).length === 1 ? [] : [rule])),
    // RFC 822, but with four digits for the year (OPML 2.0, "Notes").
    ...find("/opml/head/dateCreated | /opml/head/dateModified").filter(
      (date) => !/^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} [\d:]{8} GMT$/.test(date),
    ),
  ]);
}

describe("OPML", () => {
  it.each(LISTS)("%s is OPML 2.0, under the media type that its specification names", async (path) => {
    const response = await serve(aFullStore())(path);

    expect(response.headers.get("Content-Type")).toBe("text/x-opml; charset=utf-8");
    expect(brokenRules(await response.text())).toEqual([]);
  });

  it("/opml.xml lists the site, every column, named feed and author, as an OPML parser reads it", async () => {
    const { head, body } = parseOpml(await listOf(aFullStore()));

    const feed = (title: string, path: string, description?: string) => ({
      text: title,
      type: "rss",
      title,
      ...(description && { description }),
      xmlUrl: `${ORIGIN}${path}/rss.xml`,
      htmlUrl: `${ORIGIN}${path || "/"}`,
      language: LANGUAGE,
      version: "RSS",
    });
    expect(head).toEqual({
      title: "Example Review",
      dateCreated: "Sun, 01 Jun 2025 00:00:00 GMT",
      dateModified: "Sun, 01 Jun 2025 00:00:00 GMT",
      ownerName: "Example Press",
      ownerId: "https://press.example/",
      docs: "http://opml.org/spec2.opml",
    });
    expect(body?.outlines).toEqual([
      feed("Example Review", "", "A made-up review"),
      {
        text: "Columns",
        title: "Columns",
        outlines: [
          feed("Essays - Example Review", "/columns/essays"),
          feed("Letters - Example Review", "/columns/letters", "Letters to the editor"),
        ],
      },
      {
        text: "More feeds",
        title: "More feeds",
        outlines: [
          feed("For our partner - Example Review", "/feeds/partner", "What <they> print & we like"),
          feed("Everything - Example Review", "/feeds/everything"),
        ],
      },
      {
        text: "Authors",
        title: "Authors",
        outlines: [
          feed("Li Na - Example Review", "/authors/Li%20Na"),
          feed("王 小/明 - Example Review", "/authors/%E7%8E%8B%20%E5%B0%8F%2F%E6%98%8E"),
        ],
      },
    ]);
  });

  it("/columns.opml lists the columns alone", async () => {
    const { head, body } = parseOpml(await listOf(aFullStore(), "/columns.opml"));

    expect(head?.title).toBe("Columns - Example Review");
    expect(body?.outlines?.map(({ xmlUrl }) => xmlUrl)).toEqual([
      `${ORIGIN}/columns/essays/rss.xml`,
      `${ORIGIN}/columns/letters/rss.xml`,
    ]);
  });

  it("what it says of a feed is what the feed says of itself", async () => {
    const get = serve(aFullStore());
    const { body } = parseOpml(await listOf(aFullStore()));
    const outlines = body?.outlines?.flatMap((one) => one.outlines ?? [one]) ?? [];

    const feeds = await Promise.all(
      outlines.map(async ({ xmlUrl = "" }) => (await get(xmlUrl.slice(ORIGIN.length))).text()),
    );
    const said = feeds.map((feed) =>
      inDocument(feed, (find) =>
        ["title", "link", "language"].flatMap((name) => find(`/rss/channel/${name}`)),
      ),
    );

    expect(outlines.map(({ title, htmlUrl, language }) => [title, htmlUrl, language])).toEqual(said);
    expect(said).toHaveLength(7);
  });

  it("has no empty group where nobody has written anything", async () => {
    const text = await listOf(aStore([]));

    expect(brokenRules(text)).toEqual([]);
    expect(parseOpml(text).body?.outlines).toHaveLength(2);
  });

  // A hundred random texts, each served and read back.
  it("keeps any text that XML can carry, in every place", { timeout: 20_000 }, async () => {
    const text = fc.string({ unit: "binary", minLength: 1 }).filter((one) => one.trim() !== "");

    await fc.assert(
      fc.asyncProperty(text, async (title) => {
        const { site, columns } = aStore([]);
        const description = `${title}\n\t"${title}"`;
        const store = aStore([], {
          site: { ...site, title, description, publisher: { name: title } },
          columns: [...columns, { slug: "third", title, description }],
        });

        const list = await listOf(store);

        const legal = [...title].filter((one) =>
          /[\t\n\r -\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u.test(one),
        );
        const kept = inDocument(list, (find) => [
          ...find("/opml/head/title | /opml/head/ownerName"),
          ...find("/opml/body/outline[1]/@title"),
          ...find("/opml/body/outline[2]/outline[3]/@description"),
        ]);
        const shown = legal.join("");
        expect(kept).toEqual([shown, shown, shown, `${shown}\n\t"${shown}"`]);
      }),
      { numRuns: 60 },
    );
  });
});
