import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, it } from "vitest";
import { readSources } from "../../src/sources/read-sources.ts";
import type { Source } from "../../src/sources/source.ts";

const CONTEXT = { timeZone: "UTC", language: "en", authority: "review.example,2020", related: false };
const OPTIONS = {
  limits: { maxBytes: 10_000_000, timeout: 5_000, allowPrivate: true },
  progress: { expect: () => {}, done: () => {} },
  knownVersion: () => undefined,
};
const FEED = "<rss version='2.0'><channel><title>F</title><item><title>One</title></item></channel></rss>";

let server: Server;
afterEach(() => void server.close());

/** Starts a server, and returns its origin. */
async function serving(listener: RequestListener): Promise<string> {
  server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
const opml = (...addresses: string[]) =>
  `<opml version="2.0"><body>${addresses.map((one) => `<outline text="F" xmlUrl="${one}"/>`).join("")}</body></opml>`;
const at = (address: string): Source => ({ kind: "address", name: address, address });

it("readSources() reads each source once, however OPML files refer to each other", async () => {
  const asked: string[] = [];
  const origin = await serving(({ url = "" }, response) => {
    asked.push(url);
    response.end(url === "/feed" ? FEED : opml("/a.opml", "/b.opml#x", "/feed", "/feed#again"));
  });

  const { sources, failed } = await readSources([at(`${origin}/a.opml`)], CONTEXT, OPTIONS);

  expect(asked.sort()).toEqual(["/a.opml", "/b.opml", "/feed"]);
  expect(sources.map(({ from }) => from)).toEqual([`${origin}/feed`]);
  expect(failed).toEqual([
    { from: `${origin}/b.opml#x`, reason: "Is an OPML file in an OPML file; name it itself" },
  ]);
});

it("readSources() reads at most 8 sources at once, however many OPML files list them", async () => {
  let open = 0;
  let maximum = 0;
  const hosts = Array.from({ length: 12 }, (_, index) => `127.0.0.${index + 1}`);
  server = createServer(({ url = "", headers }, response) => {
    if (url === "/list") {
      const port = headers.host?.split(":")[1];
      return void response.end(opml(...hosts.map((host) => `http://${host}:${port}/${headers.host}`)));
    }
    open += 1;
    maximum = Math.max(maximum, open);
    setTimeout(() => {
      open -= 1;
      response.end(FEED);
    }, 30);
  }).listen(0, "0.0.0.0");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;

  const lists = hosts.map((host) => at(`http://${host}:${port}/list`));
  const { sources } = await readSources(lists, CONTEXT, OPTIONS);

  expect(sources).toHaveLength(144);
  expect(maximum).toBeLessThanOrEqual(8);
});

it("readSources() reports a source whose reading fails unexpectedly, and continues", async () => {
  const origin = await serving(({ url }, response) => response.end(url === "/bad" ? "# Bad" : FEED));
  const context = {
    ...CONTEXT,
    get language(): string {
      throw new RangeError("Maximum call stack size exceeded");
    },
  };

  const { sources, failed } = await readSources([at(`${origin}/bad`)], context, OPTIONS);

  expect(sources).toEqual([]);
  expect(failed).toEqual([
    {
      from: `${origin}/bad`,
      reason: "Cannot be read: RangeError: Maximum call stack size exceeded; give it in another form",
    },
  ]);
});

it("readSources() returns what a list of feeds, and a feed in it, state beside articles", async () => {
  const feed = FEED.replace("</channel>", "<item><guid>2</guid></item></channel>");
  const list = opml("/feed").replace("</body>", '<outline text="No feed"/></body>');
  const origin = await serving(({ url }, response) => response.end(url === "/feed" ? feed : list));

  const { sources, losses } = await readSources([at(`${origin}/list`)], CONTEXT, OPTIONS);

  expect(sources.map(({ drafts }) => drafts.length)).toEqual([1]);
  expect(losses).toEqual([
    { from: `${origin}/list`, losses: [{ kind: "outlines", count: 1 }] },
    { from: `${origin}/feed`, losses: [{ kind: "entries", count: 1 }] },
  ]);
});
