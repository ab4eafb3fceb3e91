import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { inject } from "vitest";
import { PICTURES } from "./a-printed-store.ts";
import { addressOf } from "./browser-address.ts";
import type { PageCase } from "./browser-pages.ts";

/** How long a browser may take to show a page, in milliseconds. */
export const PATIENCE = 60_000;

/** A size of window and a colour scheme. */
export interface View {
  readonly width: number;
  readonly scheme: ColorScheme;
}

export type ColorScheme = "light" | "dark";

/** What was wrong with a page when it was shown, and how often it has what it should have once. */
export interface Impression {
  readonly status: number;
  readonly consoleErrors: readonly string[];
  readonly failedRequests: readonly string[];
  readonly requestsToOthers: readonly string[];
  readonly widerThanTheWindow: readonly string[];
  readonly mainHeadings: number;
  readonly layoutShift: number;
  readonly accessibility: readonly string[];
}

/** What runs inside pages. */
const SCRIPTS = ["node_modules/axe-core/axe.min.js", "test/support/browser-in-page.js"];

/** Returns the browser of this run. */
export function theBrowser(): Promise<Browser> {
  return chromium.connect(inject("browser"));
}

/** Opens a tab in a window of its own that shows pages in `view`; a tab is reused, since a new one costs most. */
export async function examiner(browser: Browser, { width, scheme }: View): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme: scheme,
    locale: "zh-CN",
  });
  context.setDefaultTimeout(PATIENCE);
  await withPictures(context);
  for (const path of SCRIPTS) await context.addInitScript({ path });
  return context.newPage();
}

/** Answers for the host of the articles' pictures, which is not there. */
export async function withPictures(context: BrowserContext): Promise<void> {
  const wide =
    '<svg xmlns="http://www.w3.org/2000/svg" width="2000" height="600"><path fill="#9bb" d="M0 0h2000v600H0z"/></svg>';
  await context.route(`${PICTURES}/**`, (route) =>
    route.fulfill({ contentType: "image/svg+xml", body: wide }),
  );
}

/** Opens a page in `tab` and says what is wrong with it; axe-core checks it in `schemes`. */
export async function examine(
  tab: Page,
  page: PageCase,
  schemes: readonly ColorScheme[],
): Promise<Impression> {
  const noted = note(tab, addressOf(page));
  await tab.emulateMedia({ colorScheme: "light" });
  const response = await tab.goto(addressOf(page));
  const examined = await tab.evaluate<Examined>("inPage.examined()");
  const accessibility: string[] = [];
  for (const scheme of schemes) {
    await tab.emulateMedia({ colorScheme: scheme });
    accessibility.push(...(await tab.evaluate<string[]>(`inPage.violations("${scheme}")`)));
  }
  tab.removeAllListeners();
  return { status: response?.status() ?? 0, ...noted, ...examined, accessibility };
}

type Noted = Pick<Impression, "consoleErrors" | "failedRequests" | "requestsToOthers">;
type Examined = Omit<Impression, "status" | "accessibility" | keyof Noted>;

function note(tab: Page, address: string): Noted {
  const noted = {
    consoleErrors: [] as string[],
    failedRequests: [] as string[],
    requestsToOthers: [] as string[],
  };
  const ours = [new URL(address).origin, PICTURES];
  tab.on("pageerror", ({ message }) => noted.consoleErrors.push(message));
  tab.on("console", (message) => {
    // A browser says of a page of a problem that it is one.
    const isStatus =
      message.location().url === address && message.text().includes("responded with a status of");
    if (/error|warning/.test(message.type()) && !isStatus) noted.consoleErrors.push(message.text());
  });
  tab.on("request", (request) => {
    if (!ours.includes(new URL(request.url()).origin)) noted.requestsToOthers.push(request.url());
  });
  tab.on("requestfailed", (request) => noted.failedRequests.push(request.url()));
  tab.on("response", (response) => {
    if (response.status() >= 400 && response.url() !== address) noted.failedRequests.push(response.url());
  });
  return noted;
}
