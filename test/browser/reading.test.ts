import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addressOf } from "../support/browser-address.ts";
import { pageNamed } from "../support/browser-pages.ts";
import { theBrowser, withPictures } from "../support/browser-visit.ts";

let browser: Browser;

beforeAll(async () => {
  browser = await theBrowser();
});

afterAll(() => browser.close());

async function openPage(name: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext(options);
  await withPictures(context);
  const tab = await context.newPage();
  await tab.goto(addressOf(pageNamed(name)));
  return tab;
}

function styleOf(tab: Page, property: string): Promise<string> {
  return tab.evaluate(`getComputedStyle(document.documentElement).getPropertyValue("${property}")`);
}

describe("without a script", () => {
  const WITHOUT = { javaScriptEnabled: false };

  it("one reads from the front page to an article, and on to the next", async () => {
    const tab = await openPage("front page", WITHOUT);

    await tab.locator(".entries a").first().click();
    const first = await tab.locator("h1").innerText();
    await tab.locator(".around a[rel=next]").click();
    const second = await tab.locator("h1").innerText();

    expect([first, second]).toEqual(["青石镇职工读书社的第一百位社员", "只有摘要的一篇：旧车间，新书房"]);
  });

  it("one turns the pages of a column", async () => {
    const tab = await openPage("column", WITHOUT);
    const first = await tab.locator("main h2").first().innerText();

    await tab.locator(".pages a[rel=next]").click();
    await tab.locator(".pages a[rel=prev]").click();

    expect(await tab.locator("main h2").first().innerText()).toBe(first);
  });

  it("nothing is shown that needs one", async () => {
    const tab = await openPage("how to subscribe", WITHOUT);

    expect(
      await tab.locator("button, input").evaluateAll((all) => all.filter((one) => one.checkVisibility())),
    ).toEqual([]);
  });
});

describe("a page", () => {
  it.each([
    ["reduce", "auto"],
    ["no-preference", "smooth"],
  ] as const)("of a reader whose wish for motion is %s scrolls in a way that is %s", async (reducedMotion, behaviour) => {
    const tab = await openPage("article with everything", { reducedMotion });

    expect(await styleOf(tab, "scroll-behavior")).toBe(behaviour);
  });

  it("is printed black on white, without what only a screen needs", async () => {
    const tab = await openPage("article with everything", { colorScheme: "dark" });

    await tab.emulateMedia({ media: "print", colorScheme: "light" });

    expect(await tab.locator("nav").evaluateAll((all) => all.filter((one) => one.checkVisibility()))).toEqual(
      [],
    );
    expect(await tab.locator(".body").isVisible()).toBe(true);
    expect(await styleOf(tab, "background-color")).toBe("rgb(255, 255, 255)");
    expect(await styleOf(tab, "color")).toBe("rgb(0, 0, 0)");
  });
});
