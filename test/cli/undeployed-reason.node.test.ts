import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { undeployedReason } from "../../src/cli/undeployed-reason.ts";
import { aWebSite, type WebSite } from "../support/a-web-site.ts";

const UPDATED = new Date("2026-11-20T10:00:00+08:00");

let site: WebSite;
beforeEach(async () => {
  site = await aWebSite();
});
afterEach(() => site.close());

describe("undeployedReason", () => {
  it("finds none where the service serves the store, however many embargoes have ended", async () => {
    site.pages.set("/health", {
      body: '{"status":"ok","version":"2026-11-20T02:00:00.000Z+3","articles":5}',
    });

    expect(await undeployedReason(site.origin, UPDATED)).toBeUndefined();
  });

  it.each([
    [
      "an older store",
      { body: '{"version":"2026-11-19T02:00:00.000Z+3"}' },
      /serves version 2026-11-19T02.*is of 2026-11-20T02/,
    ],
    ["a page of another program", { body: "<h1>Just a moment</h1>" }, /serves something else/],
    ["an error", { status: 403 }, /answers 403/],
  ])("names %s", async (_, page, reason) => {
    site.pages.set("/health", page);

    expect(await undeployedReason(site.origin, UPDATED)).toMatch(reason);
  });

  it("names a host that does not answer", async () => {
    await site.close();

    expect(await undeployedReason(site.origin, UPDATED)).toBe(`${site.origin}/health: does not answer`);
  });
});
