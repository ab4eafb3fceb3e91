import { describe, expect, it } from "vitest";
import { anArticle, aStore } from "../support/a-store.ts";
import { ORIGIN, serve } from "../support/serve.ts";

const PATH = "/columns/essays";
const HTML = { headers: { Accept: "text/html" } };

const articles = Array.from({ length: 50 }, (_, index) =>
  anArticle({
    id: `a-${index}`,
    title: `Number ${index}`,
    published: new Date(1.7e12 - index * 1e6).toISOString(),
  }),
);
const get = serve(aStore(articles));

async function pageAt(target: string, ask = get) {
  const response = await ask(target, HTML);
  const html = await response.text();
  const said = (pattern: RegExp) => pattern.exec(html)?.[1]?.replaceAll("&amp;", "&");
  return {
    html,
    status: response.status,
    title: said(/<title>(.*?)<\/title>/),
    canonical: said(/<link rel="canonical" href="([^"]*)"/),
    newer: said(/<a rel="prev" href="([^"]*)"/),
    older: said(/<a rel="next" href="([^"]*)"/),
    previous: said(/<link rel="prev" href="([^"]*)"/),
    titles: [...html.matchAll(/>(Number \d+)<\/a>/g)].map(([, title]) => title),
  };
}

describe("the pages of a column", () => {
  it("the first one is at the bare path, from wherever one comes to it", async () => {
    const first = await pageAt(PATH);
    const second = await pageAt(first.older ?? "");
    const third = await pageAt(second.older ?? "");
    const back = await pageAt(third.newer ?? "");

    expect(first.canonical).toBe(`${ORIGIN}${PATH}`);
    expect(second.newer).toBe(PATH);
    expect(second.previous).toBe(`${ORIGIN}${PATH}`);
    expect(second.canonical).toBe(`${ORIGIN}${first.older}`);
    expect(third.newer).toContain("?before=");
    expect(back.titles).toEqual(second.titles);
    expect(back.newer).toBe(PATH);
  });

  it("a window that begins at the first article is the first page", async () => {
    const second = await pageAt((await pageAt(PATH)).older ?? "");

    const page = await pageAt(`${PATH}?before=${1.7e12 - 15 * 1e6}_a-15`);

    expect(page.titles[0]).toBe("Number 0");
    expect(page.canonical).toBe(`${ORIGIN}${PATH}`);
    expect(page.newer).toBeUndefined();
    expect(page.older).toBe(second.canonical?.slice(ORIGIN.length));
  });

  it.each([
    "after=0_x",
    `before=${2e12}_x`,
  ])("an outlived cursor, ?%s, gives the first page", async (query) => {
    const page = await pageAt(`${PATH}?${query}`);

    expect(page.titles[0]).toBe("Number 0");
    expect(page.canonical).toBe(`${ORIGIN}${PATH}`);
  });

  it("a column without articles stays a page", async () => {
    const page = await pageAt("/columns/letters?after=0_x");

    expect(page.status).toBe(200);
    expect(page.canonical).toBe(`${ORIGIN}/columns/letters`);
  });

  it.each([
    ["en", "Essays (older articles) - Example Review"],
    ["zh-CN", "Essays（更早的文章） - Example Review"],
  ])("in %s the later ones have the title %j", async (language, title) => {
    const { site } = aStore([]);
    const ask = serve(aStore(articles, { site: { ...site, language } }));
    const first = await pageAt(PATH, ask);

    const second = await pageAt(first.older ?? "", ask);

    expect(first.title).toBe("Essays - Example Review");
    expect(second.title).toBe(title);
  });
});

it("a preview lists 15 entries, and says how many more there are", async () => {
  const preview = { headers: { Accept: "text/html", "Sec-Fetch-Dest": "document" } };

  const [long, short] = await Promise.all(
    [50, 15].map(async (limit) => (await get(`/rss.xml?limit=${limit}`, preview)).text()),
  );

  expect(long?.match(/<li><article>/g)).toHaveLength(15);
  expect(long).toContain("And 35 more");
  expect(short).not.toContain("more</p>");
});

it("without columns there is no box of columns, and no subscription to one", async () => {
  const ask = serve(aStore([], { columns: [] }));

  const [home, subscribe] = [await pageAt("/", ask), await pageAt("/subscribe", ask)];

  expect([home.status, subscribe.status]).toEqual([200, 200]);
  expect(home.html).not.toContain('class="columns"');
  expect(subscribe.html).not.toContain("by-column");
});

it("in a list, what is in another language says so, and the labels beside it do not", async () => {
  const { html } = await pageAt(PATH, serve(aStore([anArticle({ language: "fr", summary: "Lire" })])));

  expect(html).toContain('<h2 lang="fr">');
  expect(html).toContain('<p class="summary" lang="fr">');
  expect(html).not.toContain("<article lang=");
});
