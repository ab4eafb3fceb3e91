import { once } from "node:events";
import { createServer, type RequestListener, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { UserError } from "../../src/operator/user-error.ts";
import { fetchAddress } from "../../src/sources/fetch-address.ts";
import type { ReadLimits } from "../../src/sources/source.ts";

const servers: Server[] = [];

/** Starts a server on this machine; returns its address, without a path. */
async function serving(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  servers.push(server);
  await once(server, "listening");
  return `http://127.0.0.1:${portOf(server)}`;
}

/** Starts a server that answers with exactly these bytes, and closes the connection. */
function answering(raw: string): Promise<string> {
  return serving((_, response) => response.socket?.end(raw));
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

function within(limits: Partial<ReadLimits> = {}): ReadLimits {
  return { maxBytes: 100_000, timeout: 5_000, allowPrivate: true, ...limits };
}

/** Returns the message of the error for an address that cannot be used. */
async function refusalOf(address: string, limits: Partial<ReadLimits> = {}): Promise<string> {
  const error = await fetchAddress(address, within(limits)).catch((refusal: unknown) => refusal);
  expect(error).toBeInstanceOf(UserError);
  const { message } = error as UserError;
  expect(message).toMatch(/^[^\n]+; [^\n]+$/);
  return message;
}

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

describe("fetchAddress() reads", () => {
  it("the bytes, the media type and the validators", async () => {
    const headers = {
      "content-type": "text/html",
      etag: '"1"',
      "last-modified": "Thu, 26 Nov 2020 00:27:11 GMT",
    };
    const origin = await serving((_, response) => response.writeHead(200, headers).end("page"));

    const { bytes, ...rest } = await fetchAddress(`${origin}/a?b=c#d`, within());

    const url = `${origin}/a?b=c`;
    const validators = { etag: '"1"', lastModified: "Thu, 26 Nov 2020 00:27:11 GMT", url };
    expect(text(bytes)).toBe("page");
    expect(rest).toEqual({ contentType: "text/html", url, validators });
  });

  it.each([
    ["gzip", gzipSync],
    ["br", brotliCompressSync],
  ])("what is compressed with %s", async (coding, compress) => {
    const origin = await serving((_, response) =>
      response.writeHead(200, { "content-encoding": coding }).end(compress("page")),
    );

    const { bytes } = await fetchAddress(origin, within());

    expect(text(bytes)).toBe("page");
  });

  it("with the name of the program and its home page", async () => {
    const origin = await serving(({ headers }, response) => response.end(headers["user-agent"]));

    const { bytes } = await fetchAddress(origin, within({ homepage: "https://lanmu.example/" }));

    expect(text(bytes)).toMatch(/^Lanmu\/\d+\.\d+\.\d+ \(\+https:\/\/\S+\)$/);
  });

  it("an address after five redirects", async () => {
    const origin = await serving(({ url = "" }, response) => {
      const step = Number(url.slice(1));
      if (step < 5) response.writeHead(302, { location: `/${step + 1}` }).end();
      else response.end("page");
    });

    const { bytes, url } = await fetchAddress(`${origin}/0`, within());

    expect([text(bytes), url]).toEqual(["page", `${origin}/5`]);
  });

  it("a page after early hints", async () => {
    const hints = "HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n";
    const origin = await answering(`${hints}HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\npage`);

    const { bytes } = await fetchAddress(origin, within());

    expect(text(bytes)).toBe("page");
  });
});

describe("fetchAddress() sends a conditional request (RFC 9110 §13.1)", () => {
  const unlessKnown: RequestListener = ({ headers }, response) => {
    const known = headers["if-none-match"] ?? headers["if-modified-since"];
    response.writeHead(known ? 304 : 200, { etag: '"2"' }).end();
  };

  it.each([
    { etag: '"1"' },
    { lastModified: "Thu, 26 Nov 2020 00:27:11 GMT" },
  ])("by %o", async (validators) => {
    const origin = await serving(unlessKnown);

    const answer = await fetchAddress(origin, within({ validators }));

    expect(answer).toMatchObject({ notModified: true, validators });
    expect(answer.bytes).toHaveLength(0);
  });

  it("without the validators of another address", async () => {
    const origin = await serving(unlessKnown);

    const answer = await fetchAddress(origin, within({ validators: { etag: '"1"', url: `${origin}/old` } }));

    expect(answer).not.toHaveProperty("notModified");
  });

  it("and refuses 304 to an unconditional request", async () => {
    const origin = await serving((_, response) => response.writeHead(304).end());

    expect(await refusalOf(origin)).toContain("answers 304");
  });
});

describe("fetchAddress() refuses", () => {
  it.each([
    "file:///etc/passwd",
    "ftp://paper.example/",
    "data:,page",
    "javascript:alert(1)",
    "page",
  ])("%s", async (address) => {
    expect(await refusalOf(address)).toContain("not http or https");
  });

  it("a password in an address, without repeating it", async () => {
    const message = await refusalOf("http://reader:secret@paper.example/");

    expect(message).toContain("password;");
    expect(message).not.toContain("secret");
  });

  it.each([
    "file:///etc/passwd",
    "ftp://paper.example/",
    "gopher:x",
  ])("a redirect to %s", async (location) => {
    const origin = await serving((_, response) => response.writeHead(302, { location }).end());

    expect(await refusalOf(origin)).toContain(`The redirect to "${location}" is not http or https`);
  });

  it("a circle of redirects", async () => {
    const origin = await serving(({ url }, response) =>
      response.writeHead(301, { location: url === "/a" ? "/b#c" : "/a" }).end(),
    );

    expect(await refusalOf(`${origin}/a`)).toContain("leads in a circle");
  });

  it("the sixth redirect", async () => {
    let asked = 0;
    const origin = await serving((_, response) => {
      asked += 1;
      response.writeHead(302, { location: `/${asked}` }).end();
    });

    expect(await refusalOf(`${origin}/0`)).toContain("comes after 5 others");
    expect(asked).toBe(6);
  });

  it.each([204, 302, 404, 410, 500, 503])("the answer %i", async (status) => {
    const origin = await serving((_, response) => response.writeHead(status).end());

    expect(await refusalOf(origin)).toContain(`answers ${status}`);
  });

  it.each([
    ["ENOTFOUND", "names a host that does not exist"],
    ["EAI_AGAIN", "no name server answers"],
    ["EHOSTUNREACH", "there is no route to it"],
  ])("a host that is not found: %s", async (code, why) => {
    const resolve = () => Promise.reject(Object.assign(new Error(), { code }));

    expect(await refusalOf("http://paper.example/", { resolve })).toContain(why);
  });

  it("a port where nobody listens", async () => {
    const origin = await serving(() => {});
    const [server] = servers.splice(0);
    await new Promise((closed) => server?.close(closed));

    expect(await refusalOf(origin)).toContain("refuses the connection");
  });

  it("a response that is not HTTP", async () => {
    const origin = await answering("SSH-2.0-OpenSSH_9.6\r\n");

    expect(await refusalOf(origin)).toContain("does not answer in valid HTTP");
  });

  it("an endless header", async () => {
    const origin = await answering(`HTTP/1.1 200 OK\r\nX: ${"x".repeat(100_000)}\r\n\r\n`);

    expect(await refusalOf(origin)).toContain("does not answer in valid HTTP");
  });
});

describe("fetchAddress() stops at the timeout for", () => {
  it("the resolver", async () => {
    const resolve = () => new Promise<never>(() => {});

    expect(await refusalOf("http://paper.example/", { resolve, timeout: 50 })).toContain("in time");
  });

  it("an answer that never comes", async () => {
    const origin = await serving(() => {});

    expect(await refusalOf(origin, { timeout: 50 })).toContain("in time");
  });

  it("a body that arrives byte by byte", async () => {
    const origin = await serving((_, response) => {
      response.write("<html>");
      const drip = setInterval(() => response.write("."), 10);
      response.on("close", () => clearInterval(drip));
    });

    expect(await refusalOf(origin, { timeout: 200 })).toContain("in time");
  });
});

describe("fetchAddress() reads at most the maximum size", () => {
  const endless: RequestListener = (_, response) => {
    const pour = () => {
      while (!response.destroyed && response.write("x".repeat(10_000)));
    };
    response.on("drain", pour);
    pour();
  };

  it("of a body without end", async () => {
    const origin = await serving(endless);

    expect(await refusalOf(origin)).toContain("sends more than is allowed");
  });

  it.each([
    ["gzip", gzipSync],
    ["br", brotliCompressSync],
  ])("of a bomb of %s", async (coding, compress) => {
    const bomb = compress(Buffer.alloc(20_000_000));
    const origin = await serving((_, response) =>
      response.writeHead(200, { "content-encoding": coding }).end(bomb),
    );

    expect(bomb.byteLength).toBeLessThan(within().maxBytes);
    expect(await refusalOf(origin)).toContain("sends more than is allowed");
  });

  it("of a compressed body, even if it decompresses to nothing", async () => {
    const nothings = Buffer.concat(Array.from({ length: 10_000 }, () => gzipSync("")));
    const origin = await serving((_, response) =>
      response.writeHead(200, { "content-encoding": "gzip" }).end(nothings),
    );

    expect(await refusalOf(origin)).toContain("sends more than is allowed");
  });

  it("and accepts exactly that size", async () => {
    const origin = await serving((_, response) => response.end("x".repeat(100_000)));

    const { bytes } = await fetchAddress(origin, within());

    expect(bytes).toHaveLength(100_000);
  });
});

describe("fetchAddress() refuses an invalid body:", () => {
  it("shorter than its Content-Length", async () => {
    const origin = await answering("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\npage");

    expect(await refusalOf(origin)).toContain("sends less than its announced length");
  });

  it("none, nor any header", async () => {
    expect(await refusalOf(await answering(""))).toContain("closes the connection without an answer");
  });

  it.each([
    "keep-alive",
    "close",
  ])("longer than its Content-Length, with Connection: %s", async (connection) => {
    const head = `HTTP/1.1 200 OK\r\nConnection: ${connection}\r\nContent-Length: 4\r\n\r\n`;
    const origin = await answering(`${head}page and more`);

    expect(await refusalOf(origin)).toContain("sends more than its announced length");
  });

  it("cut off between chunks", async () => {
    const origin = await answering("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\npage\r\n");

    expect(await refusalOf(origin)).toContain("sends less than its announced length");
  });

  it.each([
    ["gzip", "page"],
    ["gzip", gzipSync("page").subarray(0, 15)],
    ["br", "page"],
  ])("one that is not %s", async (coding, body) => {
    const origin = await serving((_, response) =>
      response.writeHead(200, { "content-encoding": coding }).end(body),
    );

    expect(await refusalOf(origin)).toContain("cannot be decompressed");
  });

  it.each(["zstd", "gzip, gzip", "constructor"])("in the content coding %s", async (coding) => {
    const origin = await serving((_, response) =>
      response.writeHead(200, { "content-encoding": coding }).end("page"),
    );

    expect(await refusalOf(origin)).toContain("not asked for");
  });
});

describe("fetchAddress() refuses private networks:", () => {
  it.each([
    "127.0.0.1",
    "10.0.0.1",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "224.0.0.1",
    "255.255.255.255",
    "198.18.0.1",
    "::1",
    "::",
    "::7f00:1",
    "::ffff:127.0.0.1",
    "::ffff:8.8.8.8",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "fe80::1",
    "fe80::1%lo",
    "fc00::1",
    "fec0::1",
    "ff02::1",
    "not an address",
  ])("a name that resolves to %s", async (ip) => {
    const message = await refusalOf("http://paper.example/", {
      allowPrivate: false,
      resolve: async () => [ip],
    });

    expect(message).toContain("private network");
  });

  it.each([
    "127.1",
    "2130706433",
    "0x7f.0.0.1",
    "017700000001",
    "[::1]",
    "[::ffff:7f00:1]",
    "[::7f00:1]",
  ])("the host %s", async (host) => {
    expect(await refusalOf(`http://${host}/`, { allowPrivate: false })).toContain("private network");
  });

  it("localhost, by the resolver of the system", async () => {
    expect(await refusalOf("http://localhost/", { allowPrivate: false })).toContain("private network");
  });

  it.each([
    "127.0.0.2",
    "[::1]",
    "inside.example",
  ])("a redirect to %s from an allowed address", async (host) => {
    const asked: (string | undefined)[] = [];
    const origin = await serving(({ headers }, response) => {
      asked.push(headers.host);
      response.writeHead(302, { location: `http://${host}/` }).end();
    });
    const { port } = new URL(origin);
    const resolve = async (name: string) => [name === "paper.example" ? "127.0.0.1" : "127.0.0.2"];
    const allowPrivate = (ip: string) => ip === "127.0.0.1";

    const message = await refusalOf(`http://paper.example:${port}/`, { resolve, allowPrivate });

    expect(message).toBe(
      `The redirect to "http://${host}/" is in a private network; give --allow-private if that is intended`,
    );
    expect(asked).toEqual([`paper.example:${port}`]);
  });

  it("it resolves a host once and connects only to the checked IP address", async () => {
    const origin = await serving((_, response) => response.end("page"));
    const answers = [["10.0.0.1", "127.0.0.1"], ["10.0.0.1"]];
    const resolve = async () => answers.shift() ?? [];
    const allowPrivate = (ip: string) => ip === "127.0.0.1";

    const { bytes } = await fetchAddress(
      `http://paper.example:${new URL(origin).port}/`,
      within({ resolve, allowPrivate }),
    );

    expect(text(bytes)).toBe("page");
    expect(answers).toHaveLength(1);
  });
});

describe("fetchAddress() limits its load on servers:", () => {
  it("two connections to a host at once, whatever other hosts have", async () => {
    const waiting: ServerResponse[] = [];
    let open = 0;
    let most = 0;
    const origin = await serving(({ headers, socket }, response) => {
      if (headers.host?.startsWith("other.")) return void response.end("page");
      open += 1;
      most = Math.max(most, open);
      socket.on("close", () => {
        open -= 1;
      });
      waiting.push(response);
    });
    const { port } = new URL(origin);
    const limits = within({ resolve: async () => ["127.0.0.1"] });
    const pages = Array.from({ length: 6 }, (_, page) =>
      fetchAddress(`http://paper.example:${port}/${page}`, limits),
    );

    // Whatever was to be sent before this is sent when this is answered.
    await fetchAddress(`http://other.example:${port}/`, limits);
    const atOnce = waiting.length;
    const releasing = setInterval(() => waiting.pop()?.end("page"), 1);
    await Promise.all(pages).finally(() => clearInterval(releasing));

    expect(atOnce).toBe(2);
    expect(most).toBe(2);
  });
});
