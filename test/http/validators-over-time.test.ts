import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { app } from "../../src/app.ts";
import type { BuildHistory } from "../../src/store/json-file/build-history.ts";
import { bundleStore } from "../../src/store/json-file/bundle.ts";
import { bundledStore } from "../../src/store/json-file/bundled-store.ts";
import type { FeedRecord } from "../../src/store/json-file/feed-schema.ts";
import { parseStore } from "../../src/store/json-file/parse-store.ts";
import type { ArticleRecord, StoreDocument } from "../../src/store/json-file/store-document.ts";
import { anArticle, aStore } from "../support/a-store.ts";
import { aWordSearch } from "../support/a-word-search.ts";
import { ORIGIN } from "../support/serve.ts";

const START = Date.parse("2026-01-01T00:00:00Z");
const MINUTE_MS = 60_000;

/** What a deployment serves. */
interface State {
  readonly document: StoreDocument;
  readonly code: string;
  readonly origin: string;
}

/** A service that is deployed again and again, each time from the folder of the build before. */
function aDeployment(isFolderKept = true) {
  let previous: BuildHistory | undefined;
  let service = app({ snapshot: () => Promise.reject(new Error("Nothing is deployed")) });
  let origin = "";
  return {
    deploy({ document, code, ...state }: State, now: number) {
      origin = state.origin;
      const built = bundleStore(parseStore(document), {
        now: new Date(now),
        code,
        origin,
        search: aWordSearch,
        previous: isFolderKept ? previous : undefined,
      });
      previous = built.history;
      service = app(bundledStore(built.index.buffer, built.articles.buffer, aWordSearch, origin));
    },
    get: (target: string, now: number, headers: HeadersInit = {}) =>
      service.fetch(new Request(`https://anything.example${target}`, { headers }), {
        now: new Date(now),
        origin: origin || "https://anything.example",
      }),
  };
}

type Deployment = ReturnType<typeof aDeployment>;

/** A client that keeps what it was answered. */
interface Client {
  poll(deployment: Deployment, target: string, now: number): Promise<string>;
  /** How many bodies it has been sent. */
  readonly bodies: number;
}

/** Which validators a client sends, and whether it takes a 200 by its date alone, as libcurl does with `-z`. */
interface ClientKind {
  readonly sends: readonly ("ETag" | "Last-Modified")[];
  readonly comparesDates?: boolean;
}

const CLIENTS: Readonly<Record<string, ClientKind>> = {
  "the ETag only": { sends: ["ETag"] },
  "the date only": { sends: ["Last-Modified"] },
  both: { sends: ["ETag", "Last-Modified"] },
  "both, and drops a 200 whose date is not later, as newsboat does": {
    sends: ["ETag", "Last-Modified"],
    comparesDates: true,
  },
  "the date only, and drops a 200 whose date is not later, as curl -z does": {
    sends: ["Last-Modified"],
    comparesDates: true,
  },
};

const CONDITIONS = { ETag: "If-None-Match", "Last-Modified": "If-Modified-Since" } as const;

function aClient({ sends, comparesDates = false }: ClientKind): Client {
  const kept = new Map<string, { readonly body: string; readonly headers: Headers }>();
  let bodies = 0;
  return {
    async poll(deployment, target, now) {
      const before = kept.get(target);
      const conditions = sends.map((name) => [CONDITIONS[name], before?.headers.get(name) ?? ""] as const);
      const response = await deployment.get(target, now, before ? Object.fromEntries(conditions) : {});
      const { headers, status } = response;
      if (status === 304) return before?.body ?? "";
      bodies += 1;
      const isNewer = Date.parse(headers.get("Last-Modified") ?? "") > Date.parse(dateOf(before));
      const isDropped = comparesDates && before !== undefined && status === 200 && !isNewer;
      // libcurl drops the body and keeps the new ETag all the same.
      const body = isDropped ? before.body : await response.text();
      if (status === 200) kept.set(target, { body, headers });
      else kept.delete(target);
      return body;
    },
    get bodies() {
      return bodies;
    },
  };
}

function dateOf(kept: { readonly headers: Headers } | undefined): string {
  return kept?.headers.get("Last-Modified") ?? "";
}

const minutes = (count: number) => new Date(START + count * MINUTE_MS).toISOString();

/** An article that was published `age` minutes before the first deployment. */
const published = (id: string, age: number, says: Partial<ArticleRecord> = {}): ArticleRecord =>
  anArticle({ id, title: `Title of ${id}`, published: minutes(-age), updated: minutes(-age), ...says });

const FIRST = aStore(
  [
    published("a", 10, { authors: [{ name: "Ann" }], tags: ["craft"], content: "<p>A</p>" }),
    published("b", 20, { column: "letters", authors: [{ name: "Ann" }] }),
    published("c", 30, { tags: ["craft"] }),
    ...Array.from({ length: 25 }, (_, index) => published(`old-${index}`, 10_000 + index)),
    published("soon", -5, { updated: minutes(-1) }),
    published("later", -8, { updated: minutes(-1), column: "letters", tags: ["craft"] }),
  ],
  {
    updated: minutes(-1),
    feeds: [
      { slug: "ann", title: "Ann", filter: { authors: ["Ann"], notTags: ["new"] } },
      { slug: "not-ann", title: "Not Ann", filter: { notAuthors: ["Ann"] }, limit: 3, content: "summary" },
    ],
  },
);
const INITIAL: State = { document: FIRST, code: "1", origin: ORIGIN };

/** A change of `state` that is made and deployed at `now`. */
type Change = (state: State, now: number) => State;

const withDocument =
  (change: (document: StoreDocument, instant: string) => Partial<StoreDocument>): Change =>
  (state, now) => {
    const instant = new Date(now).toISOString();
    const document = { ...state.document, updated: instant, ...change(state.document, instant) };
    return { ...state, document };
  };
const withArticle = (id: string, says: Partial<ArticleRecord>) =>
  withDocument(({ articles }, updated) => ({
    articles: articles.map((article) => (article.id === id ? { ...article, updated, ...says } : article)),
  }));
const without = (id: string) =>
  withDocument(({ articles }) => ({ articles: articles.filter((article) => article.id !== id) }));

const withFeed = (says: Partial<FeedRecord>) =>
  withDocument(({ feeds = [] }) => ({
    feeds: feeds.map((feed) => (feed.slug === "ann" ? { ...feed, ...says } : feed)),
  }));

const CHANGES: Readonly<Record<string, Change>> = {
  "an edit": withArticle("a", { title: "Another title" }),
  "an edit whose date was not moved": withArticle("a", { content: "<p>B</p>", updated: minutes(-10) }),
  "an edit of an article beyond the newest": withArticle("old-24", { title: "Another title" }),
  "an article that is added below others": withDocument(({ articles }) => ({
    articles: [...articles.filter(({ id }) => id !== "new"), published("new", 25, { column: "letters" })],
  })),
  "an article that is added below all others": withDocument(({ articles }) => ({
    articles: [
      ...articles.filter(({ id }) => id !== "oldest"),
      published("oldest", 20_000, { column: "letters", authors: [{ name: "Ann" }] }),
    ],
  })),
  "a removal of the newest": without("a"),
  "a removal of one of the newest": without("c"),
  "a move to another column": withArticle("c", { column: "letters" }),
  "another author": withArticle("b", { authors: [{ name: "Bo" }] }),
  "another tag as well": withArticle("c", { tags: ["craft", "new"] }),
  "another author as well": withArticle("c", { authors: [{ name: "Ann" }, { name: "Bo" }] }),
  "no tags any more": withArticle("a", { tags: [] }),
  "an earlier publication": withArticle("b", { published: minutes(-100_000) }),
  "an article taken back until later": withArticle("a", { published: minutes(12) }),
  "a removal of what was to be published": without("later"),
  "another title of a column": withDocument(({ columns }) => ({
    columns: columns.map((column) => ({ ...column, title: `${column.title}!` })),
  })),
  "another title of a named feed": withFeed({ title: "By Ann" }),
  "another filter of a named feed": withFeed({ filter: { tags: ["craft"] } }),
  "another limit and content of a named feed": withFeed({ limit: 1, content: "summary" }),
  "another named feed in its place": withDocument(() => ({
    feeds: [{ slug: "craft", title: "Craft", filter: { tags: ["craft"] } }],
    removedFeeds: ["ann", "not-ann"],
  })),
  "another title of the site": withDocument(({ site }) => ({ site: { ...site, title: `${site.title}!` } })),
  "a column more": withDocument(({ columns }) => ({
    columns: [...columns.filter(({ slug }) => slug !== "poems"), { slug: "poems", title: "Poems" }],
  })),
  "the first version of the store again": () => INITIAL,
  "other code": (state) => ({ ...state, code: `${state.code}+` }),
  "another origin": (state) => ({
    ...state,
    origin: state.origin === ORIGIN ? "https://other.example" : ORIGIN,
  }),
  "a deployment of the same": (state) => state,
};

const TARGETS = [
  "/rss.xml",
  "/atom.xml?limit=2",
  "/feed.json?exclude=letters",
  "/columns/essays/rss.xml",
  "/columns/letters/atom.xml",
  "/columns/essays+letters/feed.json",
  "/authors/Ann/rss.xml",
  "/tags/craft/feed.json?content=summary",
  "/rss.xml?page=2",
  "/atom.xml?limit=2&page=2",
  `/feed.json?limit=2&after=${START - 10 * MINUTE_MS}_a`,
  "/columns/letters/rss.xml?limit=1",
  "/rss.xml.txt",
  "/columns/letters.json",
  "/articles/a.json",
  "/articles.json",
  "/opml.xml",
  "/sitemap.xml",
  "/columns/essays",
  "/feeds/ann/rss.xml",
  "/feeds/ann/feed.json?column=essays&limit=2",
  "/feeds/ann.json",
  "/feeds/not-ann/atom.xml",
  "/feeds/not-ann/rss.xml?page=2",
  "/feeds/craft/rss.xml",
  "/index.json",
  "/rss.xml?not-tag=new",
  "/columns/essays/rss.xml?author=Ann&tag=craft",
  "/authors/Ann/rss.xml?not-column=letters&not-author=Bo",
  "/tags/craft.json?not-author=Bo",
];

/** Deploys after each of `changes`, and compares what clients have after each of their polls with what is served. */
async function follow(changes: readonly (string | number)[], isFolderKept: boolean): Promise<void> {
  const deployment = aDeployment(isFolderKept);
  const clients = Object.entries(CLIENTS).map(([name, kind]) => ({ name, client: aClient(kind) }));
  const served = new Map<string, { readonly etag: string; readonly date: number }>();
  let [state, now] = [INITIAL, START];
  deployment.deploy(state, now);

  async function pollAll(after: string): Promise<void> {
    for (const target of TARGETS) {
      const response = await deployment.get(target, now);
      const body = await response.text();
      for (const { name, client } of clients)
        expect(await client.poll(deployment, target, now), `${target} after ${after}, sending ${name}`).toBe(
          body,
        );
      if (response.status !== 200) continue;
      const etag = response.headers.get("ETag") ?? "";
      const date = Date.parse(response.headers.get("Last-Modified") ?? "");
      const before = served.get(target);
      if (before && before.etag !== etag)
        expect(date, `${target} after ${after}`).toBeGreaterThan(before.date);
      else expect(date, `${target} after ${after}`).toBeGreaterThanOrEqual(before?.date ?? 0);
      expect(date, `${target} after ${after}`).toBeLessThanOrEqual(now + 1000 * changes.length);
      served.set(target, { etag, date });
    }
  }

  await pollAll("the first deployment");
  for (const change of changes) {
    if (typeof change === "number") now += change;
    else {
      state = CHANGES[change]?.(state, now) ?? state;
      deployment.deploy(state, now);
    }
    await pollAll(String(change));
  }
}

describe("Last-Modified and ETag over time (RFC 9110 §8.8)", () => {
  it.each(
    Object.keys(CHANGES),
  )("every client has the current bytes after %s, in the minute and in the second of a deployment", async (change) => {
    await follow(
      [MINUTE_MS, change, "an edit", MINUTE_MS, "the first version of the store again", change],
      true,
    );
    await follow([MINUTE_MS, change, MINUTE_MS, "the first version of the store again"], true);
    // Each of its ten states is asked for by every kind of client at every address.
  }, 20_000);

  it("every client has the current bytes after publications, and after a removal at that very instant", async () => {
    await follow(
      [
        5 * MINUTE_MS,
        "a removal of the newest",
        3 * MINUTE_MS,
        "an article taken back until later",
        4 * MINUTE_MS,
      ],
      true,
    );
    await follow([8 * MINUTE_MS, "a removal of what was to be published", "an edit"], true);
  });

  it("every client has the current bytes after any changes in any order", async () => {
    const change = fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...Object.keys(CHANGES)) },
      { weight: 1, arbitrary: fc.constantFrom(1, 500, 1000, MINUTE_MS, 5 * MINUTE_MS) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 8 }), fc.boolean(), (changes, isFolderKept) =>
        // Without the folder of the build before, two deployments are at least a second apart.
        follow(isFolderKept ? changes : changes.flatMap((one) => [1000, one]), isFolderKept),
      ),
      { numRuns: 25, seed: 9 },
    );
  }, 60_000);
});

describe("Last-Modified of a resource", () => {
  const MOVED = START + MINUTE_MS;

  /** Returns the paths whose date moves where `change` is deployed. */
  async function movedBy(change: Change, targets: readonly string[]): Promise<readonly string[]> {
    const deployment = aDeployment();
    const dates = async (now: number) =>
      Promise.all(
        targets.map(async (target) => (await deployment.get(target, now)).headers.get("Last-Modified")),
      );
    deployment.deploy(INITIAL, START);
    const before = await dates(START);
    deployment.deploy(change(INITIAL, MOVED), MOVED);
    const after = await dates(MOVED);
    return targets.filter((_, index) => after[index] !== before[index]);
  }

  const RSS = ["/rss.xml", "/columns/essays/rss.xml", "/columns/letters/rss.xml", "/tags/craft/rss.xml"];

  it("moves after an edit of a named feed at the addresses of that feed", async () => {
    const targets = [...RSS, "/feeds/ann/rss.xml", "/feeds/ann.json", "/feeds/not-ann/rss.xml"];

    const moved = await movedBy(withFeed({ description: "All by Ann" }), targets);

    expect(moved).toEqual(["/feeds/ann/rss.xml", "/feeds/ann.json"]);
  });

  it.each<readonly [change: string, moved: readonly string[]]>([
    ["an edit", ["/rss.xml", "/columns/essays/rss.xml", "/tags/craft/rss.xml"]],
    ["an edit of an article beyond the newest", []],
    ["an article that is added below others", ["/rss.xml", "/columns/letters/rss.xml"]],
    ["another author", ["/rss.xml", "/columns/letters/rss.xml"]],
    ["a removal of one of the newest", ["/rss.xml", "/columns/essays/rss.xml", "/tags/craft/rss.xml"]],
    ["a move to another column", RSS],
    ["a removal of what was to be published", []],
    ["a column more", []],
    ["another title of the site", RSS],
    ["other code", RSS],
    ["another origin", RSS],
    ["a deployment of the same", []],
  ])("moves after %s only where its entries or its head are others: %j", async (change, moved) => {
    expect(await movedBy(CHANGES[change] ?? ((state) => state), RSS)).toEqual(moved);
  });

  it("a client that sends dates only is sent no more bodies than one that sends entity tags", async () => {
    const deployment = aDeployment();
    const [byDate, byTag] = [aClient({ sends: ["Last-Modified"] }), aClient({ sends: ["ETag"] })];
    let state = INITIAL;
    const changes = Object.keys(CHANGES).filter((name) => name !== "other code");
    for (const [index, change] of ["", ...changes].entries()) {
      const now = START + index * MINUTE_MS;
      state = CHANGES[change]?.(state, now) ?? state;
      deployment.deploy(state, now);
      for (const target of RSS)
        for (const client of [byDate, byTag]) await client.poll(deployment, target, now);
    }

    expect(byDate.bodies).toBe(byTag.bodies);
  });

  it("does not move because of a preview without an origin between two deployments", async () => {
    const deployment = aDeployment();
    const date = async (now: number) => (await deployment.get("/rss.xml", now)).headers.get("Last-Modified");
    deployment.deploy(INITIAL, START);
    const before = await date(START);
    deployment.deploy({ ...INITIAL, origin: "" }, MOVED);
    deployment.deploy(INITIAL, MOVED);

    expect(await date(MOVED)).toBe(before);
  });

  it("is the time of the build where nobody knows what was served before", async () => {
    const deployment = aDeployment(false);
    deployment.deploy(INITIAL, START);

    const response = await deployment.get("/rss.xml", START);

    expect(response.headers.get("Last-Modified")).toBe("Thu, 01 Jan 2026 00:00:00 GMT");
  });

  it("is the time of the build where the Worker has another origin than it was built for", async () => {
    const first = bundleStore(parseStore(FIRST), {
      now: new Date(START),
      code: "",
      origin: ORIGIN,
      search: aWordSearch,
    });
    const { index, articles } = bundleStore(parseStore(FIRST), {
      now: new Date(MOVED),
      code: "",
      origin: ORIGIN,
      search: aWordSearch,
      previous: first.history,
    });
    const dates = await Promise.all(
      [ORIGIN, "https://other.example"].map(async (origin) => {
        const snapshot = await bundledStore(index.buffer, articles.buffer, aWordSearch, origin).snapshot(
          new Date(MOVED),
        );
        return [await snapshot.lastModifiedOf({}), snapshot.lastModified];
      }),
    );

    expect(dates).toEqual([
      [new Date(START), new Date(START)],
      [new Date(MOVED), new Date(MOVED)],
    ]);
  });

  it("the same build, instant and origin have the same bytes and headers", async () => {
    const answers = await Promise.all(
      [1, 2].map(async () => {
        const deployment = aDeployment();
        deployment.deploy(INITIAL, START);
        const response = await deployment.get("/rss.xml", MOVED);
        return { headers: Object.fromEntries(response.headers), body: await response.text() };
      }),
    );

    expect(answers[0]).toEqual(answers[1]);
  });
});
