import { once } from "node:events";
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { aCertificate } from "./a-certificate.ts";

/** What a server sends; a test states only what is wrong with it. */
export interface Served {
  readonly status?: number;
  readonly body?: string | Uint8Array;
  /** Replace those of a correct server; `undefined` removes one. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

/** Decides what is sent to a request, by how many there were before it. */
export type Behaviour = (request: IncomingMessage, earlier: number, origin: string) => Served;

/** Servers on this machine that are stopped together. */
export function feedServers() {
  const servers: Server[] = [];

  /** Starts a server with exactly this listener; returns its origin. */
  async function serving(listener: RequestListener): Promise<string> {
    const server = createServer(listener).listen(0, "127.0.0.1");
    servers.push(server);
    await once(server, "listening");
    return `http://127.0.0.1:${portOf(server)}`;
  }

  return {
    serving,
    /** Starts a server with a self-signed certificate. */
    async servingTls(listener: RequestListener): Promise<string> {
      const server = createTlsServer(aCertificate("localhost"), listener).listen(0, "127.0.0.1");
      servers.push(server);
      await once(server, "listening");
      return `https://127.0.0.1:${portOf(server)}`;
    },
    /** Starts a server that sends feeds as it should, except for what `behaviour` says. */
    feedServer(behaviour: Behaviour = () => ({})): Promise<string> {
      let requests = 0;
      return serving((request, response) => {
        const origin = `http://${request.headers.host}`;
        send(behaviour(request, requests++, origin), request, response);
      });
    },
    async stop(): Promise<void> {
      for (const server of servers.splice(0)) {
        server.closeAllConnections();
        server.close();
      }
    },
  };
}

const COMPRESS = new Map<string, (bytes: Buffer) => Buffer>([
  ["gzip", (bytes) => gzipSync(bytes, { level: 1 })],
  ["br", (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } })],
]);
const ETAG = '"1"';
const LAST_MODIFIED = "Thu, 26 Nov 2020 00:27:11 GMT";

/** Returns a feed in RSS that is large enough to be compressed; `items` replaces its items. */
export function aFeedOf({
  self,
  items = [anItem("1"), anItem("2")],
  more = "",
}: {
  readonly self?: string;
  readonly items?: readonly string[];
  /** Elements of the channel. */
  readonly more?: string;
} = {}): string {
  const link = self === undefined ? "" : `<atom:link rel="self" type="application/rss+xml" href="${self}"/>`;
  return `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Harbour Weekly</title>
<link>https://harbour.example/</link><description>News</description>${link}${more}
${items.join("\n")}</channel></rss>`;
}

/** Returns an item of RSS; without a `guid` if it is `undefined`. */
export function anItem(guid: string | undefined): string {
  const id = guid === undefined ? "" : `<guid isPermaLink="false">${guid}</guid>`;
  return `<item><title>The ferry</title>${id}<description>${"It sails. ".repeat(80)}</description></item>`;
}

function send(
  { status = 200, body, headers = {} }: Served,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const plain = Buffer.from(body ?? aFeedOf({ self: `http://${request.headers.host}${request.url}` }));
  const accepted = request.headers["accept-encoding"] ?? "";
  const coding = accepted.includes("br") ? "br" : String(accepted).includes("gzip") ? "gzip" : undefined;
  const all: Record<string, string | undefined> = {
    "content-type": "application/rss+xml; charset=utf-8",
    etag: ETAG,
    "last-modified": LAST_MODIFIED,
    "cache-control": "max-age=900",
    vary: "Accept-Encoding",
    "content-encoding": coding,
    ...headers,
  };
  const { "if-none-match": tag, "if-modified-since": date } = request.headers;
  const isNotModified =
    tag === undefined ? date !== undefined && date === all["last-modified"] : tag === all.etag;
  for (const [name, value] of Object.entries(all)) if (value !== undefined) response.setHeader(name, value);
  if (status === 200 && isNotModified) {
    response.removeHeader("content-encoding");
    response.writeHead(304).end();
    return;
  }
  const compress = COMPRESS.get(all["content-encoding"] ?? "");
  response.writeHead(status).end(compress?.(plain) ?? plain);
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
