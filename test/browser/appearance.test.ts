import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PAGES } from "../support/browser-pages.ts";
import { examine, examiner, type Impression, theBrowser, type View } from "../support/browser-visit.ts";

/** A phone, a tablet, a desk; each by day and by night. */
const VIEWS: readonly View[] = [360, 768, 1440].flatMap((width): View[] => [
  { width, scheme: "light" },
  { width, scheme: "dark" },
]);

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
const tabs = new Map<View, Page>();

beforeAll(async () => {
  browser = await theBrowser();
  for (const view of VIEWS) tabs.set(view, await examiner(browser, view));
});

afterAll(() => browser.close());

describe.each(PAGES)("the $name", (page) => {
  it.concurrent.each(VIEWS)("is faultless at $width pixels, $scheme", async (view) => {
    const impression = await examine(tabs.get(view) as Page, page);

    expect(impression).toEqual({ status: page.status, ...FAULTLESS });
  });
});
