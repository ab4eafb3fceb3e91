import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { anArticle, aStore } from "../support/a-store.ts";
import { serve } from "../support/serve.ts";

const get = serve(aStore([anArticle({ content: `<p>${"工匠精神 craft ".repeat(300)}</p>` })]));

const DECODE: Readonly<Record<string, (bytes: Uint8Array) => Uint8Array>> = {
  br: (bytes) => brotliDecompressSync(bytes),
  gzip: (bytes) => gunzipSync(bytes),
  identity: (bytes) => bytes,
};

const TEXTUAL = [
  "/",
  "/rss.xml",
  "/atom.xml",
  "/feed.json",
  "/articles/on-reading",
  "/articles.json",
  "/columns.json",
  "/columns/essays",
  "/openapi.json",
  "/health",
];

const asking = (coding: string) => ({ headers: { "Accept-Encoding": coding } });

async function bytesOf(response: Response): Promise<Uint8Array> {
  return new Uint8Array(await response.arrayBuffer());
}

it.each<{ accept: string; coding: string | null }>([
  { accept: "", coding: null },
  { accept: "identity", coding: null },
  { accept: "gzip", coding: "gzip" },
  { accept: "br", coding: "br" },
  { accept: "gzip, deflate, br", coding: "br" },
  { accept: "gzip, deflate, br, zstd", coding: "br" },
  { accept: "gzip,br", coding: "br" },
  { accept: "GZip", coding: "gzip" },
  { accept: "gzip;q=1.0, br;q=0.5", coding: "gzip" },
  { accept: "gzip;q=0.5, br;q=1.0", coding: "br" },
  { accept: "gzip ; q=0.8 , br ; q=0.2", coding: "gzip" },
  { accept: "gzip;q=0.1", coding: "gzip" },
  { accept: "gzip;q=0", coding: null },
  { accept: "gzip;q=0.000, br;q=0", coding: null },
  { accept: "br;q=0, gzip", coding: "gzip" },
  { accept: "*", coding: "br" },
  { accept: "br;q=0, *", coding: "gzip" },
  { accept: "gzip;q=0.5, *;q=0.1", coding: "gzip" },
  { accept: "*;q=0", coding: null },
  { accept: "gzip, *;q=0", coding: "gzip" },
  { accept: "identity, gzip;q=0.5", coding: null },
  { accept: "identity;q=0.5, gzip", coding: "gzip" },
  { accept: "identity;q=0", coding: null },
  { accept: "*, identity;q=0", coding: "br" },
  { accept: "deflate, zstd, compress", coding: null },
  { accept: "nonsense", coding: null },
  { accept: ";;;=,,q", coding: null },
])('Accept-Encoding "$accept" is answered in $coding', async ({ accept, coding }) => {
  const response = await get("/atom.xml", asking(accept));

  expect(response.status).toBe(200);
  expect(response.headers.get("Content-Encoding")).toBe(coding);
});

it("a client that sends no Accept-Encoding gets no coding (RFC 9110 §12.5.3)", async () => {
  const response = await get("/atom.xml");

  expect(response.headers.get("Content-Encoding")).toBeNull();
});

it.each(
  TEXTUAL.flatMap((target) => ["br", "gzip"].map((coding) => ({ target, coding }))),
)("$target in $coding decodes to the bytes that are sent uncoded", async ({ target, coding }) => {
  const plain = await bytesOf(await get(target));

  const response = await get(target, asking(coding));
  const sent = await bytesOf(response);

  expect(response.headers.get("Content-Encoding")).toBe(coding);
  expect(response.headers.get("Content-Length")).toBe(String(sent.length));
  expect(new Uint8Array(DECODE[coding]?.(sent) ?? [])).toEqual(plain);
});

it("gzip is what the platform's own DecompressionStream reads", async () => {
  const plain = await (await get("/rss.xml")).text();
  const coded = await get("/rss.xml", asking("gzip"));

  const decoded = await new Response(coded.body?.pipeThrough(new DecompressionStream("gzip"))).text();

  expect(decoded).toBe(plain);
});

it.each(["br", "gzip"])("%s makes a feed of some length smaller", async (coding) => {
  const plain = await bytesOf(await get("/rss.xml"));

  const sent = await bytesOf(await get("/rss.xml", asking(coding)));

  expect(sent.length).toBeLessThan(plain.length / 4);
});

it("Content-Length of an uncoded body counts bytes, not characters (RFC 9110 §8.6)", async () => {
  const response = await get("/rss.xml");
  const bytes = await bytesOf(response);

  expect(response.headers.get("Content-Length")).toBe(String(bytes.length));
});

it("each coding has its own strong ETag, which does not validate another coding (RFC 9110 §8.8.3.3)", async () => {
  const codings = ["identity", "gzip", "br"];
  const tags = await Promise.all(
    codings.map(async (coding) => (await get("/rss.xml", asking(coding))).headers.get("ETag") ?? ""),
  );

  const crossed = await get("/rss.xml", {
    headers: { "Accept-Encoding": "gzip", "If-None-Match": tags[2] ?? "" },
  });

  expect(new Set(tags).size).toBe(3);
  expect(tags).not.toContainEqual(expect.stringMatching(/^W\//));
  expect(crossed.status).toBe(200);
});

it.each(["identity", "gzip", "br"])("a client of %s is told 304 by the tag that it got", async (coding) => {
  const first = await get("/feed.json", asking(coding));
  const headers = { "Accept-Encoding": coding, "If-None-Match": first.headers.get("ETag") ?? "" };

  const second = await get("/feed.json", { headers });

  expect(second.status).toBe(304);
  expect(second.headers.get("ETag")).toBe(first.headers.get("ETag"));
  expect(second.headers.get("Vary")).toBe(first.headers.get("Vary"));
});

it.each(
  TEXTUAL,
)("%s has Vary: Accept-Encoding in every coding, the uncoded one included (RFC 9110 §12.5.5)", async (target) => {
  const answers = await Promise.all(["identity", "gzip", "br"].map((coding) => get(target, asking(coding))));

  const varies = answers.map(({ headers }) => headers.get("Vary") ?? "");
  expect(new Set(varies).size).toBe(1);
  expect(varies[0]?.split(", ")).toContain("Accept-Encoding");
});

it.each<{ client: string; edge: string; coding: string | null }>([
  { client: "gzip", edge: "br, gzip", coding: "gzip" },
  { client: "br", edge: "gzip", coding: "br" },
  { client: "", edge: "br, gzip", coding: null },
])('what the client of the edge accepts ("$client") prevails over "$edge"', async (row) => {
  const { client, edge, coding } = row;

  const response = await get("/rss.xml", { ...asking(edge), cf: { clientAcceptEncoding: client } });

  expect(response.headers.get("Content-Encoding")).toBe(coding);
});
