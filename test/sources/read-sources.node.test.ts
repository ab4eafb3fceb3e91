import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, it } from "vitest";
import { gather } from "../../src/sources/read-sources.ts";
import type { Source } from "../../src/sources/resolve-sources.ts";

const CONTEXT = { timeZone: "UTC", language: "en", authority: "review.example,2020", related: false };
const OPTIONS = {
  limits: { maxBytes: 10_000_000, timeout: 5_000, allowPrivate: true },
  progress: { expect: () => {}, done: () => {} },
  known: () => undefined,
};
const FEED = "<rss version='2.0'><channel><title>F</title><item><title>One</title></item></channel></rss>";

let server: Server;
afterEach(() => void server.close());

/** Serves, and returns where. */
async function serving(listener: RequestListener): Promise<string> {
  server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
const opml = (...addresses: string[]) =>
  `<opml version="2.0"><body>${addresses.map((one) => `<outline text="F" xmlUrl="${one}"/>`).join("")}</body></opml>`;
const at = (address: string): Source => ({ kind: "address", name: address, address });

it("gather() reads each once, however lists of feeds refer to each other", async () => {
  const asked: string[] = [];
  const origin = await serving(({ url = "" }, response) => {
    asked.push(url);
    response.end(url === "/feed" ? FEED : opml("/a.opml", "/b.opml#x", "/feed", "/feed#again"));
  });

  const { gathered, refused } = await gather([at(`${origin}/a.opml`)], CONTEXT, OPTIONS);

  expect(asked.sort()).toEqual(["/a.opml", "/b.opml", "/feed"]);
  expect(gathered.map(({ from }) => from)).toEqual([`${origin}/feed`]);
  expect(refused).toEqual([
    { from: `${origin}/b.opml#x`, reason: "Is a list of feeds in a list of feeds; name it itself" },
  ]);
});

it("gather() has few sources open at once, however many lists lead to them", async () => {
  let open = 0;
  let most = 0;
  const hosts = Array.from({ length: 12 }, (_, index) => `127.0.0.${index + 1}`);
  server = createServer(({ url = "", headers }, response) => {
    if (url === "/list") {
      const port = headers.host?.split(":")[1];
      return void response.end(opml(...hosts.map((host) => `http://${host}:${port}/${headers.host}`)));
    }
    open += 1;
    most = Math.max(most, open);
    setTimeout(() => {
      open -= 1;
      response.end(FEED);
    }, 30);
  }).listen(0, "0.0.0.0");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;

  const lists = hosts.map((host) => at(`http://${host}:${port}/list`));
  const { gathered } = await gather(lists, CONTEXT, OPTIONS);

  expect(gathered).toHaveLength(144);
  expect(most).toBeLessThanOrEqual(8);
});

it("gather() refuses a source on which reading fails in an unexpected way, and goes on", async () => {
  const origin = await serving(({ url }, response) => response.end(url === "/bad" ? "# Bad" : FEED));
  const context = {
    ...CONTEXT,
    get language(): string {
      throw new RangeError("Maximum call stack size exceeded");
    },
  };

  const { gathered, refused } = await gather([at(`${origin}/bad`)], context, OPTIONS);

  expect(gathered).toEqual([]);
  expect(refused).toEqual([
    {
      from: `${origin}/bad`,
      reason: "Cannot be read: RangeError: Maximum call stack size exceeded; give it in another form",
    },
  ]);
});
