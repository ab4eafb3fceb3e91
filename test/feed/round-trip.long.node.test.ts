import fc from "fast-check";
import { expect, it } from "vitest";
import type { JsonItem } from "../../src/feed/json-item.ts";
import { feedsOf } from "../support/a-feed.ts";
import { anArticle } from "../support/a-store.ts";
import {
  carried,
  escapeHtml,
  type RandomArticle,
  randomArticle,
  recordOf,
} from "../support/random-article.ts";
import { textsByPath } from "../support/texts-by-path.ts";
import { inDocument } from "../support/xpath.ts";

const BATCHES = 10;
const RUNS = 20;
const ARTICLES = 50;

/** Something for each kind of text. */
interface Kinds<Value> {
  readonly titles: Value;
  readonly summaries: Value;
  readonly contents: Value;
  readonly authors: Value;
  readonly editors: Value;
  readonly tags: Value;
}
/** The texts of some articles, in their order. */
type Told = Kinds<readonly string[]>;

const RSS: Kinds<string> = {
  titles: "rss/channel/item/title",
  summaries: "rss/channel/item/description",
  contents: "rss/channel/item/content:encoded",
  authors: "rss/channel/item/dc:creator",
  editors: "rss/channel/item/dc:contributor",
  tags: "rss/channel/item/category",
};
const ATOM: Kinds<string> = {
  titles: "feed/entry/title",
  summaries: "feed/entry/summary",
  contents: "feed/entry/content",
  authors: "feed/entry/author/name",
  editors: "feed/entry/contributor/name",
  tags: "feed/entry/category@label",
};

it.each(
  Array.from({ length: BATCHES }, (_, batch) => batch + 1),
)(`every text of ${RUNS * ARTICLES} random articles comes back from every format (batch %i of ${BATCHES})`, {
  timeout: 120_000,
}, (batch) => {
  fc.assert(
    fc.property(fc.array(randomArticle, { minLength: ARTICLES, maxLength: ARTICLES }), (articles) => {
      const feeds = feedsOf(articles.map(recordOf));
      const expected = told(articles);

      const documents = feeds;

      expect(withSaxes(documents.rss, RSS)).toEqual(inHtml(expected));
      expect(unmarked(withLibxml2(documents.rss, RSS))).toEqual(unmarked(inHtml(expected)));
      expect(withSaxes(documents.atom, ATOM)).toEqual(expected);
      expect(unmarked(withLibxml2(documents.atom, ATOM))).toEqual(unmarked(expected));
      const { editors: _untold, ...inJson } = expected;
      expect(withJson(documents.json)).toEqual(inJson);
    }),
    // Shrinking fifty articles takes minutes; the failed comparison shows the one text that matters.
    { numRuns: RUNS, seed: batch, endOnFailure: true },
  );
});

it("rss() leaves out of a description what XML cannot carry, referenced in the content or not", () => {
  const feeds = feedsOf([anArticle({ content: "<p>a&#1;b&#xFFFE;c\u0002d</p>" })]);

  const { [RSS.summaries]: descriptions } = textsByPath(feeds.rss);

  expect(descriptions).toEqual(["abcd"]);
});

function told(articles: readonly RandomArticle[]): Told {
  return {
    titles: articles.map(({ title }) => carried(title)),
    summaries: articles.map(({ summary }) => carried(summary)),
    contents: articles.map(({ content }) => carried(content)),
    authors: articles.map(({ author }) => carried(author)),
    editors: articles.map(({ editor }) => carried(editor)),
    tags: articles.flatMap(({ tags }) => tags.map(carried)),
  };
}

/** RSS descriptions are HTML. */
function inHtml(expected: Told): Told {
  return { ...expected, summaries: expected.summaries.map(escapeHtml) };
}

/** libxml2-wasm drops a byte order mark from the beginning of every string that it hands out. */
function unmarked(told: Told): Told {
  return read(told, (texts) => texts.map((text) => text.replace(/^\uFEFF+/, "")));
}

/** Each article's first category is its column. */
function withoutColumn(categories: readonly string[]): string[] {
  return categories.filter((_, index) => index % 3 !== 0);
}

function withSaxes(document: string, paths: Kinds<string>): Told {
  const texts = textsByPath(document);
  const { tags, ...found } = read(paths, (path) => texts[path] ?? []);
  return { ...found, tags: withoutColumn(tags) };
}

function withLibxml2(document: string, paths: Kinds<string>): Told {
  const inAtom = (path: string) => path.replace(/(^|\/)(?=[a-z])/g, "$1atom:").replace("@", "/@");
  return inDocument(document, (find) => {
    const { tags, ...found } = read(paths, (path) => find(`/${paths === ATOM ? inAtom(path) : path}`));
    return { ...found, tags: withoutColumn(tags) };
  });
}

function read<From, To>(from: Kinds<From>, to: (value: From) => To): Kinds<To> {
  return {
    titles: to(from.titles),
    summaries: to(from.summaries),
    contents: to(from.contents),
    authors: to(from.authors),
    editors: to(from.editors),
    tags: to(from.tags),
  };
}

function withJson(document: string): Omit<Told, "editors"> {
  const { items } = JSON.parse(document) as { items: JsonItem[] };
  return {
    titles: items.map(({ title }) => title),
    summaries: items.map(({ summary }) => summary ?? ""),
    contents: items.map(({ content_html }) => content_html ?? ""),
    authors: items.flatMap(({ authors }) => authors?.map(({ name }) => name) ?? []),
    tags: items.flatMap(({ tags = [] }) => tags.slice(1)),
  };
}
