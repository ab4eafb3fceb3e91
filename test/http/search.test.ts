import { describe, expect, it } from "vitest";
import { anArticle, aStore } from "../support/a-store.ts";
import { ORIGIN, serve } from "../support/serve.ts";

const LONG = "前面的话。".repeat(40);
const get = serve(
  aStore([
    anArticle({
      id: "body",
      title: "第一篇",
      published: "2025-01-05T00:00:00Z",
      content: `<p>${LONG}G20峰会讲勞動精神</p>`,
    }),
    anArticle({ id: "title", title: "勞動精神", published: "2025-01-02T00:00:00Z", content: "<p>正文</p>" }),
    anArticle({
      id: "summary",
      title: "第三篇",
      published: "2025-01-03T00:00:00Z",
      summary: "劳动精神，摘要",
      content: "<p>正文</p>",
    }),
    anArticle({
      id: "names",
      title: "Fourth",
      published: "2025-01-04T00:00:00Z",
      authors: [{ name: "Ann Lee" }],
      tags: ["craft"],
    }),
    anArticle({ id: "letter", column: "letters", title: "劳动者来信", published: "2025-01-01T00:00:00Z" }),
  ]),
);

interface Item {
  readonly url: string;
  readonly content_text?: string;
  readonly matches?: Readonly<Record<"title" | "excerpt", readonly { text: string; is_match: boolean }[]>>;
}
interface Found {
  readonly title: string;
  readonly count: number;
  readonly items?: readonly Item[];
  readonly next_url?: string;
  readonly feed_url?: string;
}

const e = encodeURIComponent;
const found = async (target: string): Promise<Found> => (await get(target)).json<Found>();
const idsOf = ({ items = [] }: Found) => items.map(({ url }) => url.replace(/.*\//, ""));

describe("q, in whichever form it is written,", () => {
  it.each<[string, readonly string[]]>([
    ["劳动精神", ["body", "summary", "title"]],
    ["勞動精神", ["body", "summary", "title"]],
    ["劳动 精神", ["body", "summary", "title"]],
    ["劳动　精神", ["body", "summary", "title"]],
    ["劳动精神 -摘要", ["body", "title"]],
    ["劳动精神 －“摘要”", ["body", "title"]],
    ["ｇ２０", ["body"]],
    ["G20峰会", ["body"]],
    ["ann", ["names"]],
    ["CRAF", ["names"]],
    ['"craf"', []],
    ["劳动", ["body", "summary", "title", "letter"]],
    ["没有的词", []],
    ["", ["body", "names", "summary", "title", "letter"]],
    ["，。！ - “”", ["body", "names", "summary", "title", "letter"]],
  ])("%j finds %j in feeds, lists and JSON of the search", async (words, ids) => {
    for (const path of ["/feed.json", "/articles.json", "/search.json"]) {
      const response = await get(`${path}?q=${e(words)}`);

      expect(response.status).toBe(200);
      expect(idsOf(await response.json())).toEqual(ids);
    }
  });

  it("has one canonical form, in which it is in self, id and title", async () => {
    const response = await get(`/atom.xml?limit=5&q=${e("　ＧＯＯＤ 勞動，“a  B” －x　")}&not-tag=z`);
    const body = await response.text();

    const query = "not-tag=z&q=good+%E5%8B%9E%E5%8B%95+%22a+b%22+-x";
    expect(response.headers.get("Link")).toContain(`<${ORIGIN}/atom.xml?${query}&limit=5>; rel="self"`);
    expect(body.replaceAll("&#x26;", "&")).toContain(`<id>tag:review.example,2020:feeds/?${query}</id>`);
    expect(body).toContain('(not tagged z; with good 勞動 "a b" -x)');
  });

  it("and a column lead to the path of the column, as the form sends them", async () => {
    const response = await get(`/search?q=${e("劳动")}&column=letters`);

    expect(response.status).toBe(301);
    expect(response.headers.get("Location")).toBe(`/columns/letters?q=${e("劳动")}`);
  });
});

it.each(["rss.xml", "atom.xml", "feed.json"])("/search/%s leads to the feed of the search", async (file) => {
  const { status, headers } = await get(`/search/${file}?q=%E5%B7%A5&column=letters`);

  expect(status).toBe(301);
  expect(headers.get("location")).toBe(`/columns/letters/${file}?q=%E5%B7%A5`);
  expect((await get(`/search/${file}?q=%E5%B7%A5`)).headers.get("location")).toBe(`/${file}?q=%E5%B7%A5`);
});

describe("a q that cannot be", () => {
  const allowed = '"q" has at most 200 characters and 16 terms';

  it.each([
    ["工".repeat(201), allowed],
    ["𠮷".repeat(201), allowed],
    [Array.from({ length: 17 }, (_, index) => `w${index}`).join(" "), allowed],
    // One character that is written as four.
    ["㌀".repeat(51), allowed],
  ])("%j is a 400 that says what is allowed", async (words, detail) => {
    for (const path of ["/rss.xml", "/search", "/articles.json", "/columns/essays/subscribe"]) {
      const response = await get(`${path}?q=${e(words)}`, { headers: { Accept: "application/json" } });

      expect(response.status).toBe(400);
      expect((await response.json<{ detail: string }>()).detail).toBe(detail);
    }
  });

  it.each([
    "工".repeat(200),
    "𠮷".repeat(200),
    Array.from({ length: 16 }, (_, index) => `w${index}`).join(" "),
    "工人 ".repeat(60),
  ])("%j is no such", async (words) => {
    expect((await get(`/rss.xml?q=${e(words)}`)).status).toBe(200);
  });

  it.each([
    // 工会 in GB 18030, as an old browser sends what is typed into its address bar.
    ["%B9%A4%BB%E1", '"q" is percent-encoded UTF-8'],
    ["a%ff", '"q" is percent-encoded UTF-8'],
    ["a&q=b", 'Send "q" once'],
  ])("q=%s is a 400", async (query, detail) => {
    const response = await get(`/search.json?q=${query}`);

    expect(response.status).toBe(400);
    expect((await response.json<{ detail: string }>()).detail).toBe(detail);
  });
});

describe("the JSON of a search", () => {
  it("says how many match, and where", async () => {
    const { count, items = [] } = await found(`/search.json?q=${e("劳动精神")}`);

    expect(count).toBe(3);
    const [body, summary, title] = items.map(({ matches }) => matches);
    expect(body?.title).toEqual([{ text: "第一篇", is_match: false }]);
    expect(body?.excerpt).toContainEqual({ text: "勞動精神", is_match: true });
    expect(body?.excerpt.map(({ text }) => text).join("")).toMatch(/^….{5,25}G20峰会讲勞動精神$/);
    expect(summary?.excerpt).toEqual([
      { text: "劳动精神", is_match: true },
      { text: "，摘要", is_match: false },
    ]);
    expect(title?.title).toEqual([{ text: "勞動精神", is_match: true }]);
  });

  it("has whole articles or summaries", async () => {
    const [whole, summaries] = await Promise.all(
      ["full", "summary"].map((content) => found(`/search.json?content=${content}&q=${e("摘要")}`)),
    );

    expect(whole?.items?.[0]?.content_text).toBe("正文");
    expect(summaries?.items?.[0]).not.toHaveProperty("content_text");
    expect(summaries?.items?.[0]).toHaveProperty("matches");
  });

  it.each([
    ["newest", ["body", "summary", "title", "letter"]],
    ["relevance", ["title", "letter", "summary", "body"]],
  ])("in the order %s leads through all pages", async (order, ids) => {
    const seen: string[] = [];
    let target: string | undefined = `/search.json?limit=1&order=${order}&q=${e("劳动")}`;
    while (target !== undefined) {
      const page: Found = await found(target);
      seen.push(...idsOf(page));
      expect(page.count).toBe(4);
      target = page.next_url?.slice(ORIGIN.length);
    }

    expect(seen).toEqual(ids);
  });

  it("is at /search too, for who asks for JSON, and at the paths of columns, authors and tags", async () => {
    const [here, column, author] = await Promise.all(
      [`/search?q=${e("劳动")}`, `/columns/letters?q=${e("劳动")}`, `/authors/${e("Ann Lee")}?q=fourth`].map(
        async (target) => (await get(target, { headers: { Accept: "application/json" } })).json<Found>(),
      ),
    );

    expect(idsOf(here as Found)).toEqual(["body", "summary", "title", "letter"]);
    expect(idsOf(column as Found)).toEqual(["letter"]);
    expect(idsOf(author as Found)).toEqual(["names"]);
  });

  it("of a column without words lists no articles: /articles.json does", async () => {
    expect(await found("/columns/letters.json")).not.toHaveProperty("items");
  });

  it.each([
    [`order=best&q=a`, '"order" is "newest" or "relevance"'],
    [
      `order=relevance&q=a&after=1735776000000_a`,
      '"after" is what the link to that page says, in the same order',
    ],
    [`q=a&after=1.1735776000000_a`, '"after" is what the link to that page says, in the same order'],
  ])("?%s is a 400", async (query, detail) => {
    const response = await get(`/search.json?${query}`);

    expect(response.status).toBe(400);
    expect((await response.json<{ detail: string }>()).detail).toBe(detail);
  });

  it("without words has no order, so asking for one changes nothing", async () => {
    expect(await found("/search.json?order=relevance&limit=2")).toEqual(await found("/search.json?limit=2"));
  });
});

describe("/opensearch.xml", () => {
  it("says how to search, as a page and as feeds, and every page names it", async () => {
    const response = await get("/opensearch.xml");
    const xml = await response.text();
    const home = await (await get("/", { headers: { Accept: "text/html" } })).text();
    const templates = [...xml.matchAll(/<Url type="([^"]*)" template="([^"]*)"/g)];

    expect(response.headers.get("Content-Type")).toBe("application/opensearchdescription+xml; charset=utf-8");
    expect(home).toContain(
      '<link rel="search" type="application/opensearchdescription+xml" title="Example Review" href="/opensearch.xml"',
    );
    expect(xml).toContain("<ShortName>Example Review</ShortName>");
    expect(templates).toHaveLength(4);
    for (const [, type = "", template = ""] of templates) {
      const target = template.replace(ORIGIN, "").replace("{searchTerms}", e("劳动"));
      const answer = await get(target, { headers: { Accept: type } });
      expect(answer.status).toBe(200);
      expect(answer.headers.get("Content-Type")).toContain(type);
    }
  });

  it("has a short name of at most 16 characters", async () => {
    const { site } = aStore([]);
    const ask = serve(aStore([], { site: { ...site, title: "一二三四五六七八九十甲乙丙丁戊己庚辛" } }));

    expect(await (await ask("/opensearch.xml")).text()).toContain(
      "<ShortName>一二三四五六七八九十甲乙丙丁戊己</ShortName>",
    );
  });
});
