import { type DefaultTreeAdapterTypes, parse } from "parse5";
import { describe, expect, it } from "vitest";
import { anArticle, aStore } from "../support/a-store.ts";
import { ORIGIN, serve } from "../support/serve.ts";

const HTML = { headers: { Accept: "text/html" } };
const e = encodeURIComponent;

const STORE = aStore([
  anArticle({ id: "title", title: "Craft & <care>", published: "2020-01-01T00:00:00Z", content: "<p>x</p>" }),
  ...Array.from({ length: 40 }, (_, index) =>
    anArticle({
      id: `a-${index}`,
      title: `Number ${index}`,
      published: new Date(1.7e12 - index * 1e6).toISOString(),
      authors: [{ name: "Ann" }],
      content: `<p>${"Some words before it. ".repeat(20)}</p><p>${"More and more, ".repeat(9)}craftsmen &lt;b&gt;, ${"and after it. ".repeat(20)}</p>`,
    }),
  ),
]);
const get = serve(STORE);

/** Returns the names of the elements in `html`, each with those of its attributes, and the schemes of its links. */
function markupOf(html: string): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (node: DefaultTreeAdapterTypes.Node) => {
    if ("attrs" in node) {
      names.add([node.nodeName, ...node.attrs.map(({ name }) => name)].join(" "));
      for (const { name, value } of node.attrs)
        if (name === "href") names.add(new URL(value, ORIGIN).protocol);
    }
    if ("childNodes" in node) for (const child of node.childNodes) visit(child);
  };
  visit(parse(html));
  return names;
}

async function pageAt(target: string, ask = get) {
  const response = await ask(target, HTML);
  const html = await response.text();
  const attribute = (pattern: RegExp) => pattern.exec(html)?.[1]?.replaceAll("&amp;", "&");
  return {
    html,
    status: response.status,
    link: response.headers.get("Link") ?? "",
    title: attribute(/<title>(.*?)<\/title>/),
    older: attribute(/<a rel="next" href="([^"]*)"/),
    newer: attribute(/<a rel="prev" href="([^"]*)"/),
    ids: [...html.matchAll(/<h3[^>]*><a href="\/articles\/([^"]+)"/g)].map(([, id]) => id),
    hidden: [...html.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(
      ([, name, value]) => `${name}=${value}`,
    ),
    checked: [...html.matchAll(/<input type="checkbox" name="column" value="([^"]*)" checked/g)].map(
      ([, slug]) => slug,
    ),
    typed: attribute(/<input id="words" type="search" name="q" value="([^"]*)"/),
  };
}

describe("the page of a search", () => {
  it("marks what was found, in titles and in the text around it", async () => {
    const { html } = await pageAt("/search?q=CRAFT&order=relevance");

    expect(html).toContain(">Number 0</a>");
    expect(html).toContain("<mark>Craft</mark> &amp; &lt;care>");
    expect(html).toMatch(
      /<p class="summary" lang="en">…(?:and |more, )[^<]{10,40}<mark>craft<\/mark>smen &lt;b>, and after it[^<]*…<\/p>/,
    );
  });

  it("leads through all pages in either order, and back", async () => {
    for (const order of ["", "&order=relevance"]) {
      const first = await pageAt(`/search?q=craft${order}`);
      const second = await pageAt(first.older ?? "");
      const third = await pageAt(second.older ?? "");
      const back = await pageAt(third.newer ?? "");

      expect(first.html).toContain("41 articles");
      expect(new Set([...first.ids, ...second.ids, ...third.ids]).size).toBe(41);
      expect(first.ids[0]).toBe(order === "" ? "a-0" : "title");
      expect(third.older).toBeUndefined();
      expect(back.ids).toEqual(second.ids);
      expect(second.newer).toBe(`/search?q=craft${order}`);
    }
  });

  it("names the two orders, and which of them it has", async () => {
    const { html } = await pageAt("/search?q=craft&order=relevance");

    expect(html).toContain('<a href="/search?q=craft">Newest first</a>');
    expect(html).toContain('<a href="/search?q=craft&amp;order=relevance" aria-current="true">');
  });

  it("is not to be indexed, and neither is that of words in a column, but those without words are", async () => {
    for (const target of [
      "/search?q=craft",
      "/columns/essays?q=craft",
      "/search?q=none",
      "/authors/Ann?q=a",
    ]) {
      const { html } = await pageAt(target);
      expect(html).toContain('<meta name="robots" content="noindex"');
      expect(html).not.toContain('rel="canonical"');
    }
    for (const target of ["/search", "/search?q=", "/columns/essays", "/columns/essays?author=Ann"]) {
      const { html } = await pageAt(target);
      expect(html).not.toContain("noindex");
      expect(html).toContain('<link rel="canonical"');
    }
  });

  it("announces the feeds of the search, then those of the site", async () => {
    const { html, link } = await pageAt("/search?q=Craft");
    const hrefs = [...html.matchAll(/<link rel="alternate"[^>]*href="([^"]*)"/g)].map(([, href]) => href);

    expect(hrefs).toEqual(
      ["?q=craft", ""].flatMap((query) =>
        ["rss.xml", "atom.xml", "feed.json"].map((file) => `${ORIGIN}/${file}${query}`),
      ),
    );
    expect(link.match(/rel="alternate"/g)).toHaveLength(6);
    expect(html).toContain('href="/subscribe?q=craft"');
  });

  it("keeps in its form what else is asked for, and offers to search everything", async () => {
    const page = await pageAt("/columns/essays?q=Craft&author=Ann&not-tag=x&not-tag=%22&since=2020-01-01");

    expect(page.typed).toBe("Craft");
    expect(page.checked).toEqual(["essays"]);
    expect(page.hidden).toEqual(["author=Ann", "not-tag=&quot;", "not-tag=x", "since=2020-01-01"]);
    expect(page.html).toContain('<form class="search" action="/search">');
    expect(page.html).toContain('<a href="/search?q=craft">Search everything</a>');
    expect((await pageAt("/search?q=craft&order=relevance")).hidden).toEqual(["order=relevance"]);
  });

  it.each([
    "/search",
    "/search?q=",
    "/search?q=%EF%BC%9F",
  ])("%s is a form, and all articles", async (target) => {
    const page = await pageAt(target);

    expect(page.status).toBe(200);
    expect(page.ids).toHaveLength(15);
    expect(page.title).toBe("Search - Example Review");
    expect(page.html).not.toContain("<mark>");
    expect(page.html).not.toContain("Most relevant first");
  });

  it("says what to try where nothing is found", async () => {
    const { html, ids } = await pageAt("/columns/letters?q=craft");

    expect(ids).toEqual([]);
    expect(html).toContain("No article matches.");
    expect(html).toContain('<a href="/search?q=craft">Search everything</a>');
  });

  it.each([
    `"><script>alert(1)</script>`,
    `</title><img src=x onerror=alert(1)>`,
    `' onfocus=alert(1) autofocus x='`,
    "javascript:alert(1)",
    "</script><svg onload=alert(1)>",
    "&quot;&#60;b&#62;",
  ])("writes the words %j as text only", async (words) => {
    for (const path of ["/search", "/columns/essays", "/subscribe", "/authors/Ann/subscribe"]) {
      const { html, status } = await pageAt(`${path}?q=${e(words)}`);
      const harmless = await pageAt(`${path}?q=harmless`);

      expect(status).toBe(200);
      expect(markupOf(html)).toEqual(markupOf(harmless.html));
    }
  });

  it("shows the words as they were typed in its field", async () => {
    const { typed } = await pageAt(`/search?q=${e("＂Craft＂ <b>")}`);

    expect(typed).toBe("＂Craft＂ &lt;b>");
  });

  it("is in the language of the site", async () => {
    const ask = serve({ ...STORE, site: { ...STORE.site, language: "zh-CN" } });
    const { html, title } = await pageAt("/search?q=craft", ask);

    expect(title).toBe("Example Review（搜索：craft） - Example Review");
    expect(html).toContain("<h1>搜索</h1>");
    expect(html).toContain("最相关在前");
  });
});

it("every page leads to the search", async () => {
  for (const target of ["/", "/columns/essays", "/articles/title", "/subscribe", "/nothing-here"]) {
    expect((await pageAt(target)).html).toContain('<a href="/search">Search</a>');
  }
});
