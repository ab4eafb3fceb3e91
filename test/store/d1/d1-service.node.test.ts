import { isDeepStrictEqual } from "node:util";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { WordSearch } from "../../../src/domain/word-search.ts";
import { MAX_TERMS } from "../../../src/domain/words.ts";
import { ROUTES } from "../../../src/routes/table.ts";
import { WORD_SEARCH } from "../../../src/store/character-variants.ts";
import { MAX_COMPARED } from "../../../src/store/d1/compared-pages.ts";
import { d1Store } from "../../../src/store/d1/d1-store.ts";
import { d1Writer } from "../../../src/store/d1/d1-writer.ts";
import type { Database, Query } from "../../../src/store/d1/database.ts";
import { readableDatabase } from "../../../src/store/d1/read-connection.ts";
import type { StoreDocument } from "../../../src/store/json-file/store-document.ts";
import { SnapshotExpired, StoreUnavailable } from "../../../src/store/snapshot.ts";
import { aD1Store, aReadableDatabase, fillD1, planOf } from "../../support/a-d1-store.ts";
import { type LocalD1, startD1 } from "../../support/a-database.ts";
import { aFullStore } from "../../support/a-full-store.ts";
import { anArticle, aStore } from "../../support/a-store.ts";
import { bundled, NOW, ORIGIN, serveFrom } from "../../support/serve.ts";

let d1: LocalD1;
beforeAll(async () => {
  d1 = await startD1();
});
afterAll(() => d1.close());

/** Requests for every route, with filters and positions. */
const TARGETS: readonly string[] = ROUTES.flatMap(({ path }) => {
  const values: Readonly<Record<string, readonly string[]>> = {
    id: ["n7", "on-lending", "none"],
    columns: ["essays", "essays+letters"],
    author: ["Ann", "王 小明", "nobody", "Former"],
    tag: ["craft", "none"],
    feed: ["partner", "everything", "words", "none"],
    part: ["lists", "2024-01", "none"],
    alias: ["feed"],
  };
  const paths = path.split("/").reduce<readonly string[]>(
    (some, segment) => {
      const [, name = "", suffix = ""] = /^:(\w+)(.*)$/.exec(segment) ?? [];
      const texts = name === "" ? [segment] : (values[name] ?? []).map((value) => value + suffix);
      return some.flatMap((before) => texts.map((text) => `${before}/${encodeURIComponent(text)}`));
    },
    [""],
  );
  return paths.map((text) => text.replace(/^\/\//, "/").replaceAll("%2B", "+"));
});
const QUERIES = [
  "",
  "?author=Ann&tag=craft",
  "?not-tag=craft&not-column=letters&since=2024-01-03",
  "?until=2024-01-20&author=Ann&author=Bo",
  "?page=2&limit=3",
  "?content=summary&limit=4",
  "?after=1704758400000_n7",
  "?after=0_a&before=1",
  "?before=1704758400000_n8",
  "?cursor=1704758400000_n8&content=full",
  "?q=%E6%AD%A3%E6%96%87",
  "?q=%E6%A8%99%E9%A1%8C1&limit=2",
  "?q=%E6%AD%A3%E6%96%87text%20-9&order=relevance&page=2&limit=3",
  "?q=%E6%A0%87%E9%A2%98%20%22text%22&order=relevance&after=1.1704758400000_n8&author=Ann",
  "?q=mo%20-%E6%91%98%E8%A6%81&before=1704758400000_n8&tag=craft&content=summary",
  "?q=-%E6%AD%A3%E6%96%87text&order=relevance",
];

const AS_PAGE = { Accept: "text/html", "Sec-Fetch-Dest": "document" };
const AS_JSON = { Accept: "application/json" };

/** Each of these with some of the queries, so that all of them have each query somewhere, as a page and as JSON. */
const REQUESTS = TARGETS.flatMap((path, index) =>
  [0, 3, 7, 11].map((step, place) => ({
    target: path + QUERIES[(index + step) % QUERIES.length],
    headers: (index + place) % 2 === 0 ? AS_PAGE : AS_JSON,
  })),
);

/** Returns a store with some of everything: several articles at one instant, an embargo, tombstones, former names. */
function aVariedStore(): StoreDocument {
  const names = ["Ann", "Bo", "王 小明"];
  const articles = Array.from({ length: 60 }, (_, index) => {
    const instant = new Date(Date.UTC(2024, 0, 1 + Math.floor(index / 2))).toISOString();
    return anArticle({
      id: `n${index}`,
      title: `标题 <${index}> & more`,
      column: index % 3 === 0 ? "letters" : "essays",
      authors: names.slice(0, index % 4).map((name) => ({ name })),
      tags: index % 2 === 0 ? ["craft"] : [`t${index}`, "阅读"],
      ...(index % 5 === 0 ? { published: undefined, added: instant } : { published: instant }),
      updated: instant,
      ...(index % 4 !== 3 && { content: `<h1>${index}</h1><p>正文 <a href="x">text</a></p>` }),
      ...(index % 4 === 3 && { summary: "摘要" }),
    });
  });
  const later = anArticle({ id: "later", published: "2027-01-01T00:00:00Z", authors: [{ name: "Eve" }] });
  const full = aFullStore();
  return {
    ...full,
    articles: [later, ...articles, ...full.articles],
    redirects: [...(full.redirects ?? []), { from: "/old/feed", to: "/atom.xml" }],
    feeds: [
      ...(full.feeds ?? []),
      { slug: "words", title: "Words", filter: { words: "标题", notColumns: ["letters"] }, limit: 3 },
    ],
    formerAuthors: ["Former"],
  };
}

/** What is the same of one answer from either store. */
async function factsOf(response: Response): Promise<readonly unknown[]> {
  const headers = ["Location", "Link", "ETag", "Cache-Control"].map((name) => response.headers.get(name));
  return [response.status, ...headers, await response.text()];
}

/** What one request was answered with, and what it asked of the database, batch by batch. */
interface Answered {
  readonly target: string;
  readonly expected: readonly unknown[];
  readonly found: readonly unknown[];
  readonly batches: readonly (readonly Query[])[];
}

describe("the service of D1", () => {
  const MANY = Array.from({ length: 7 }, (_, index) => `author=Author%20${index}`).join("&");
  const answered: Answered[] = [];
  beforeAll(async () => {
    const document = aVariedStore();
    const bundle = serveFrom(bundled(document));
    await fillD1(d1, document);
    const others = ["/old/feed", "/?feed=rss2", `/rss.xml?${MANY}`];
    const later = TARGETS.map((target) => ({
      target,
      headers: AS_JSON,
      now: new Date("2027-01-01T00:00:00Z"),
    }));
    const requests = [...REQUESTS, ...others.map((target) => ({ target, headers: AS_JSON })), ...later].map(
      (request) => ({ now: NOW, ...request }),
    );
    for (const { target, headers, now } of requests) {
      // Its version has the number of the transaction too.
      if (target.startsWith("/health")) continue;
      const batches: (readonly Query[])[] = [];
      const recording: Database["batch"] = (queries) => {
        batches.push(queries);
        return d1.db.batch(queries);
      };
      // A store of its own, so that the version is asked for too.
      const store = d1Store(aReadableDatabase(recording), { search: WORD_SEARCH, servedSince: new Date(0) });
      const [expected, found] = await Promise.all([
        bundle(target, { headers }, now),
        serveFrom(store)(target, { headers }, now),
      ]);
      answered.push({ target, expected: await factsOf(expected), found: await factsOf(found), batches });
    }
  }, 180_000);

  it("answers every request as that of the bundle does, byte for byte", () => {
    const different = answered.filter(({ expected, found }) => !isDeepStrictEqual(expected, found));

    expect(different.slice(0, 2).map(({ target, expected, found }) => [target, expected, found])).toEqual([]);
    expect(answered.length).toBeGreaterThan(200);
  });

  it("asks for at most 10 queries in 2 round trips, whatever is requested", () => {
    const costly = answered.filter(({ batches }) => batches.length > 2 || batches.flat().length > 10);

    expect(costly.map(({ target, batches }) => [target, batches.map(({ length }) => length)])).toEqual([]);
    expect(Math.max(...answered.map(({ batches }) => batches.flat().length))).toBeGreaterThan(3);
  });

  it("reads no table as a whole and sorts nothing", { timeout: 60_000 }, async () => {
    const queries = new Map(answered.flatMap(({ batches }) => batches.flat().map((one) => [one.sql, one])));
    const steps: string[] = [];

    for (const query of queries.values()) {
      for (const step of await planOf(d1, query)) {
        const [, scanned] = /^SCAN (\S+)/.exec(step) ?? [];
        // The tables of a query itself, lists that are sent with it, the row of the store, and what a search finds.
        const isSmall =
          scanned === undefined ||
          /^(CONSTANT|store|names|search[0-2]?|following|range|first|start|split|found|page|around|parts|newer|burst|one|sides|times|seen|newest)$|^\(/.test(
            scanned,
          ) ||
          /^SCAN words VIRTUAL TABLE INDEX \d+:M\d[<>]/.test(step);
        if (!isSmall || step.includes("TEMP B-TREE")) steps.push(`${step} in ${query.sql}`.slice(0, 120));
      }
    }

    expect(queries.size).toBeGreaterThan(30);
    expect([...new Set(steps)]).toEqual([]);
  });
});

describe("the service of D1 answers as that of the bundle does", () => {
  const terms = (letter: string) => Array.from({ length: MAX_TERMS }, (_, index) => `${letter}${index}`);
  const filter = "author=Ann&tag=craft&not-author=B&not-tag=C&not-column=letters&since=2020-01-01";
  const text = [...terms("w"), ...terms("v")].join(" ");
  const longest = "x".repeat(64);
  const document = aStore(
    [
      anArticle({ title: text, authors: [{ name: "Ann" }], tags: ["craft", "t"] }),
      anArticle({ id: "long", title: `${longest}yz` }),
    ],
    {
      feeds: [
        {
          slug: "words",
          title: "Words",
          filter: {
            words: terms("v").join(" "),
            columns: ["essays"],
            authors: ["Ann"],
            tags: ["t"],
            notAuthors: ["D"],
            notTags: ["E"],
          },
        },
        {
          slug: "not-words",
          title: "Not words",
          filter: { words: terms("-n").join(" "), tags: ["t"], notAuthors: ["D"], notTags: ["E"] },
        },
      ],
    },
  );

  it.each([
    ["as many words as are allowed, in a feed of as many", `/feeds/words.json?q=${terms("w").join("+")}`, 1],
    ["as many that must not match", `/feeds/not-words.json?q=${terms("-m").join("+")}`, 1],
    ["phrases among them", `/feeds/words.json?q=%22w0+w1%22+${terms("w").slice(2).join("+")}`, 1],
    ["a word that is cut off in the index", `/search.json?q=${longest}`, 1],
    ["a whole word as long as that", `/search.json?q=%22${longest}%22`, 0],
  ])("for %s", async (_, target, count) => {
    const bundle = serveFrom(bundled(document));
    const ofD1 = serveFrom(await aD1Store(d1, document));
    const targets = ["", "&order=relevance"].flatMap((order) =>
      target.startsWith("/feeds") ? [`${target}${order}`, `${target}${order}&${filter}`] : [target + order],
    );

    const [expected, found] = await Promise.all(
      [bundle, ofD1].map((get) => Promise.all(targets.map(async (one) => (await get(one)).json()))),
    );

    expect(found).toEqual(expected);
    expect(found).toEqual(targets.map(() => expect.objectContaining({ count })));
  });
});

describe("the rows that a D1 store reads", () => {
  const TARGETS_OF_COSTS = [
    "/rss.xml",
    "/columns/essays/rss.xml",
    "/columns/essays+letters/rss.xml?not-tag=rare",
    "/authors/Ann/feed.json?tag=craft",
    "/articles.json?not-tag=rare",
    "/columns/essays?after=1704758400000_n7",
    "/columns/essays/rss.xml?page=3",
    "/articles/n50",
    "/columns/essays",
    "/search.json?q=reading",
    "/search.json?q=on%20reading&order=relevance&tag=craft",
  ];
  const SIZES = [200, 2000];
  const rowsRead = new Map<string, number>();
  beforeAll(async () => {
    for (const size of SIZES) {
      const articles = Array.from({ length: size }, (_, index) => {
        const instant = new Date(Date.UTC(2024, 0, 1) + index * 6 * 3_600_000).toISOString();
        return anArticle({
          id: `n${index}`,
          column: index % 2 === 0 ? "letters" : "essays",
          authors: [{ name: index % 3 === 0 ? "Ann" : "Bo" }],
          tags: index % 2 === 0 ? ["craft"] : ["rare", "craft"],
          published: instant,
          updated: instant,
        });
      });
      const get = serveFrom(await aD1Store(d1, aStore(articles)));
      for (const target of TARGETS_OF_COSTS) {
        d1.costs.length = 0;
        await get(target, { headers: { Accept: "text/html" } });
        rowsRead.set(
          `${target} ${size}`,
          d1.costs.flat().reduce((sum, cost) => sum + cost.rowsRead, 0),
        );
      }
    }
  }, 60_000);

  it.each(
    TARGETS_OF_COSTS,
  )("for %s are at most 1.5 times those of a store with a tenth of the articles", (target) => {
    const [few = 0, many = 0] = SIZES.map((size) => rowsRead.get(`${target} ${size}`));

    expect(few).toBeGreaterThan(2);
    expect(many).toBeLessThanOrEqual(1.5 * few);
  });
});

it.each([
  ["newest first", "/articles.json?q=reading"],
  ["by relevance", "/search.json?q=reading&order=relevance"],
])("words are looked up without reading what is scheduled, %s", async (_, target) => {
  const read = [];
  for (const scheduled of [0, 60]) {
    const articles = Array.from({ length: 30 + scheduled }, (_, index) => {
      const published = `${index < 30 ? 2024 : 2027}-01-01T00:00:00Z`;
      return anArticle({ id: `n${index}`, title: "Reading", published, updated: "2024-01-01T00:00:00Z" });
    });
    const get = serveFrom(await aD1Store(d1, aStore(articles)));
    d1.costs.length = 0;
    await get(target);
    const searches = d1.costs.flat().filter(({ sql }) => sql.includes("MATCH"));
    read.push(searches.reduce((sum, { rowsRead }) => sum + rowsRead, 0));
  }

  const [without = 0, withScheduled = 0] = read;
  expect(without).toBeGreaterThan(20);
  expect(withScheduled).toBeLessThan(without + 10);
});

it("words that hardly any of their characters' neighbours lead to end a page early, and name what follows", {
  timeout: 60_000,
}, async () => {
  const articles = Array.from({ length: MAX_COMPARED + 1 }, (_, index) => {
    const instant = new Date(Date.UTC(2024, 0, 1) + index * 3_600_000).toISOString();
    return anArticle({
      id: `n${index}`,
      published: instant,
      updated: instant,
      summary: index === 0 ? "甲乙丙" : "甲乙和乙丙",
    });
  });
  const get = serveFrom(await aD1Store(d1, aStore(articles)));

  const words = encodeURIComponent("甲乙丙");
  const [first, search] = await Promise.all(
    [`/articles.json?q=${words}`, `/search.json?q=${words}`].map(async (target) =>
      (await get(target)).json<{ items: { id: string }[]; next_url: string; count_is_minimum?: true }>(),
    ),
  );
  const rowsRead = d1.costs.flat().reduce((sum, cost) => sum + cost.rowsRead, 0);
  const seen: string[] = [];
  for (let next = first?.next_url; next; ) {
    const page: { items: { id: string }[]; next_url?: string } = await (
      await get(next.slice(ORIGIN.length))
    ).json();
    seen.push(...page.items.map(({ id }) => id));
    next = page.next_url;
  }

  expect(first?.items).toEqual([]);
  expect(search?.count_is_minimum).toBe(true);
  expect(rowsRead).toBeLessThan(20 * MAX_COMPARED);
  expect(seen.map((id) => id.split(":").at(-1))).toEqual(["n0"]);
});

it.each([
  "",
  "&order=relevance",
  "&order=relevance&after=2.1735689600000_n2",
])("a page of a search%s compares the text of each article with the words at most once", async (query) => {
  const articles = Array.from({ length: 40 }, (_, index) =>
    anArticle({ id: `n${index}`, title: `甲乙和乙丙${index % 2 === 0 ? "甲乙丙" : ""}` }),
  );
  await fillD1(d1, aStore(articles));
  let compared = 0;
  const search: WordSearch = {
    ...WORD_SEARCH,
    matcher(words) {
      const match = WORD_SEARCH.matcher(words);
      return (normalized) => {
        compared += 1;
        return match(normalized);
      };
    },
  };
  const get = serveFrom(d1Store(aReadableDatabase(d1.db.batch), { search, servedSince: new Date(0) }));

  const response = await get(`/search?q=${encodeURIComponent("甲乙丙")}${query}`, { headers: AS_PAGE });

  expect(response.status).toBe(200);
  expect(compared).toBe(articles.length);
});

describe("d1Store()", () => {
  const logged = vi.spyOn(console, "error").mockImplementation(() => {});
  beforeEach(async () => {
    await fillD1(d1, aStore([anArticle({ content: "<p>Text</p>", authors: [{ name: "Ann" }] })]));
  });
  afterEach(() => {
    vi.useRealTimers();
    logged.mockClear();
  });

  const later = (ms: number) => new Date(NOW.getTime() + ms);

  it("asks for the version at most once in 5 seconds, however many requests come at once", async () => {
    const store = d1Store(aReadableDatabase(d1.db.batch), { search: WORD_SEARCH, servedSince: new Date(0) });

    await Promise.all([store.snapshot(NOW), store.snapshot(NOW), store.snapshot(later(1))]);
    await store.snapshot(later(4999));
    // One that came before the others, and was tried again.
    await store.snapshot(later(-1));
    const within = d1.costs.length;
    await store.snapshot(later(5000));

    expect([within, d1.costs.length]).toEqual([1, 2]);
  });

  it("shows an article from the instant of its publication, though the version was asked for just before", async () => {
    await fillD1(d1, aStore([anArticle({ published: later(1000).toISOString() })]));
    const store = d1Store(aReadableDatabase(d1.db.batch), { search: WORD_SEARCH, servedSince: new Date(0) });

    const [before, then] = [await store.snapshot(later(999)), await store.snapshot(later(1000))];
    const again = await store.snapshot(later(999));

    const found = await Promise.all([before, then, again].map((snapshot) => snapshot.article("on-reading")));
    expect(found.map((article) => article?.id)).toEqual([undefined, "on-reading", undefined]);
  });

  it.each([
    "/authors/Ann/rss.xml?page=2&limit=1",
    "/tags/craft/feed.json?page=2&limit=1",
    "/feeds/by-ann/atom.xml?page=2&limit=1",
    "/columns/essays/rss.xml?page=2&limit=1",
    "/authors/Ann/rss.xml?limit=1",
    "/articles/n1.json",
  ])("%s has a later date when the title of a column changes that it shows", async (target) => {
    const articles = ["n1", "n2", "n3"].map((id) =>
      anArticle({ id, authors: [{ name: "Ann" }], tags: ["craft"] }),
    );
    const feeds = [{ slug: "by-ann", title: "By Ann", filter: { authors: ["Ann"] } }];
    await fillD1(d1, aStore(articles, { feeds }));
    const validators = async () => {
      const store = d1Store(aReadableDatabase(d1.db.batch), {
        search: WORD_SEARCH,
        servedSince: new Date(0),
      });
      const { headers } = await serveFrom(store)(target);
      return ["ETag", "Last-Modified"].map((name) => headers.get(name));
    };
    const before = await validators();

    const writer = d1Writer(d1.db, { name: "d1", search: WORD_SEARCH, now: () => NOW });
    await writer.transaction(({ columns, putColumns }) =>
      putColumns(columns.map((column) => ({ ...column, title: `New ${column.title}` }))),
    );
    const after = await validators();

    expect(after).not.toEqual(before);
    expect(after[1]).toBe(NOW.toUTCString());
  });

  it("refuses to answer from another version, and knows the new one at once", async () => {
    const store = d1Store(aReadableDatabase(d1.db.batch), { search: WORD_SEARCH, servedSince: new Date(0) });
    const snapshot = await store.snapshot(NOW);
    await d1.db.batch([{ sql: "UPDATE store SET version = version + 1", parameters: [] }]);

    const answers = await Promise.allSettled([snapshot.article("on-reading"), snapshot.authors(1)]);
    const next = await store.snapshot(NOW);

    expect(answers.map((one) => one.status === "rejected" && one.reason)).toEqual([
      expect.any(SnapshotExpired),
      expect.any(SnapshotExpired),
    ]);
    expect(next.version).not.toBe(snapshot.version);
    expect((await next.article("on-reading"))?.id).toBe("on-reading");
  });

  it("reads from a real binding with sessions, and never goes back to an earlier state", async () => {
    const constraints: string[] = [];
    const recording = {
      withSession(constraint: string) {
        constraints.push(constraint);
        return d1.binding.withSession(constraint);
      },
    };
    const store = d1Store(readableDatabase(recording), { search: WORD_SEARCH, servedSince: new Date(0) });

    const { heads } = await (await store.snapshot(NOW)).listWhole({}, { limit: 1 });

    expect(heads.map(({ body }) => body?.html)).toEqual(["<p>Text</p>"]);
    expect(constraints[0]).toBe("first-unconstrained");
    expect(constraints[1]).toMatch(/^[\da-f]+-/);
  });

  const FAILURES: readonly { readonly name: string; readonly fail: Database["batch"] }[] = [
    { name: "fails", fail: () => Promise.reject(new Error("D1_ERROR: Network connection lost")) },
    { name: "hangs", fail: () => new Promise(() => {}) },
  ];
  const TARGETS_OF_FAILURES = [
    "/rss.xml",
    "/articles/on-reading",
    "/",
    "/sitemap.xml",
    "/authors/Ann/feed.json",
  ];

  it.each(
    FAILURES.flatMap((row) =>
      TARGETS_OF_FAILURES.flatMap((target) => [0, 1].map((call) => ({ ...row, target, call }))),
    ),
  )("where D1 $name at call $call, $target is answered as before, or with 503", async ({
    fail,
    target,
    call,
  }) => {
    const waitReally = setTimeout;
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    let isHanging = false;
    let calls = 0;
    let failing = false;
    const batch: Database["batch"] = (queries) => {
      if (!failing) return d1.db.batch(queries);
      calls += 1;
      isHanging = calls > call;
      return isHanging ? fail(queries) : d1.db.batch(queries);
    };
    const serve = () =>
      serveFrom(d1Store(aReadableDatabase(batch), { search: WORD_SEARCH, servedSince: new Date(0) }));
    const ask = async (get: ReturnType<typeof serve>, at: Date) => {
      const answer = get(target, { headers: { Accept: "application/json" } }, at);
      let done = false;
      answer.finally(() => {
        done = true;
      });
      while (!done) {
        await vi.advanceTimersByTimeAsync(isHanging ? 1000 : 1);
        await new Promise((resolve) => waitReally(resolve, 1));
      }
      isHanging = false;
      return answer;
    };
    const warm = serve();
    const before = await ask(warm, NOW);
    const text = await before.text();
    // So that it is rendered again, if D1 can be asked for its version.
    await d1.db.batch([{ sql: "UPDATE store SET version = version + 1", parameters: [] }]);
    failing = true;

    const kept = await ask(warm, later(60_000));
    calls = 0;
    const cold = await ask(serve(), later(60_000));

    expect([before.status, kept.status, cold.status]).toEqual([200, 200, 503]);
    expect([await kept.text(), kept.headers.get("Age")]).toEqual([text, "60"]);
    expect(cold.headers.get("Retry-After")).toBe("60");
    expect(logged).toHaveBeenCalledTimes(2);
  });

  it("answers though a local database was locked by another process for a moment", async () => {
    let isLocked = true;
    const batch: Database["batch"] = async (queries) => {
      if (!isLocked) return d1.db.batch(queries);
      isLocked = false;
      throw new Error("D1_ERROR: database is locked: SQLITE_BUSY");
    };
    const store = d1Store(aReadableDatabase(batch), { search: WORD_SEARCH, servedSince: new Date(0) });

    const { status } = await serveFrom(store)("/rss.xml");

    expect([status, isLocked]).toEqual([200, false]);
  });

  it("where the database holds no store, it cannot answer", async () => {
    await d1.empty();
    const store = d1Store(aReadableDatabase(d1.db.batch), { search: WORD_SEARCH, servedSince: new Date(0) });

    await expect(store.snapshot(NOW)).rejects.toThrow(StoreUnavailable);
  });
});
