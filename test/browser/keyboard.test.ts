import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addressOf } from "../support/browser-address.ts";
import { pageNamed } from "../support/browser-pages.ts";
import { type ColorScheme, examiner, theBrowser } from "../support/browser-visit.ts";

interface Focused {
  readonly name: string;
  readonly isVisible: boolean;
}

let browser: Browser;
let tab: Page;

beforeAll(async () => {
  browser = await theBrowser();
  tab = await examiner(browser, { width: 360, scheme: "light" });
});

afterAll(() => browser.close());

async function openPage(name: string, colorScheme: ColorScheme = "light"): Promise<void> {
  await tab.emulateMedia({ colorScheme });
  await tab.goto(addressOf(pageNamed(name)));
}

/** Holds Tab until it has repeated as often as there is something to reach; returns what had the focus in turn. */
async function tabThrough(times: number): Promise<Focused[]> {
  for (let time = 0; time < times; time++) await tab.keyboard.down("Tab");
  await tab.keyboard.up("Tab");
  return tab.evaluate<Focused[]>("inPage.focused()");
}

describe("the keyboard", () => {
  it("comes first to the link that skips to what the page is about", async () => {
    await openPage("front page");

    await tab.keyboard.press("Tab");
    const first = await tab.locator(":focus").innerText();
    await tab.keyboard.press("Enter");

    expect(first).toBe("跳到正文");
    expect(await tab.locator("main:focus").count()).toBe(1);
  });

  it.each<[string, ColorScheme]>([
    ["front page", "light"],
    ["article with everything", "light"],
    ["how to subscribe", "light"],
    ["how to subscribe", "dark"],
    ["preview of RSS", "dark"],
    ["search by relevance", "light"],
  ])("reaches everything on the %s in order, and where it is shows (%s)", async (name, scheme) => {
    await openPage(name, scheme);
    const reachable = await tab.evaluate<string[]>("inPage.reachable()");

    const focused = await tabThrough(reachable.length);

    expect(focused).toEqual(reachable.map((element) => ({ name: element, isVisible: true })));
  });
});
