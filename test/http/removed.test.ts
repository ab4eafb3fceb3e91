import { expect, it } from "vitest";
import { anArticle, aStore } from "../support/a-store.ts";
import { NOW, serve } from "../support/serve.ts";

const LATER = "2026-01-01T00:00:30Z";
const document = aStore([anArticle(), anArticle({ id: "soon", published: LATER })], {
  removed: [
    { id: "gone", title: "A <title> that nobody is told", url: "https://a.example/gone" },
    { id: "merged", title: "Merged" },
    { id: "unseen", title: "Unseen", url: "https://a.example/unseen", unpublished: true },
  ],
  redirects: [{ from: "/articles/merged", to: "/articles/on-reading" }],
});
const get = serve(document);
const PERSON = { headers: { Accept: "text/html" } };

it.each([
  "/articles/gone",
  "/articles/gone.json",
])("%s of a removed article is 410 Gone, with problem details (RFC 9110 §15.5.11, RFC 9457)", async (target) => {
  const response = await get(target, { headers: { Accept: "application/json" } });

  expect(response.status).toBe(410);
  expect(response.headers.get("Content-Type")).toBe("application/problem+json; charset=utf-8");
  expect(await response.json()).toEqual({
    type: "tag:lanmu,2026:problem/gone",
    title: "What was at this address was removed",
    status: 410,
    detail: 'The article "gone" was removed',
  });
});

it("a 410 is fresh for a minute, and no longer than until the next publication", async () => {
  const [before, after] = await Promise.all([
    get("/articles/gone"),
    get("/articles/gone", {}, new Date("2026-02-01T00:00:00Z")),
  ]);

  expect(before.headers.get("Cache-Control")).toBe("public, max-age=30, must-revalidate");
  expect(after.headers.get("Cache-Control")).toBe("public, max-age=60, must-revalidate");
});

it("HEAD of a removed article has the status and headers of GET, and no body", async () => {
  const got = await get("/articles/gone");

  const response = await get("/articles/gone", { method: "HEAD" });

  expect([response.status, await response.text()]).toEqual([410, ""]);
  expect(Object.fromEntries(response.headers)).toEqual(Object.fromEntries(got.headers));
});

it.each([
  ["en", "This page was removed"],
  ["zh-CN", "这个页面已经撤下"],
])("in a browser, a page in %s says that the article was removed, and not its title", async (language, text) => {
  const page = serve({ ...document, site: { ...document.site, language } });

  const response = await page("/articles/gone", PERSON);
  const html = await response.text();

  expect(response.status).toBe(410);
  expect(html).toContain(`<h1>${text}</h1>`);
  expect(html).not.toContain("nobody is told");
});

it.each([
  "/articles/merged",
  "/articles/merged/",
])("%s, which a redirect covers, leads on", async (target) => {
  const first = await get(target);
  const second = first.headers.get("Location") === "/articles/merged" ? await get("/articles/merged") : first;

  expect([second.status, second.headers.get("Location")]).toEqual([301, "/articles/on-reading"]);
});

it.each([
  ["that was never published", "/articles/unseen"],
  ["that never was", "/articles/none.json"],
])("an article %s is a 404", async (_, target) => {
  const { status } = await get(target);

  expect(status).toBe(404);
});

it("a removed article leaves the lists, feeds and sitemap of the others as they would be without it", async () => {
  const { removed: _, ...without } = document;
  const targets = [
    "/rss.xml",
    "/atom.xml",
    "/feed.json",
    "/articles.json",
    "/sitemap.xml",
    "/columns/essays",
  ];

  const bodies = (ask: typeof get) =>
    Promise.all(targets.map(async (target) => (await ask(target, {}, NOW)).text()));

  expect(await bodies(get)).toEqual(await bodies(serve(without)));
});
