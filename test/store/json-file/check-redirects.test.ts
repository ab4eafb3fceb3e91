import { describe, expect, it } from "vitest";
import { FILTER_PARAMETERS } from "../../../src/domain/filter-query.ts";
import type { RedirectRule } from "../../../src/domain/redirect-rule.ts";
import { ROUTES } from "../../../src/routes/table.ts";
import { redirectProblems } from "../../../src/store/json-file/check-redirects.ts";

const CONTEXT = {
  columns: new Set(["essays", "letters"]),
  feeds: new Set(["partner"]),
  articles: new Set(["on-reading"]),
};

const problemsOf = (...rules: readonly RedirectRule[]) =>
  redirectProblems(rules, CONTEXT).map(({ index, field }) => `/redirects/${index}/${field}`);
const problemsFrom = (from: string) => problemsOf({ from, to: "/tags/books" });
const problemsTo = (to: string) => problemsOf({ from: "/old", to });

const HIDES = ["/redirects/0/from"];
const MISSING = ["/redirects/0/to"];

/** The paths of all routes, with parameters that are there. */
const paths = ROUTES.filter(({ path }) => path !== "/assets/:asset").map(({ path, search }) => ({
  path: path
    .replace(":columns", "essays+letters")
    .replace(":feed", "partner")
    .replace(":id", "on-reading")
    .replace(":part", "lists")
    .replace(":alias", "feed")
    .replace(/:(?:author|tag)\b/, "Ann"),
  search,
}));
const PARAMETERS = [
  "limit",
  "content",
  "exclude",
  "cursor",
  "order",
  "after",
  "before",
  ...FILTER_PARAMETERS,
];

describe("redirectProblems() knows every route:", () => {
  it.each(paths)("a redirect may lead to $path", ({ path }) => {
    expect(problemsTo(path)).toEqual([]);
  });

  const known = paths.filter(({ path }) => !/^\/(?:authors|tags|sitemaps)\//.test(path));
  it.each(known)("a redirect may not hide $path, nor a part of it that a parameter selects", ({
    path,
    search,
  }) => {
    const known = PARAMETERS.filter((name) => search(new URLSearchParams({ [name]: "" })).size > 0);
    const names = known.filter((name) => name !== "author" && name !== "tag");
    const hiding = PARAMETERS.filter((name) => problemsFrom(`${path}?${name}=1`).length > 0);

    expect(problemsFrom(path)).toEqual(HIDES);
    expect(hiding).toEqual(names);
    expect(problemsFrom(`${path}?feed=rss2`)).toEqual([]);
  });
});

describe("redirectProblems()", () => {
  it.each([
    "/RSS.xml",
    "/rss.xml/",
    "/%72ss.xml",
    "/Feed",
    "/rss.xml?limit=5&content=summary",
    "/columns/Essays/feed",
    "/Articles/on-reading",
    "/articles/on%2Dreading.json",
  ])("finds that %s is served, however it is written", (from) => {
    expect(problemsFrom(from)).toEqual(HIDES);
  });

  it.each([
    "/index.php",
    "/wp-rss2.php",
    "/?feed=rss2",
    "/rss.xml?limit=5&feed=rss2",
    "/columns/poems/rss.xml",
    "/columns/essays+poems/rss.xml",
    "/columns/essays/feed/rss",
    "/articles/123.html",
    "/assets/logo.png",
    // Authors and tags come and go with articles: what there is of them takes precedence over a redirect.
    "/authors/Ann/rss.xml",
    "/feed?author=3",
    "/rss.xml?tag=rain&limit=5",
  ])("admits %s, where nothing is", (from) => {
    expect(problemsFrom(from)).toEqual([]);
  });

  it.each([
    "/index.php",
    "/columns",
    "/columns/poems/rss.xml",
    "/columns/essays/nothing",
    "/articles/none",
    "/articles/on-reading/rss.xml",
    "/sitemaps/first.xml",
    "/assets/logo.png",
    "/authors/Ann/rss.xml/more",
    "/%C0%B8",
  ])("finds that there is nothing at %s to lead to", (to) => {
    expect(problemsTo(to)).toEqual(MISSING);
  });

  it.each([
    "/rss.xml?limit=5",
    "/columns/letters+essays/feed",
    "/tags/C++/rss.xml",
    "/authors/王峰",
  ])("admits %s to lead to", (to) => {
    expect(problemsTo(to)).toEqual([]);
  });

  it("admits a redirect to an old address that leads on", () => {
    expect(problemsOf({ from: "/a", to: "/b?c=1" }, { from: "/b?c=1", to: "/rss.xml" })).toEqual([]);
  });

  it("finds every redirect that goes round in a circle, or leads into one", () => {
    const rules = [
      { from: "/a", to: "/b" },
      { from: "/b", to: "/%61" },
      { from: "/c", to: "/a" },
      { from: "/d", to: "/rss.xml" },
    ];

    expect(problemsOf(...rules)).toEqual(["/redirects/0/to", "/redirects/1/to", "/redirects/2/to"]);
  });

  it("finds an address that is there twice, in another spelling", () => {
    const rules = [
      { from: "/a?b=1&c=2", to: "/rss.xml" },
      { from: "/a/?c=2&b=%31", to: "/rss.xml" },
    ];

    expect(problemsOf(...rules)).toEqual(["/redirects/1/from"]);
  });
});
