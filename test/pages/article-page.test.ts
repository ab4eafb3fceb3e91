import { describe, expect, it } from "vitest";
import type { ArticleRecord } from "../../src/store/json-file/store-document.ts";
import { anArticle, aStore } from "../support/a-store.ts";
import { serve } from "../support/serve.ts";

const URL_OF_IT = "https://review.example/on-reading";
const IMAGE = "https://review.example/a.png?x=1&y=2";

async function htmlOf(says: Partial<ArticleRecord>, ...others: readonly ArticleRecord[]): Promise<string> {
  const get = serve(aStore([anArticle(says), ...others]));
  return (await get("/articles/on-reading", { headers: { Accept: "text/html" } })).text();
}

describe("the page of an article", () => {
  it("says the language of what is in it, not of the labels around it", async () => {
    const other = anArticle({ id: "lire", title: "Lire", language: "fr", published: "2024-01-01T00:00:00Z" });

    const html = await htmlOf({ language: "de", content: "<p>Lesen</p>" }, other);

    expect(html).toContain('<article class="article">');
    expect(html).toContain('<h1 lang="de">');
    expect(html).toContain('<div class="body" lang="de">');
    expect(html).toContain('<span lang="fr">Lire</span>');
    expect(await htmlOf({ language: "de", summary: "Lesen" })).toContain(
      '<p class="body lead-text" lang="de">',
    );
  });

  it.each([
    ["with &amp;", `<p><img src="${IMAGE.replace("&", "&amp;")}" alt=""></p>`, 0],
    ["with &", `<p><img src="${IMAGE}" alt=""></p>`, 0],
    ["nowhere", "<p>Text</p>", 1],
  ])("shows its picture once where the content holds it %s", async (_, content, leads) => {
    const html = await htmlOf({ image: IMAGE, content });

    expect(html.split('class="lead"').length - 1).toBe(leads);
  });

  it("shows its picture with the size and the text that are known", async () => {
    const html = await htmlOf({ image: { url: IMAGE, width: 1200, height: 800, alt: "A ferry" } });

    expect(html).toContain(
      `<img class="lead" src="${IMAGE.replace("&", "&amp;")}" width="1200" height="800" alt="A ferry"/>`,
    );
  });

  it.each([
    ["no-referrer", ' referrerpolicy="no-referrer"'],
    ["strict-origin", ' referrerpolicy="strict-origin"'],
    ["unsafe-url", " "],
    ["no-referrer-when-downgrade", " "],
  ])("does not let the hosts of pictures learn its address, with referrerpolicy=%s", async (policy, shown) => {
    const content = `<p><img src="${URL_OF_IT}.png" referrerpolicy="${policy}" alt=""></p>`;

    const html = await htmlOf({ content });

    expect(html).toContain(`<p><img src="${URL_OF_IT}.png"${shown} alt=""></p>`);
  });

  it("is described by its title where the content is only a picture", async () => {
    const html = await htmlOf({ content: `<p><img src="${URL_OF_IT}.png" alt=""></p>` });

    expect(html).toContain('<meta name="description" content="On reading"/>');
  });

  it("shows content without its classes, with ids and links that are the page's own", async () => {
    const content = '<p class="feeds" id="page-content">a<a href="#fn1">1</a></p><p id="fn1">b</p>';

    const html = await htmlOf({ url: URL_OF_IT, content });

    expect(html).toContain('<p id="text-page-content">a<a href="#fn1">1</a></p><p id="fn1">b</p>');
    expect(html.split('id="page-content"').length - 1).toBe(1);
  });
});
