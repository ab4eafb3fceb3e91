import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";

/** What a page of a made-up site answers. */
export interface SitePage {
  /** May be another each time. */
  readonly body?: string | Uint8Array | (() => string);
  readonly type?: string;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** What it can be recognised by in the next request; an entity tag by default. */
  readonly validator?: "entity tag" | "new entity tag each time" | "date" | "none";
}

/** A made-up site on a port of this machine. */
export interface WebSite {
  readonly origin: string;
  /** The pages by path and query; may be changed at any time. */
  readonly pages: Map<string, SitePage>;
  /** What was asked for since the last call: path and query, and the status of the answer. */
  requests(): readonly string[];
  /** Called with the path and query of each request before it is answered. */
  onRequest: ((path: string) => void) | undefined;
  close(): Promise<void>;
}

const LAST_MODIFIED = "Thu, 26 Nov 2020 00:27:11 GMT";

/** Serves `pages` with validators, and answers 304 where the client has what is there. */
export async function aWebSite(pages: Readonly<Record<string, SitePage>> = {}): Promise<WebSite> {
  const byPath = new Map(Object.entries(pages));
  let asked: string[] = [];
  let count = 0;
  const server = createServer(({ url = "/", headers }, answer) => {
    site.onRequest?.(url);
    const page = byPath.get(url) ?? { status: 404, body: "not found" };
    const body = Buffer.from(typeof page.body === "function" ? page.body() : (page.body ?? ""));
    const { status = 200, type = "text/html; charset=utf-8", validator = "entity tag" } = page;
    const hash = createHash("sha256").update(body).digest("hex").slice(0, 16);
    const etag = validator === "entity tag" ? `"${hash}"` : `"${count++}"`;
    const isKnown =
      status === 200 &&
      (validator === "date"
        ? headers["if-modified-since"] === LAST_MODIFIED
        : headers["if-none-match"] === etag);
    asked.push(`${url} ${isKnown ? 304 : status}`);
    const all = { etag, ...(validator === "date" && { "last-modified": LAST_MODIFIED }) };
    const { etag: _, ...withoutTag } = all;
    const validators =
      status !== 200 || validator === "none" ? {} : validator === "date" ? withoutTag : { etag };
    answer.writeHead(isKnown ? 304 : status, { "content-type": type, ...validators, ...page.headers });
    answer.end(isKnown ? undefined : body);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const site: WebSite = {
    onRequest: undefined,
    origin: `http://127.0.0.1:${typeof address === "object" ? address?.port : address}`,
    pages: byPath,
    requests() {
      const before = asked;
      asked = [];
      return before;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
  return site;
}

/** Returns the page of an article of a made-up newspaper. */
export function anArticlePage(title: string, { date = "2026-11-20 08:30", text = "" } = {}): SitePage {
  const paragraphs = [
    text,
    ...Array.from(
      { length: 3 },
      (_, index) =>
        `${title}的第${index + 1}段。这一段写了许多字,让人看出它是一篇文章的正文,而不是一个列表。`,
    ),
  ];
  return {
    body: `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>${title}-试报网</title></head><body>
<div class="article"><h1>${title}</h1><div class="info">${date}　来源:试报　作者:王一</div><div class="content">${paragraphs
      .filter((paragraph) => paragraph !== "")
      .map((paragraph) => `<p>　　${paragraph}</p>`)
      .join("\n")}</div></div></body></html>`,
  };
}

/** Returns the page of a column with a list of links. */
export function aListPage(items: readonly (readonly [path: string, title: string, day: string])[]): SitePage {
  return {
    body: `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>理论-试报网</title></head><body>
<div class="nav"><a href="/">首页</a><a href="/news/">新闻中心频道</a><a href="/theory/">理论频道</a></div>
<div class="list"><ul>${items.map(([path, title, day]) => `<li><a href="${path}">${title}</a><span>${day}</span></li>`).join("\n")}</ul></div>
<div class="rank"><h3>热点排行</h3><ol><li><a href="/news/2026/c9.html">一条很热门的新闻报道</a></li></ol></div></body></html>`,
  };
}
