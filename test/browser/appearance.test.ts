import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PAGES } from "../support/browser-pages.ts";
import { examine, examiner, type Impression, theBrowser } from "../support/browser-visit.ts";

/** A phone, a tablet and a desk by day; the colours of the night where the layouts differ most. */
const VIEWS = [
  [360, "light"],
  [360, "dark"],
  [768, "light"],
  [1440, "light"],
  [1440, "dark"],
] as const;

/** What a page is like when it is well. */
const FAULTLESS: Omit<Impression, "status"> = {
  consoleErrors: [],
  failedRequests: [],
  requestsToOthers: [],
  widerThanTheWindow: [],
  mainHeadings: 1,
  layoutShift: 0,
  accessibility: [],
};

let browser: Browser;
const tabs = new Map<string, Page>();

beforeAll(async () => {
  browser = await theBrowser();
  for (const [width, scheme] of VIEWS) {
    tabs.set(`${width} ${scheme}`, await examiner(browser, { width, scheme }));
  }
});

afterAll(() => browser.close());

describe.each(PAGES.map((page) => [page.name, page] as const))("the %s", (_, page) => {
  it.concurrent.each(VIEWS)("is faultless at %d pixels, %s", async (width, scheme) => {
    const impression = await examine(tabs.get(`${width} ${scheme}`) as Page, page);

    expect(impression).toEqual({ status: page.status, ...FAULTLESS });
  });
});
