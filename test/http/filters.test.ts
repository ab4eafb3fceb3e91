import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anArticle, aStore } from "../support/a-store.ts";
import { ORIGIN, serve } from "../support/serve.ts";

const [AUTHORS, TAGS, COLUMNS] = [
  ["Ann", "王晓峰", 'C & D, "E"'],
  ["craft", "读书", "C++", "50% a/b"],
  ["essays", "letters", "news"],
];
/** The last moments of days in Shanghai, and the first ones of the days after. */
const INSTANTS = [
  ...["2024-12-31T15:59:59.999Z", "2024-12-31T16:00:00Z", "2025-01-01T15:59:59Z", "2025-01-01T16:00:00Z"],
  ...["2025-01-01T16:00:00Z", "2025-02-01T00:00:00Z"],
];

const TEXTS = ["工匠精神", "劳动光荣"];

/** Returns those of `names` whose bits are set in `bits`. */
const chosen = (names: readonly string[], bits: number) => names.filter((_, index) => (bits >> index) & 1);

const ARTICLES = Array.from({ length: 36 }, (_, index) =>
  anArticle({
    id: `a${index}`,
    column: COLUMNS[index % 3] ?? "",
    authors: chosen(AUTHORS, (index * 5) % 8).map((name) => ({ name })),
    tags: chosen(TAGS, (index * 7) % 16),
    published: INSTANTS[(index * 11) % INSTANTS.length] ?? "",
    updated: "2025-03-01T00:00:00Z",
    content: `<p>${chosen(TEXTS, (index * 3) % 4).join("，")}</p>`,
  }),
);
const get = serve(
  aStore(ARTICLES, {
    columns: COLUMNS.map((slug) => ({ slug, title: `Title of ${slug}`, description: `About ${slug}` })),
    formerTags: ["rain"],
  }),
);

/** What a request asks for: its values for each parameter, those that its path says included. */
interface Asked {
  readonly column: readonly string[];
  readonly author: readonly string[];
  readonly tag: readonly string[];
  readonly "not-column": readonly string[];
  readonly "not-author": readonly string[];
  readonly "not-tag": readonly string[];
  readonly q?: string | undefined;
  readonly since?: string | undefined;
  readonly until?: string | undefined;
}

/** Queries, each with one form of all that mean the same, and whether an article with this text and these tags has it. */
const QUERIES: Readonly<
  Record<string, readonly [string, (text: string, tags: readonly string[]) => boolean]>
> = {
  工匠: ["工匠", (text) => text.includes("工匠")],
  "工匠 勞動": ["工匠 勞動", (text) => text.includes("工匠") && text.includes("劳动")],
  "\u3000工匠\u3000勞動，": ["工匠 勞動", (text) => text.includes("工匠") && text.includes("劳动")],
  "－工匠": ["-工匠", (text) => !text.includes("工匠")],
  ＣＲＡ: ["cra", (_, tags) => tags.includes("craft")],
  "“精神，劳动”": ["“精神,劳动”", (text) => text.includes("精神，劳动")],
  "!": ["", () => true],
};

/** Dates as they are written, each with the instant at which it begins and that before which it ends. */
const DATES: Readonly<Record<string, readonly [since: string, until: string]>> = {
  "2024-12-31": ["2024-12-30T16:00:00Z", "2024-12-31T16:00:00Z"],
  "2025-01-01": ["2024-12-31T16:00:00Z", "2025-01-01T16:00:00Z"],
  "2025-01-02": ["2025-01-01T16:00:00Z", "2025-01-02T16:00:00Z"],
  "2025-01-02T00:00:00+08:00": ["2025-01-01T16:00:00Z", "2025-01-01T16:00:00Z"],
  "2025-01-01T15:59:59Z": ["2025-01-01T15:59:59Z", "2025-01-01T15:59:59Z"],
  "2024-12-31T16:00:00.0Z": ["2024-12-31T16:00:00Z", "2024-12-31T16:00:00Z"],
};

/** Returns the ids of the articles that are asked for, newest first, from the records alone. */
function naiveSelection(asked: Asked): readonly string[] {
  const has = (wanted: readonly string[], those: readonly string[]) =>
    wanted.some((one) => those.includes(one));
  const since = Date.parse(DATES[asked.since ?? ""]?.[0] ?? "1900-01-01T00:00:00Z");
  const until = Date.parse(DATES[asked.until ?? ""]?.[1] ?? "2100-01-01T00:00:00Z");
  const [, hasWords] = QUERIES[asked.q ?? "!"] ?? [];
  return ARTICLES.filter(({ column, authors = [], tags = [], published = "", content = "" }) => {
    const names = authors.map(({ name }) => name);
    return (
      (asked.column.length === 0 || has(asked.column, [column])) &&
      (asked.author.length === 0 || has(asked.author, names)) &&
      (asked.tag.length === 0 || has(asked.tag, tags)) &&
      !has(asked["not-column"], [column]) &&
      !has(asked["not-author"], names) &&
      !has(asked["not-tag"], tags) &&
      hasWords?.(content, tags) === true &&
      Date.parse(published) >= since &&
      Date.parse(published) < until
    );
  })
    .toSorted(
      (a, b) => Date.parse(b.published ?? "") - Date.parse(a.published ?? "") || (a.id < b.id ? -1 : 1),
    )
    .map(({ id }) => id);
}

/** Returns a text that is the same for two requests that ask for the same. */
function meaningOf({ q, since, until, ...lists }: Asked): string {
  const sets = Object.entries(lists).map(([name, values]) => [name, [...new Set<string>(values)].sort()]);
  return JSON.stringify([sets, QUERIES[q ?? "!"]?.[0], DATES[since ?? ""]?.[0], DATES[until ?? ""]?.[1]]);
}

const some = (values: readonly string[]) => fc.array(fc.constantFrom(...values), { maxLength: 3 });
const date = fc.option(fc.constantFrom(...Object.keys(DATES)), { nil: undefined });
const asked: fc.Arbitrary<Asked> = fc.record({
  column: some(COLUMNS),
  author: some(AUTHORS),
  tag: some(TAGS),
  "not-column": some(COLUMNS),
  "not-author": some([...AUTHORS, "nobody"]),
  "not-tag": some([...TAGS, "nothing"]),
  q: fc.option(fc.constantFrom(...Object.keys(QUERIES)), { nil: undefined }),
  since: date,
  until: date,
});

/** Returns a path and query that ask for `asked`, with some of its values in the path and the others in any order. */
const addressOf = (asked: Asked, suffix: string) =>
  fc
    .tuple(fc.constantFrom("", "columns", "authors", "tags"), fc.infiniteStream(fc.nat()))
    .map(([kind, numbers]): string => {
      const next = () => Number(numbers.next().value);
      const pairs = Object.entries(asked).flatMap(([name, values]) =>
        [values ?? []].flat().map((value: string) => ({ name, value, order: next() })),
      );
      const ofPath = { "": [], columns: asked.column, authors: asked.author, tags: asked.tag }[kind] ?? [];
      const inPath = kind === "columns" ? ofPath : ofPath.slice(0, 1);
      const path = inPath.length === 0 ? "" : `/${kind}/${inPath.map(encodeURIComponent).join("+")}`;
      const rest = pairs
        .filter(({ name, value }) => path === "" || `${name}s` !== kind || !inPath.includes(value))
        .sort((a, b) => a.order - b.order)
        .map(({ name, value }): [string, string] => [name, value]);
      return `${path}${suffix}?${new URLSearchParams(rest)}`;
    });

/** Returns the response to `target`, or, where that redirects, to where it leads, which has to be in one step. */
async function follow(target: string, init?: RequestInit): Promise<Response> {
  const response = await get(target, init);
  return response.status === 301 ? get(response.headers.get("Location") ?? "", init) : response;
}

interface Feed {
  readonly feed_url: string;
  readonly title: string;
  readonly items: readonly { readonly url: string }[];
}

const idsOf = ({ items }: Pick<Feed, "items">) => items.map(({ url }) => url.replace(/.*\//, ""));

async function idOf(selfOfJson: string): Promise<string> {
  const atom = await (await get(selfOfJson.slice(ORIGIN.length).replace("feed.json", "atom.xml"))).text();
  return /<id>([^<]*)<\/id>/.exec(atom)?.[1] ?? "";
}

describe("any filter, wherever its parameters are written,", () => {
  const requests = asked.chain((values) =>
    fc.record({ values: fc.constant(values), target: addressOf(values, "/feed.json") }),
  );

  it("is the feed of what it selects, and that feed's self is a fixed point", async () => {
    await fc.assert(
      fc.asyncProperty(requests, async ({ values, target }) => {
        const response = await follow(`${target}&limit=100`);
        const body = await response.text();
        const feed: Feed = JSON.parse(body);
        const again = await get(feed.feed_url.slice(ORIGIN.length));

        expect(response.status).toBe(200);
        expect(idsOf(feed)).toEqual(naiveSelection(values));
        expect(again.status).toBe(200);
        expect(await again.text()).toBe(body);
      }),
      { numRuns: 300 },
    );
  });

  it("has the self, the id and the title of the same filter, and of no other", async () => {
    const meanings = new Map<string, string>();
    const twice = asked.chain((values) =>
      fc.record({
        values: fc.constant(values),
        one: addressOf(values, "/feed.json"),
        other: addressOf(values, "/feed.json"),
      }),
    );
    const identityOf = async (target: string) => {
      const { feed_url, title } = await (await follow(target)).json<Feed>();
      return [feed_url, await idOf(feed_url), title];
    };
    await fc.assert(
      fc.asyncProperty(twice, async ({ values, one, other }) => {
        const [identity, same] = [await identityOf(one), await identityOf(other)];
        const meaning = meaningOf(values);

        expect(same).toEqual(identity);
        for (const part of identity) {
          expect(meanings.get(part) ?? meaning).toBe(meaning);
          meanings.set(part, meaning);
        }
      }),
      { numRuns: 200 },
    );
  });

  it("is listed in /articles.json, page by page, without a redirect", async () => {
    await fc.assert(
      fc.asyncProperty(asked, fc.context(), async (values, context) => {
        const query = Object.entries(values).flatMap(([name, some]) =>
          [some ?? []].flat().map((value: string): [string, string] => [name, value]),
        );
        const found: string[] = [];
        let target: string | undefined = `/articles.json?limit=7&${new URLSearchParams(query)}`;
        while (target !== undefined) {
          context.log(target);
          const response: Response = await get(target);
          expect(response.status).toBe(200);
          const page: Feed & { readonly next_url?: string } = await response.json();
          found.push(...idsOf(page));
          target = page.next_url?.slice(ORIGIN.length);
        }

        expect(found).toEqual(naiveSelection(values));
      }),
      { numRuns: 100 },
    );
  });

  it("has a page, page by page, and a document that counts what it selects", async () => {
    await fc.assert(
      fc.asyncProperty(requests, async ({ values, target }) => {
        const { home_page_url } = await (await follow(target)).json<{ home_page_url: string }>();
        const expected = naiveSelection(values);
        const home = home_page_url.slice(ORIGIN.length);
        const isWhole = home === "/";
        const document = await get(isWhole ? "/search" : home, { headers: { Accept: "application/json" } });
        const found: string[] = [];
        for (let next: string | undefined = isWhole ? "/search" : home; next !== undefined; ) {
          const page: Response = await get(next, { headers: { Accept: "text/html" } });
          expect(page.status).toBe(200);
          const html = await page.text();
          found.push(
            ...[...html.matchAll(/<h[23][^>]*><a href="\/articles\/([^"]+)"/g)].map(([, id = ""]) => id),
          );
          next = /rel="next" href="([^"]*)"/.exec(html)?.[1]?.replaceAll("&amp;", "&").replace(ORIGIN, "");
        }

        expect(await document.json()).toMatchObject({ url: home_page_url, count: expected.length });
        expect(found).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });
});

const [, WANG, ODD] = AUTHORS.map(encodeURIComponent);

describe("a filter at another address than its own", () => {
  it.each([
    ["/rss.xml?column=essays", "/columns/essays/rss.xml"],
    ["/rss.xml?column=letters&column=essays&column=letters", "/columns/essays+letters/rss.xml"],
    ["/columns/essays/atom.xml?column=letters", "/columns/essays+letters/atom.xml"],
    [
      "/columns/letters+essays/rss.xml?tag=craft&limit=5",
      "/columns/essays+letters/rss.xml?tag=craft&limit=5",
    ],
    ["/authors/Ann/rss.xml?column=essays", "/columns/essays/rss.xml?author=Ann"],
    [`/authors/Ann/rss.xml?author=${WANG}`, `/rss.xml?author=Ann&author=${WANG}`],
    ["/rss.xml?author=Ann", "/authors/Ann/rss.xml"],
    [`/rss.xml?author=${ODD}`, `/authors/${ODD}/rss.xml`],
    ["/rss.xml?tag=craft&author=Ann", "/authors/Ann/rss.xml?tag=craft"],
    ["/tags/craft/rss.xml?author=Ann", "/authors/Ann/rss.xml?tag=craft"],
    [`/tags/craft/rss.xml?author=Ann&author=${WANG}`, undefined],
    ["/tags/craft/rss.xml?tag=C%2B%2B", "/rss.xml?tag=C%2B%2B&tag=craft"],
    ["/rss.xml?exclude=news,letters&tag=craft", "/tags/craft/rss.xml?not-column=letters&not-column=news"],
    ["/feed?author=Ann&since=2025-01-01", "/authors/Ann/rss.xml?since=2025-01-01"],
    ["/columns/essays/json?content=summary&column=news", "/columns/essays+news/feed.json?content=summary"],
    ["/rss.xml.txt?column=essays&page=2", "/columns/essays/rss.xml.txt?page=2"],
    ["/subscribe?column=essays", "/columns/essays/subscribe"],
    ["/columns/essays/subscribe?column=essays&tag=craft", undefined],
    ["/search?column=essays&since=2025-01-01", "/columns/essays?since=2025-01-01"],
    ["/search.json?author=Ann", "/authors/Ann.json"],
    [`/authors/Ann?author=${WANG}`, `/search?author=Ann&author=${WANG}`],
    [`/authors/Ann.json?author=${WANG}`, `/search.json?author=Ann&author=${WANG}`],
    [
      "/columns/letters+essays?after=1735776000000_a1&tag=craft",
      "/columns/essays+letters?tag=craft&after=1735776000000_a1",
    ],
    // What the query does not say stays as it was sent.
    ["/columns/letters+essays/rss.xml?utm=1", "/columns/essays+letters/rss.xml?utm=1"],
    // The order of parameters, defaults and repetition lead nowhere else.
    ["/columns/essays/rss.xml?limit=5&until=2025-01-01&tag=craft&column=essays&content=full", undefined],
    ["/rss.xml?not-tag=craft&not-tag=C%2B%2B&not-tag=craft", undefined],
    ["/articles.json?column=essays", undefined],
  ])("%s is redirected to %s", async (target, location) => {
    const response = await get(target);

    expect(response.status).toBe(location === undefined ? 200 : 301);
    expect(response.headers.get("Location")).toBe(location ?? null);
  });
});

describe("the addresses in a filter's feed", () => {
  it.each([
    [
      "/columns/essays/feed.json?limit=5&tag=craft&not-author=Ann&content=summary",
      "?tag=craft&not-author=Ann&limit=5&content=summary",
    ],
    [
      "/columns/essays/feed.json?since=2024-12-30T16:00:00Z&until=2025-01-01",
      "?since=2024-12-31&until=2025-01-01",
    ],
    ["/columns/essays/feed.json?until=2025-01-01T16:00:00Z", "?until=2025-01-01"],
    ["/columns/essays/feed.json?since=2025-01-01T08:00:00.500+08:00", "?since=2025-01-01T00%3A00%3A00.500Z"],
    ["/columns/essays/feed.json?not-column=news&not-column=letters", "?not-column=letters&not-column=news"],
  ])("%s names itself %s", async (target, search) => {
    const response = await get(target);
    const { feed_url } = await response.json<Feed>();

    expect(feed_url).toBe(`${ORIGIN}/columns/essays/feed.json${search}`);
    expect(response.headers.get("Link")).toContain(`<${feed_url}>; rel="self"`);
  });

  it("lead to the pages after it, of the same filter", async () => {
    const response = await get("/rss.xml?limit=2&not-tag=craft");
    const next = /<([^>]*)>; rel="next"/.exec(response.headers.get("Link") ?? "")?.[1] ?? "";
    const second = await get(next.slice(ORIGIN.length));

    expect(next).toMatch(/\/rss\.xml\?not-tag=craft&limit=2&after=[\w-]+$/);
    expect(second.headers.get("Link")).toContain(`<${ORIGIN}/rss.xml?not-tag=craft&limit=2>; rel="first"`);
  });

  it.each([
    ["/atom.xml?exclude=news,letters", "feeds/?exclude=letters,news"],
    ["/atom.xml?not-column=news&not-column=letters", "feeds/?exclude=letters,news"],
    ["/atom.xml?not-column=news&not-tag=craft", "feeds/?not-column=news&not-tag=craft"],
    ["/columns/essays/atom.xml?not-column=news", "feeds/columns/essays?not-column=news"],
    ["/authors/Ann/atom.xml?tag=craft&since=2025-01-01", "feeds/authors/Ann?tag=craft&since=2025-01-01"],
    ["/authors/Ann/atom.xml?limit=3&content=summary", "feeds/authors/Ann"],
    ["/atom.xml", "feeds/"],
  ])("%s has the id %s", async (target, id) => {
    const body = await (await get(target)).text();

    const found = /<id>([^<]*)<\/id>/.exec(body)?.[1]?.replaceAll("&#x26;", "&");
    expect(found).toBe(`tag:review.example,2020:${id}`);
  });
});

describe("the texts of a filter's feed", () => {
  const titles = async (language: string, target: string) => {
    const { site, ...store } = aStore(ARTICLES, {
      columns: COLUMNS.map((slug) => ({ slug, title: `《${slug}》` })),
    });
    const ask = serve({ ...store, site: { ...site, language } });
    const { title, description } = await (await ask(target)).json<{ title: string; description: string }>();
    return [title, description];
  };

  it.each([
    [
      "en",
      "/feed.json?exclude=news",
      "Example Review (not in 《news》)",
      "A made-up review (not in 《news》)",
    ],
    [
      "en",
      `/authors/Ann/feed.json?tag=craft&not-tag=${encodeURIComponent("读书")}&since=2025-01-01&until=2025-01-02T08:00:00Z`,
      "Ann (tagged craft; not tagged 读书; since 2025-01-01; until 2025-01-02T08:00:00Z) - Example Review",
      undefined,
    ],
    [
      "zh-CN",
      `/feed.json?author=Ann&author=${WANG}&not-column=news&not-column=letters`,
      "Example Review（作者：Ann、王晓峰；不含栏目：《letters》、《news》）",
      "A made-up review（作者：Ann、王晓峰；不含栏目：《letters》、《news》）",
    ],
    [
      "zh-CN",
      "/columns/essays/feed.json?not-author=Ann&until=2025-01-01",
      "《essays》（不含作者：Ann；2025-01-01 止） - Example Review",
      undefined,
    ],
  ])("in %s %s", async (language, target, title, description) => {
    expect(await titles(language, target)).toEqual([title, description ?? title]);
  });
});

describe("a filter that cannot be", () => {
  it.each([
    ["since=yesterday", /^"since" is a date such as 2024-01-31, or an instant/],
    ["until=2025-02-30", /^"until" is a date/],
    ["since=", /^"since" is a date/],
    ["since=2025-01-01&since=2025-01-02", /^Send "since" once$/],
    ["column=Essays", /^"column" is the slug of a column/],
    ["not-column=poems", /^"not-column" is one of these: essays, letters, news$/],
    ["not-author=", /^"not-author" is a name/],
    ["not-tag=", /^"not-tag" is a name/],
    ["exclude=essays&exclude=news", /^Send "exclude" once$/],
    [
      Array.from({ length: 51 }, (_, index) => `not-tag=t${index}`).join("&"),
      /^Send "not-tag" at most 50 times$/,
    ],
  ])("?%s is a 400 that says what is allowed", async (query, detail) => {
    const response = await get(`/rss.xml?${query}`);
    const problem = await response.json<{ detail: string }>();

    expect(response.status).toBe(400);
    expect(problem.detail).toMatch(detail);
  });

  it.each([
    ...[
      "/rss.xml",
      "/columns/essays/feed.json",
      "/authors/Ann/subscribe",
      "/tags/craft.json",
      "/search",
    ].flatMap((path) =>
      ["column=poems", "author=nobody", "author=Ann&author=nobody", "tag=none"].map(
        (query) => `${path}?${query}`,
      ),
    ),
    "/articles.json?tag=craft&tag=none",
    "/rss.xml?tag=rain&tag=none",
    "/authors/nobody/rss.xml?column=essays",
  ])("%s, which names nothing that there is, is a 404", async (target) => {
    expect((await get(target)).status).toBe(404);
  });

  it.each([
    "/rss.xml?since=2030-01-01",
    "/columns/essays/rss.xml?not-column=essays",
    "/rss.xml?since=2025-01-02&until=2025-01-01",
    "/tags/rain/rss.xml?not-author=nobody",
    "/search?since=2030-01-01",
  ])("%s, which matches nothing, is empty and no fault", async (target) => {
    const response = await get(target);

    expect(response.status).toBe(200);
    expect(await response.text()).not.toContain("/articles/a");
  });
});

describe("the pages of a filter", () => {
  const html = async (target: string) => {
    const response = await get(target, { headers: { Accept: "text/html", "Sec-Fetch-Dest": "document" } });
    expect(response.status).toBe(200);
    return (await response.text()).replaceAll("&amp;", "&");
  };
  const QUERY = "?tag=craft&not-author=Ann";

  it.each([
    `/columns/essays${QUERY}`,
    `/columns/essays/subscribe${QUERY}`,
    `/columns/essays/rss.xml${QUERY}`,
  ])("%s names its feeds and the other pages of the filter", async (target) => {
    const page = await html(target);

    for (const file of ["rss.xml", "atom.xml", "feed.json"]) {
      const address = `${ORIGIN}/columns/essays/${file}${QUERY}`;
      expect(page).toMatch(new RegExp(`<link rel="alternate" [^>]*href="${escaped(address)}"`));
      expect(page).toContain(`<a href="/columns/essays/${file}${QUERY}"`);
    }
    if (!target.includes("subscribe")) expect(page).toContain(`href="/columns/essays/subscribe${QUERY}"`);
  });

  it("have their own address as canonical, without what means nothing", async () => {
    const page = await html("/columns/essays?not-author=Ann&tag=craft&utm=1");

    expect(page).toContain(`<link rel="canonical" href="${ORIGIN}/columns/essays${QUERY}"`);
  });

  it("list the filter's feeds as JSON", async () => {
    const document = await (await get(`/columns/essays.json${QUERY}`)).json();

    expect(document).toMatchObject({
      url: `${ORIGIN}/columns/essays${QUERY}`,
      feeds: { rss: `${ORIGIN}/columns/essays/rss.xml${QUERY}` },
    });
  });

  it("of the whole site are at /search, and so is the page that their feeds name", async () => {
    const { home_page_url } = await (await get("/feed.json?not-tag=craft")).json<{ home_page_url: string }>();

    expect(home_page_url).toBe(`${ORIGIN}/search?not-tag=craft`);
    expect(await html("/search?not-tag=craft")).toContain(`href="${ORIGIN}/rss.xml?not-tag=craft"`);
  });

  it("show the source of a feed with the same articles", async () => {
    const [source, feed] = [
      await get(`/columns/essays/rss.xml.txt${QUERY}`),
      await get(`/columns/essays/rss.xml${QUERY}`),
    ];

    expect(await source.text()).toBe(await feed.text());
  });
});

function escaped(text: string): string {
  return text.replace(/[.?+]/g, "\\$&");
}
