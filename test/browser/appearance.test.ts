import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PAGES } from "../support/browser-pages.ts";
import { examine, examiner, type Impression, theBrowser } from "../support/browser-visit.ts";

/**
 * A phone, a tablet and a desk, and the colour schemes in which axe-core checks the page there. Neither the layout nor
 * what is shown depends on the scheme, and a tablet has the layout of a desk.
 */
const VIEWS = [
  [360, ["light", "dark"]],
  [768, []],
  [1440, ["light"]],
] as const;

/** How far a page may move while it loads: nobody sees so little, and a machine that is busy paints pages in parts. */
const MAX_LAYOUT_SHIFT = 0.02;

/** What a page is like when it is well, besides its status and how far it moves. */
const FAULTLESS: Omit<Impression, "status" | "layoutShift"> = {
  consoleErrors: [],
  failedRequests: [],
  requestsToOthers: [],
  widerThanTheWindow: [],
  mainHeadings: 1,
  accessibility: [],
};

let browser: Browser;
const tabs = new Map<number, Page>();

beforeAll(async () => {
  browser = await theBrowser();
  for (const [width] of VIEWS) tabs.set(width, await examiner(browser, { width, scheme: "light" }));
});

afterAll(() => browser.close());

describe.each(PAGES.map((page) => [page.name, page] as const))("the %s", (_, page) => {
  it.concurrent.each(VIEWS)("is faultless at %d pixels", async (width, schemes) => {
    const { layoutShift, ...impression } = await examine(tabs.get(width) as Page, page, schemes);

    expect(impression).toEqual({ status: page.status, ...FAULTLESS });
    expect(layoutShift).toBeLessThan(MAX_LAYOUT_SHIFT);
  });
});
