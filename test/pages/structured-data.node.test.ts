import { describe, expect, it } from "vitest";
import { aFullStore } from "../support/a-full-store.ts";
import { anArticle, aStore } from "../support/a-store.ts";
import { pageHead } from "../support/page-head.ts";
import { schemaOrgFaults } from "../support/schema-org.ts";
import { ORIGIN, serve } from "../support/serve.ts";

const get = serve(aFullStore());
const PAGES = ["/", "/columns/essays", "/columns/essays+letters", "/authors/Li%20Na", "/tags/books"];
const ARTICLES = ["/articles/on-reading", "/articles/on-writing"];
/** What Google names for articles; it requires none of it. */
const RECOMMENDED = ["headline", "image", "datePublished", "dateModified", "author"];

async function dataOf(path: string, ask = get): Promise<readonly Record<string, unknown>[]> {
  const response = await ask(path, { headers: { Accept: "text/html" } });
  return pageHead(await response.text(), `${ORIGIN}${path}`).data as Record<string, unknown>[];
}

describe("JSON-LD", () => {
  it.each([...PAGES, ...ARTICLES])("of %s is what schema.org knows", async (path) => {
    const data = await dataOf(path);

    expect(data).toHaveLength(1);
    expect(schemaOrgFaults(data)).toEqual([]);
  });

  it("is found at fault where it is", () => {
    const wrong = {
      "@context": "https://schema.org",
      "@type": "NewsArticle",
      headline: 7,
      subtitle: "No such property",
      author: [{ "@type": "Person", url: "no address" }, { "@type": "Persona" }],
    };

    const places = schemaOrgFaults(wrong).map((fault) => fault.split(":")[0]);

    expect(new Set(places)).toEqual(
      new Set(["/headline/0", "/subtitle/0", "/author/0", "/author/1", "/author/0/url/0"]),
    );
  });

  it("of a whole article says what Google asks for, and all that the store says", async () => {
    const [data] = await dataOf("/articles/on-reading");

    expect(Object.keys(data ?? {})).toEqual(expect.arrayContaining(RECOMMENDED));
    expect(data).toMatchObject({
      "@type": "NewsArticle",
      url: `${ORIGIN}/articles/on-reading`,
      headline: "On reading",
      datePublished: "2025-01-02T00:00:00.000Z",
      author: [
        { "@type": "Person", name: "王 小/明", description: "Reader", url: "https://authors.example/wang" },
        { "@type": "Person", name: "Li Na" },
      ],
      sourceOrganization: { name: "Example Daily", url: "https://daily.example/" },
      isBasedOn: "https://review.example/2025/on-reading",
      publisher: { "@type": "Organization", name: "Example Press", url: "https://press.example/" },
      inLanguage: "en-GB",
    });
  });

  it("invents nothing: no date, author, picture or address that the store does not say", async () => {
    const { published: _, ...undated } = anArticle();
    const [data] = await dataOf("/articles/on-reading", serve(aStore([undated])));

    expect(Object.keys(data ?? {}).toSorted()).toEqual(
      [
        "@context",
        "@id",
        "@type",
        "articleSection",
        "dateModified",
        "headline",
        "inLanguage",
        "mainEntityOfPage",
        "publisher",
        "url",
      ].toSorted(),
    );
    expect(data?.publisher).toEqual({ "@type": "Organization", name: "Example Press" });
  });

  it("of a list says which articles are on this page, in their order", async () => {
    const [data] = await dataOf("/columns/essays+letters");

    expect(data).toMatchObject({
      "@type": "CollectionPage",
      url: `${ORIGIN}/columns/essays+letters`,
      mainEntity: {
        "@type": "ItemList",
        numberOfItems: 2,
        itemListElement: [
          { position: 1, url: `${ORIGIN}/articles/on-writing` },
          { position: 2, url: `${ORIGIN}/articles/on-reading` },
        ],
      },
    });
    expect(JSON.stringify(data)).not.toContain("On writing");
  });

  it("no text ends the element that holds it", async () => {
    const title = "</script><script>alert(1)</script>";
    const [data] = await dataOf("/articles/on-reading", serve(aStore([anArticle({ title })])));

    expect(data?.headline).toBe(title);
  });
});
