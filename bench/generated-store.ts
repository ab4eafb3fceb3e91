import type { ArticleImage, Person, StoredArticle } from "../src/domain/article.ts";
import { articleRecord } from "../src/domain/article-record.ts";
import { DRAFT_DATE } from "../src/domain/draft-date.ts";
import { formatInstant } from "../src/domain/format-instant.ts";
import type { RemovedArticle } from "../src/domain/removed-article.ts";
import { parseSlug, type Slug } from "../src/domain/slug.ts";
import { columnRecord } from "../src/store/json-file/format-store.ts";
import type { ParsedStore } from "../src/store/json-file/parse-store.ts";
import { removedRecord } from "../src/store/json-file/removed-record.ts";
import type { StoreDocument } from "../src/store/json-file/store-document.ts";
import {
  articleTopic,
  between,
  longTail,
  oneOf,
  phrase,
  type Random,
  randomNumbers,
  rareWord,
  sentences,
  type Topic,
  weighted,
} from "./generated-text.ts";

/** What a generated store is like. */
interface GeneratedStoreOptions {
  /** How many articles it has. */
  readonly count: number;
  /** Characters of an article on average; each has from a fifth to three times as many. */
  readonly characters?: number;
  /** Whether every article is published, and has a date, an author and a text; otherwise, few are not, and some were removed. */
  readonly onlyComplete?: boolean;
  /** The usual time from an article to the next one: a million take ten years, if nothing else is said. */
  readonly distanceMs?: number;
  /** Stores with different seeds have different articles. */
  readonly seed?: number;
}

const DISTANCE_MS = Math.floor((10 * 365.25 * 86_400_000) / 1_000_000);
const FIRST = Date.parse("2016-01-01T00:00:00Z");
/** A store of artificial articles, which are generated when they are asked for. */
interface GeneratedStore extends Omit<ParsedStore, "articles"> {
  /** In the order in which they were added. */
  readonly articles: Iterable<StoredArticle>;
  /** Returns one of them. */
  article(id: string): StoredArticle;
}

const ORIGIN = "https://generated.example";

/** How many columns, authors and tags there are; small stores have not all of the authors and tags. */
const [COLUMNS, AUTHORS, TAGS] = [20, 5_000, 3_000];

const chooseColumn = weighted(longTail(COLUMNS, 2));
const chooseAuthor = weighted(longTail(AUTHORS, 20));
const chooseTag = weighted(longTail(TAGS, 10));
/** The names of all authors and all tags, the most frequent first. */
export const AUTHOR_NAMES = createNames();
export const TAG_NAMES = createTags();
const columnSlugs = Array.from({ length: COLUMNS }, (_, index) => columnSlug(index));

/**
 * Returns a store of artificial articles, always the same for the same options. At the date of the store, the scheduled
 * articles are not published yet, and all others are.
 */
export function generateStore({
  count,
  characters = 1_000,
  onlyComplete = false,
  distanceMs = DISTANCE_MS,
  seed = 1,
}: GeneratedStoreOptions): GeneratedStore {
  const percent = onlyComplete ? 0 : Math.floor(count / 100);
  const [scheduled, drafts] = [Math.min(percent, 50), Math.min(percent, 200)];
  const published = count - scheduled;
  const timing = { seed, distanceMs };
  const updated = instantAt(published, distanceMs);
  const distance = drafts === 0 ? Number.POSITIVE_INFINITY : Math.floor(published / drafts);
  const articleAt = (index: number) =>
    generateArticle({
      timing,
      index,
      characters,
      isDraft: index < published && index % distance === distance - 1,
      isComplete: onlyComplete,
      storeDate: updated,
    });
  return {
    site: {
      title: "生成日报",
      description: "由程序生成的文章，用于测量",
      language: "zh-CN",
      url: `${ORIGIN}/`,
      publisher: { name: "生成日报社" },
      authority: "generated.example,2020",
      timeZone: "Asia/Shanghai",
    },
    columns: columnSlugs.map((slug, index) => ({ slug, title: columnTitle(index) })),
    feeds: [],
    removedFeeds: [],
    redirects: [],
    former: { authors: [], tags: [] },
    updated,
    removed: Array.from({ length: Math.min(2 * percent, 2_000) }, (_, index) =>
      generateRemoved(count + index, published, timing),
    ),
    articles: {
      *[Symbol.iterator]() {
        for (let index = 0; index < count; index++) yield articleAt(index);
      },
    },
    article: (id) => articleAt(Number(id.slice(idOf("").length))),
  };
}

/** Returns a generated store as a document, with all articles in memory. */
export function generateDocument(options: GeneratedStoreOptions): StoreDocument {
  const store = generateStore(options);
  const { timeZone } = store.site;
  return {
    ...documentWithoutArticles(store),
    articles: Array.from(store.articles, (article) => articleRecord(article, timeZone)),
  };
}

/** Returns a document of `count` complete articles of about 2,500 characters, one every four hours. */
export function generateSmallStore(count: number): StoreDocument {
  return generateDocument({ count, characters: 2_500, onlyComplete: true, distanceMs: 4 * 3_600_000 });
}

/** Yields a generated store as the text of an `articles.json`, in parts. */
export function* formatGeneratedStore(options: GeneratedStoreOptions): Generator<string, undefined> {
  const store = generateStore(options);
  const text = JSON.stringify(documentWithoutArticles(store), null, 2);
  yield text.slice(0, text.lastIndexOf("]"));
  let separator = "";
  for (const article of store.articles) {
    const record = JSON.stringify(articleRecord(article, store.site.timeZone), null, 2);
    yield `${separator}\n${record.replaceAll(/^/gm, "    ")}`;
    separator = ",";
  }
  yield separator === "" ? "]\n}\n" : "\n  ]\n}\n";
}

function documentWithoutArticles({
  updated,
  site,
  columns,
  removed,
}: Omit<ParsedStore, "articles">): StoreDocument {
  return {
    updated: formatInstant(updated, site.timeZone),
    site,
    columns: columns.map((column) => columnRecord(column)),
    ...(removed.length > 0 && { removed: removed.map((article) => removedRecord(article, site.timeZone)) }),
    articles: [],
  };
}

function generateRemoved(index: number, published: number, timing: Timing): RemovedArticle {
  const random = randomNumbers(timing.seed, index);
  const title = phrase(random, articleTopic(random, 0), 12);
  const instant = publicationOf(between(random, 0, published), timing);
  return { id: idOf(index), title, url: addressOf(index, instant), published: instant };
}

/** Returns the id of the article at this position in a generated store. */
function idOf(index: number | ""): string {
  return `generated-${index}`;
}

/** What the dates of articles depend on. */
interface Timing {
  readonly seed: number;
  readonly distanceMs: number;
}

interface ArticleRequest {
  readonly timing: Timing;
  readonly index: number;
  readonly characters: number;
  readonly isDraft: boolean;
  /** Whether it has a date, an author and a text. */
  readonly isComplete: boolean;
  /** What is published by then is not edited later. */
  readonly storeDate: Date;
}

function generateArticle({
  timing,
  index,
  characters,
  isDraft,
  isComplete,
  storeDate,
}: ArticleRequest): StoredArticle {
  const random = randomNumbers(timing.seed, index);
  const columnIndex = chooseColumn(random);
  const topic = articleTopic(random, columnIndex);
  const instant = publicationOf(index, timing);
  const isEdited = random() < 0.06;
  const edited = new Date(instant.getTime() + between(random, 60, 7 * 86_400) * 1000);
  const updated = isEdited && edited < storeDate ? edited : instant < storeDate ? instant : storeDate;
  // From a fifth to three times as many: many short ones, few long ones.
  const length = characters * Math.min(3, Math.max(0.2, 0.35 + 0.65 * -Math.log(1 - random())));
  const isImported = random() < 0.7;
  const url = addressOf(index, instant);
  const column = columnSlugs[columnIndex];
  if (column === undefined) throw new Error("There is no such column");
  const image = random() < 0.2 ? imageOf(random, index) : undefined;
  return {
    id: idOf(index),
    ...(isImported && random() < 0.1 && { guid: `${ORIGIN}/?p=${index}` }),
    title: phrase(random, topic, between(random, 8, 20)),
    column,
    authors: people(random, isComplete ? [0, 0.8, 0.2] : [0.12, 0.63, 0.18, 0.07]),
    editors: people(random, [0.5, 0.5]),
    ...(isImported && { source: { name: oneOf(random, ["生成日报", "生成晚报", "生成网"]) }, url }),
    ...(isDraft
      ? { published: DRAFT_DATE }
      : // One without a date is not scheduled.
        !isComplete && instant <= storeDate && random() < 0.01
        ? { added: instant }
        : { published: instant }),
    updated,
    ...(random() < 0.6 && { summary: sentences(random, topic, between(random, 30, 110)) }),
    ...((isComplete || random() < 0.98) && { content: content(random, topic, length, index) }),
    tags: tagsOf(random, columnIndex),
    ...(image && { image }),
  };
}

/** Returns when the article at this position is published, if nothing is special about it. */
export function instantAt(index: number, distanceMs = DISTANCE_MS): Date {
  return new Date(FIRST + index * distanceMs);
}

/** Returns when an article is published: some have the instant of the one before, few an earlier one. */
function publicationOf(index: number, timing: Timing): Date {
  const { seed, distanceMs } = timing;
  const random = randomNumbers(seed, index, 1);
  if (index > 0 && random() < 0.03) return publicationOf(index - 1, timing);
  const position = index > 100 && random() < 0.002 ? Math.floor(index * random()) : index;
  const seconds = Math.floor((random() * distanceMs) / 1000);
  return new Date(instantAt(position, distanceMs).getTime() + 1000 * seconds);
}

function addressOf(index: number, published: Date): string {
  const [date = ""] = published.toISOString().split("T");
  return `${ORIGIN}/${date.replaceAll("-", "/")}/content_${1_000_000 + index}.html`;
}

function imageOf(random: Random, index: number): ArticleImage {
  return { url: `${ORIGIN}/images/${index}.jpg`, ...(random() < 0.5 && { width: 900, height: 600 }) };
}

/** Returns people whose number is that of one of `shares`. */
function people(random: Random, shares: readonly number[]): readonly Person[] {
  let share = random();
  const count = Math.max(
    0,
    shares.findIndex((each) => {
      share -= each;
      return share < 0;
    }),
  );
  const names = new Set(Array.from({ length: count }, () => AUTHOR_NAMES[chooseAuthor(random)] ?? ""));
  return [...names].map((name) => ({ name, ...(random() < 0.1 && { about: `${name}的单位` }) }));
}

/** Returns up to five tags, most of which others of the column have too. */
function tagsOf(random: Random, columnIndex: number): readonly string[] {
  const tags = new Set<string>();
  for (let count = between(random, 0, 5); count > 0; count--) {
    const tag = chooseTag(random);
    const ofColumn = tag - (tag % COLUMNS) + columnIndex;
    tags.add(TAG_NAMES[random() < 0.7 ? ofColumn : tag] ?? "");
  }
  return [...tags];
}

/** Returns HTML with about `length` characters of text. */
function content(random: Random, topic: Topic, length: number, index: number): string {
  const blocks: string[] = [];
  for (let written = 0; written < length; ) {
    const text = sentences(random, topic, Math.min(length - written, between(random, 60, 220)));
    const kind = random();
    if (kind < 0.05) blocks.push(`<h3>${phrase(random, topic, 6)}</h3>`);
    else if (kind < 0.08) blocks.push(`<blockquote><p>${sentences(random, topic, 30)}</p></blockquote>`);
    else if (kind < 0.11)
      blocks.push(`<p><img src="${ORIGIN}/images/${index}-${blocks.length}.jpg" alt="图" /></p>`);
    const linked =
      random() < 0.05
        ? `<a href="${ORIGIN}/topics/${between(random, 1, 900)}?a=1&amp;b=2">${phrase(random, topic, 4)}</a>。`
        : "";
    const strong = random() < 0.08 ? `<strong>${phrase(random, topic, 6)}</strong>` : "";
    blocks.push(`<p>${strong}${text}${linked}</p>`);
    written += text.length;
  }
  return blocks.join("\n");
}

function columnSlug(index: number): Slug {
  const slug = parseSlug(`column-${index}`);
  if (slug === undefined) throw new Error("The slug of a column is not one");
  return slug;
}

function columnTitle(index: number): string {
  return `${rareWord(randomNumbers(4, index))}栏目${index}`;
}

/** Returns names of people, no two alike, most of three characters. */
function createNames(): readonly string[] {
  const random = randomNumbers(5);
  const surnames = Array.from(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈",
  );
  const given = Array.from(
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华建国志文海燕玲红梅春兰玉珍云飞鹏宇浩然子轩梓涵欣怡雨晨阳光辉斌波宁凯健俊峰龙翔",
  );
  const chooseSurname = weighted(longTail(surnames.length, 8));
  const names = new Set<string>();
  while (names.size < AUTHORS) {
    const characters = Array.from({ length: random() < 0.8 ? 2 : 1 }, () => oneOf(random, given));
    names.add([surnames[chooseSurname(random)], ...characters].join(""));
  }
  return [...names];
}

function createTags(): readonly string[] {
  const random = randomNumbers(6);
  const tags = new Set<string>();
  while (tags.size < TAGS) tags.add(rareWord(random));
  return [...tags];
}
