import { exports } from "cloudflare:workers";
import { expect, it } from "vitest";

const { default: worker } = exports as unknown as { default: { fetch(request: Request): Promise<Response> } };

it("the Worker serves the bundled store, with addresses of the host that was asked", async () => {
  const response = await worker.fetch(new Request("http://localhost:8787/rss.xml"));

  expect(response.status).toBe(200);
  expect(await response.text()).toContain("<link>http://localhost:8787/</link>");
});
