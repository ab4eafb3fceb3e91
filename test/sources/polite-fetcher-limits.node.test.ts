import { expect, it } from "vitest";
import { politeFetcher } from "../../src/sources/polite-fetcher.ts";
import { aWebSite } from "../support/a-web-site.ts";

it("a fetcher begins no page once its time is over, and says that the next run goes on", async () => {
  const site = await aWebSite({ "/a": { body: "a" }, "/b": { body: "b" } });
  let now = 1000;
  const fetcher = politeFetcher({
    limits: { maxBytes: 1000, timeout: 5000, allowPrivate: true },
    rate: Number.POSITIVE_INFINITY,
    maxPages: 10,
    until: 1500,
    now: () => now,
    sleep: async () => {},
  });
  await fetcher.fetch(`${site.origin}/a`);
  now = 1501;

  const late = fetcher.fetch(`${site.origin}/b`);

  await expect(late).rejects.toMatchObject({ reason: "limit", message: expect.stringContaining("goes on") });
  expect(site.requests()).toEqual(["/robots.txt 404", "/a 200"]);
  await site.close();
});
