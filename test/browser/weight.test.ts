import type { Browser, Page, Request } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addressOf } from "../support/browser-address.ts";
import { PAGES, type PageCase } from "../support/browser-pages.ts";
import { theBrowser, withPictures } from "../support/browser-visit.ts";

/** Bytes, as they are before they are compressed. */
const PAGE_AND_STYLE = 30_000;
const STYLE = 10_000;

let browser: Browser;
let tab: Page;

beforeAll(async () => {
  browser = await theBrowser();
  const context = await browser.newContext({ viewport: { width: 360, height: 900 } });
  // A browser whose requests are routed caches nothing, so that every page is loaded whole.
  await withPictures(context);
  tab = await context.newPage();
});

afterAll(() => browser.close());

interface Weight {
  /** Requests that must be answered before the page is painted, besides the page's own. */
  readonly blocking: number;
  readonly style: number;
  /** Of the page and its style, without the article. */
  readonly besidesArticle: number;
}

async function weigh(page: PageCase): Promise<Weight> {
  const requests: Request[] = [];
  tab.on("request", (request) => requests.push(request));
  await tab.goto(addressOf(page));
  tab.removeAllListeners();
  const article = await tab.locator(".body").evaluateAll((all) => all.map((one) => one.innerHTML).join(""));
  const scripts = await tab.locator("script[src]:not([defer])").count();
  const [document = 0, style = 0, ...more] = await Promise.all(requests.filter(blocksPainting).map(bytesOf));
  return {
    blocking: scripts + more.length + 1,
    style,
    besidesArticle: document + style - Buffer.byteLength(article),
  };
}

const blocksPainting = (request: Request) => /^(?:document|stylesheet|font)$/.test(request.resourceType());

async function bytesOf(request: Request): Promise<number> {
  const response = await request.response();
  return response ? (await response.body()).length : 0;
}

describe("a page weighs little, and needs only its style to be painted:", () => {
  it.each(PAGES.map((page) => [page.name, page] as const))("%s", async (_, page) => {
    const weight = await weigh(page);

    expect(weight.blocking).toBe(1);
    expect(weight.style).toBeGreaterThan(0);
    expect(weight.style).toBeLessThan(STYLE);
    expect(weight.besidesArticle).toBeLessThan(PAGE_AND_STYLE);
  });
});
