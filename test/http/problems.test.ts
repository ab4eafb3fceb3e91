import { beforeEach, expect, it, vi } from "vitest";
import type { ArticleStore } from "../../src/store/snapshot.ts";
import { anArticle, aStore } from "../support/a-store.ts";
import { bundled, serve, serveFrom } from "../support/serve.ts";

const get = serve(aStore([anArticle()]));

const SECRET = "secret /srv/worker/store.ts:42";

/** A store that cannot be read at all. */
const lost: ArticleStore = { snapshot: () => Promise.reject(new Error(SECRET)) };

/** A store that throws before it has promised anything. */
const broken: ArticleStore = {
  snapshot() {
    throw new TypeError(SECRET);
  },
};

/** A store whose articles cannot be read. */
const unreadable: ArticleStore = {
  snapshot: async (now) => ({
    ...(await bundled(aStore([anArticle()])).snapshot(now)),
    article: () => Promise.reject(new Error(SECRET)),
    list: () => Promise.reject(SECRET),
    listWhole: () => Promise.reject(SECRET),
    summaries: () => Promise.reject(Object.assign(new Error(SECRET), { status: 404 })),
  }),
};

const logged = vi.spyOn(console, "error").mockImplementation(() => {});

beforeEach(() => {
  logged.mockClear();
});

it.each([
  { target: "/nothing", status: 404, type: "not-found" },
  { target: "/articles/none", status: 404, type: "not-found" },
  { target: "/columns/none/rss.xml", status: 404, type: "not-found" },
  { target: "/authors/nobody", status: 404, type: "not-found" },
  { target: "/tags/none.json", status: 404, type: "not-found" },
  { target: "/%ff", status: 400, type: "bad-path" },
  { target: "/rss.xml?limit=0", status: 400, type: "bad-parameter" },
])("$target is answered with problem details of the type $type (RFC 9457 §3)", async ({
  target,
  status,
  type,
}) => {
  const response = await get(target);
  const problem = await response.json<Record<string, unknown>>();

  expect(response.status).toBe(status);
  expect(response.headers.get("Content-Type")).toBe("application/problem+json; charset=utf-8");
  expect(problem).toEqual({
    type: expect.stringMatching(new RegExp(`^[a-z]+:.*/${type}$`)),
    title: expect.stringMatching(/^\S.*\S$/),
    status,
    detail: expect.stringMatching(/^\S.*\S$/),
  });
});

it("the same kind of problem has the same type and title at every address (RFC 9457 §3.1.1)", async () => {
  const [one, other] = await Promise.all(
    ["/articles/none", "/tags/none"].map(async (target) =>
      (await get(target)).json<{ type: string; title: string }>(),
    ),
  );

  expect(other?.type).toBe(one?.type);
  expect(other?.title).toBe(one?.title);
});

it("a method that is not allowed is a problem document of its own type", async () => {
  const response = await get("/rss.xml", { method: "POST", body: "x" });

  expect(await response.json()).toMatchObject({ type: expect.stringContaining("not-allowed"), status: 405 });
});

it("a problem that repeats what was asked for stays JSON, whatever that was", async () => {
  const response = await get(`/authors/${encodeURIComponent('</script>"\\\u2028')}`);

  expect(await response.json()).toMatchObject({ status: 404, detail: expect.stringContaining("</script>") });
});

it.each(
  [
    { name: "rejects", store: lost },
    { name: "throws", store: broken },
    { name: "fails later", store: unreadable },
  ].flatMap((row) =>
    ["/rss.xml", "/", "/articles/on-reading", "/health"].map((target) => ({ ...row, target })),
  ),
)("a store that $name makes $target a blank 500 that is not stored, and is logged", async (row) => {
  const response = await serveFrom(row.store)(row.target);
  const body = await response.text();

  expect(response.status).toBe(500);
  expect(response.headers.get("Cache-Control")).toContain("no-store");
  expect(response.headers.get("Content-Type")).toBe("application/problem+json; charset=utf-8");
  expect(Object.keys(JSON.parse(body))).toEqual(["type", "title", "status"]);
  expect(body + JSON.stringify([...response.headers])).not.toMatch(/secret|srv|store\.ts|TypeError|\bat\b/);
  expect(logged).toHaveBeenCalledOnce();
});

it("HEAD of what fails is a 500 without a body, with the headers of the GET", async () => {
  const got = await serveFrom(lost)("/rss.xml");

  const response = await serveFrom(lost)("/rss.xml", { method: "HEAD" });

  expect(response.status).toBe(500);
  expect(Object.fromEntries(response.headers)).toEqual(Object.fromEntries(got.headers));
  expect(await response.text()).toBe("");
});

it("a failure is not remembered: the next request is answered", async () => {
  const good = bundled(aStore([anArticle()]));
  const snapshot = vi.fn(good.snapshot).mockRejectedValueOnce(new Error(SECRET));
  const ask = serveFrom({ snapshot });

  const first = await ask("/rss.xml");
  const second = await ask("/rss.xml");

  expect([first.status, second.status]).toEqual([500, 200]);
});

it.each([
  "/nothing",
  "/%ff",
  "/rss.xml?limit=0",
])("what the client did wrong at %s is not logged", async (t) => {
  await get(t);

  expect(logged).not.toHaveBeenCalled();
});

it.each([
  "/nothing",
  "/%ff",
  "/rss.xml?limit=0",
])("the problem of %s is kept for a minute", async (target) => {
  const { headers } = await get(target);

  expect(headers.get("Cache-Control")).toMatch(/^public, max-age=60\b/);
});
