import { once } from "node:events";
import { createServer } from "node:http";
import { app } from "../../src/app.ts";
import type { StoreDocument } from "../../src/store/json-file/store-document.ts";
import { bundled, NOW } from "./serve.ts";

/** A service that answers on a port of this machine. */
export interface OnLoopback {
  readonly origin: string;
  readonly close: () => Promise<void>;
}

/** Serves `store` over HTTP, for what asks by address. */
export async function onLoopback(store: StoreDocument): Promise<OnLoopback> {
  const service = app(bundled(store));
  const server = createServer(async ({ url = "/", method = "GET", headers }, answer) => {
    const origin = `http://${headers.host}`;
    const sent = Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)] as [string, string]],
    );
    const request = new Request(`${origin}${url}`, { method, headers: sent });
    const response = await service.fetch(request, { now: NOW, origin });
    answer.writeHead(response.status, Object.fromEntries(response.headers));
    answer.end(Buffer.from(await response.arrayBuffer()));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const close = async () => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  };
  return { origin: `http://127.0.0.1:${typeof address === "object" ? address?.port : address}`, close };
}
