import { afterEach, expect, it, vi } from "vitest";
import { ROUTES } from "../../src/routes/table.ts";
import { type ArticleStore, type Snapshot, SnapshotExpired } from "../../src/store/snapshot.ts";
import { anArticle, aStore } from "../support/a-store.ts";
import { bundled, serveFrom } from "../support/serve.ts";

const BEFORE = aStore([anArticle({ title: "Before" })], { updated: "2025-06-01T00:00:00Z" });
const AFTER = aStore([anArticle({ title: "After" })], { updated: "2025-06-02T00:00:00Z" });

afterEach(() => {
  vi.restoreAllMocks();
});

/** Returns a store that is changed just after its first snapshot was returned. */
function changingStore(): ArticleStore {
  const [before, after] = [bundled(BEFORE), bundled(AFTER)];
  let isChanged = false;
  return {
    async snapshot(now) {
      if (isChanged) return after.snapshot(now);
      isChanged = true;
      return mapQueries(await before.snapshot(now), () => () => Promise.reject(new SnapshotExpired()));
    },
  };
}

type Query = (...given: unknown[]) => Promise<unknown>;

function mapQueries(snapshot: Snapshot, change: (query: Query) => Query): Snapshot {
  const members = Object.entries(snapshot).map(([name, member]) => [
    name,
    typeof member === "function" ? change(member) : member,
  ]);
  return Object.fromEntries(members);
}

it.each([
  ["/feed.json", {}],
  ["/articles.json", {}],
  ["/articles/on-reading", { Accept: "text/html" }],
])("a request of %s during which the store changes is answered from the new version alone", async (target, headers) => {
  const get = serveFrom(changingStore());

  const response = await get(target, { headers });
  const text = await response.text();

  expect(response.status).toBe(200);
  expect(text).toContain("After");
  expect(text).not.toContain("Before");
  expect(response.headers.get("Last-Modified")).toBe("Mon, 02 Jun 2025 00:00:00 GMT");
});

it("nothing is cached under a version that expired while it was read", async () => {
  const store = changingStore();
  const get = serveFrom(store);
  const first = await (await get("/feed.json")).text();

  const second = await (await get("/feed.json")).text();

  expect(second).toBe(first);
});

it("while a store changes during every try, it is asked a few times, and what was served before is served", async () => {
  const logged = vi.spyOn(console, "error").mockImplementation(() => {});
  const good = bundled(BEFORE);
  let isChanging = false;
  const snapshots = vi.fn(async (now: Date) => {
    const snapshot = await good.snapshot(now);
    if (!isChanging) return snapshot;
    const queries = mapQueries(snapshot, () => () => Promise.reject(new SnapshotExpired()));
    return { ...queries, version: "another" };
  });
  const get = serveFrom({ snapshot: snapshots });
  const known = await (await get("/feed.json")).text();
  isChanging = true;
  snapshots.mockClear();

  const [served, unknown] = [await get("/feed.json"), await get("/rss.xml")];

  expect([served.status, served.headers.get("Age"), unknown.status]).toEqual([200, "0", 503]);
  expect(await served.text()).toBe(known);
  expect(snapshots.mock.calls.length).toBeLessThan(10);
  expect(logged).toHaveBeenCalledTimes(2);
});

it.each([
  "/",
  "/index.json",
  "/columns.json",
  "/articles.json",
  "/articles/on-reading",
  "/articles/on-reading.json",
  "/opml.xml",
  "/columns.opml",
  "/sitemap.xml",
  "/rss.xml",
  "/columns/essays",
  "/columns/essays.json",
  "/columns/essays/rss.xml",
  "/authors/Ann/feed.json",
  "/tags/craft",
  "/health",
])("%s makes the same small number of queries, however much the store holds", async (target) => {
  const articles = Array.from({ length: 60 }, (_, index) =>
    anArticle({
      id: `a${index}`,
      column: `c${index}`,
      authors: [{ name: `Author ${index}` }, { name: "Ann" }],
      tags: [`t${index}`, "craft"],
      content: "<p>Text</p>",
    }),
  );
  const named = anArticle({ authors: [{ name: "Ann" }], tags: ["craft"], content: "<p>Text</p>" });
  const small = aStore([named]);
  const large = aStore([named, ...articles], {
    columns: [
      ...small.columns,
      ...articles.map(({ column }) => ({ slug: column, title: `Column ${column}` })),
    ],
  });
  const countQueries = async (document: typeof small) => {
    let count = 0;
    const store = bundled(document);
    const counting: ArticleStore = {
      snapshot: async (now) =>
        mapQueries(await store.snapshot(now), (query) => (...given) => {
          count += 1;
          return query(...given);
        }),
    };
    const response = await serveFrom(counting)(target, { headers: { Accept: "text/html, */*;q=0.5" } });
    expect(response.status).toBe(200);
    return count;
  };

  const queries = await countQueries(large);

  expect(queries).toBe(await countQueries(small));
  expect(queries).toBeLessThanOrEqual(5);
});

/** A request for every route, as its path with a query, and with names and ids that there are and are not. */
const REQUESTS: readonly string[] = ROUTES.flatMap(({ path }) => {
  const values: Readonly<Record<string, readonly string[]>> = {
    id: ["on-reading", "gone", "none"],
    columns: ["essays", "essays+letters"],
    author: ["Ann", "nobody"],
    tag: ["craft", "none"],
    part: ["lists", "2025-01", "none"],
    alias: ["feed", "nothing"],
  };
  const paths = path
    .split("/")
    .reduce<readonly string[]>(
      (some, segment) => {
        const [, name = "", suffix = ""] = /^:(\w+)(.*)$/.exec(segment) ?? [];
        const texts = name === "" ? [segment] : (values[name] ?? []).map((value) => value + suffix);
        return some.flatMap((before) => texts.map((text) => `${before}/${text}`));
      },
      [""],
    )
    .map((text) => text.replace(/^\/\//, "/"));
  return paths.flatMap((one) => [
    one,
    `${one}?author=Ann&tag=craft&not-tag=none&since=2025-01-01`,
    `${one}?page=2&limit=1`,
    `${one}?content=summary&limit=1&utm=1`,
    `${one}?after=1735776000000_a`,
    `${one}?after=0_a`,
    `${one}?before=1735776000000_b`,
    `${one}?cursor=1735776000000_a&content=full`,
  ]);
});

it("every request asks the store for all that it needs at once", async () => {
  const articles = ["a", "b", "c"].map((id) =>
    anArticle({ id, authors: [{ name: "Ann" }, { name: "Bo" }], tags: ["craft"], content: "<p>Text</p>" }),
  );
  const store = bundled(
    aStore([anArticle({ authors: [{ name: "Ann" }], tags: ["craft"] }), ...articles], {
      removed: [{ id: "gone", title: "Gone" }],
    }),
  );
  let rounds = 0;
  let queries = 0;
  let round: Promise<void> | undefined;
  // What is asked before the first answer of a round arrives is in that round.
  const inRound = async () => {
    queries += 1;
    round ??= new Promise((resolve) => {
      rounds += 1;
      setTimeout(() => {
        round = undefined;
        resolve();
      });
    });
    await round;
  };
  let version = 0;
  const get = serveFrom({
    async snapshot(now) {
      const snapshot = mapQueries(await store.snapshot(now), (query) => async (...given) => {
        await inRound();
        return query(...given);
      });
      version += 1;
      return { ...snapshot, version: String(version) };
    },
  });
  const counted = new Map<string, readonly [number, number]>();
  const statuses = new Set<number>();

  for (const accept of ["text/html", "application/json"]) {
    for (const target of REQUESTS) {
      [rounds, queries] = [0, 0];
      const { status } = await get(target, {
        headers: { Accept: accept, "Sec-Fetch-Dest": "document" },
      });
      counted.set(`${accept} ${target}`, [rounds, queries]);
      statuses.add(status);
    }
  }

  expect([...counted].filter(([, [most]]) => most > 1)).toEqual([]);
  expect([...counted].filter(([, [, most]]) => most > 6)).toEqual([]);
  expect([...statuses].sort()).toEqual([200, 301, 404, 410]);
});

it("an address that has moved is asked for together with what is there", async () => {
  const store = bundled(aStore([anArticle()], { redirects: [{ from: "/old.html", to: "/rss.xml" }] }));
  const asked: string[] = [];
  const recording: ArticleStore = {
    async snapshot(now) {
      const snapshot = await store.snapshot(now);
      return {
        ...snapshot,
        redirectTarget: (address) => {
          asked.push(address);
          return snapshot.redirectTarget(address);
        },
      };
    },
  };
  const get = serveFrom(recording);

  const [moved, missing] = [await get("/old.html"), await get("/articles/none")];

  expect([moved.status, missing.status]).toEqual([301, 404]);
  expect(asked).toEqual(["/old.html", "/articles/none"]);
});

it("the store is not asked for anything by a request that no route or method answers", async () => {
  const snapshot = vi.fn(bundled(BEFORE).snapshot);
  const get = serveFrom({ snapshot });

  await get("/rss.xml", { method: "OPTIONS" });
  await get("//rss.xml");

  expect(snapshot).not.toHaveBeenCalled();
});

it("callers that ask for one rendition at once have it rendered once", async () => {
  const store = bundled(BEFORE);
  let lists = 0;
  const slow: ArticleStore = {
    async snapshot(now) {
      const snapshot = await store.snapshot(now);
      return {
        ...snapshot,
        async listWhole(filter, page) {
          lists += 1;
          await new Promise((resolve) => setTimeout(resolve, 5));
          return snapshot.listWhole(filter, page);
        },
      };
    },
  };
  const get = serveFrom(slow);

  const texts = await Promise.all(
    ["gzip", "br", "identity", "gzip"].map(async (coding) => {
      const response = await get("/rss.xml", { headers: { "Accept-Encoding": coding } });
      return response.headers.get("ETag");
    }),
  );

  expect(lists).toBe(1);
  expect(new Set(texts).size).toBe(3);
});

it("one caller's failure to render is every waiting caller's, and is not kept", async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  const store = bundled(BEFORE);
  let fails = true;
  const failing: ArticleStore = {
    async snapshot(now) {
      const snapshot = await store.snapshot(now);
      return {
        ...snapshot,
        listWhole: (filter, page) =>
          fails ? Promise.reject(new Error("no")) : snapshot.listWhole(filter, page),
      };
    },
  };
  const get = serveFrom(failing);

  const failed = await Promise.all([get("/rss.xml"), get("/rss.xml")]);
  fails = false;
  const then = await get("/rss.xml");

  expect(failed.map(({ status }) => status)).toEqual([500, 500]);
  expect(then.status).toBe(200);
});
