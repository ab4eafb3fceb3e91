import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from "vitest";
import { PATIENCE, theBrowser, withPictures } from "../support/browser-visit.ts";

const ORIGIN = inject("origins").printed;
/** The feed in the form in which it stands in another address. */
const FEED = encodeURIComponent(`${ORIGIN}/rss.xml`);

let browser: Browser;
let context: BrowserContext;
let tab: Page;

beforeAll(async () => {
  browser = await theBrowser();
  // Pages may not call out by script, so a test that does it for them lifts that one policy.
  context = await browser.newContext({ bypassCSP: true });
  context.setDefaultTimeout(PATIENCE);
  await withPictures(context);
  tab = await context.newPage();
});

afterEach(async () => {
  await context.clearPermissions();
  await tab.evaluate("localStorage.clear()");
});

afterAll(() => browser.close());

describe("/subscribe", () => {
  it.each([
    ["RSS 2.0", "/rss.xml"],
    ["Atom 1.0", "/atom.xml"],
    ["JSON Feed 1.1", "/feed.json"],
  ])("copies the address of %s, and says so", async (format, path) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: ORIGIN });
    await tab.goto(`${ORIGIN}/subscribe`);

    await tab.getByRole("button", { name: `复制 ${format} 的地址` }).click();
    await tab.getByText(`已复制 ${format} 的地址`).waitFor();

    expect(await tab.evaluate("navigator.clipboard.readText()")).toBe(ORIGIN + path);
  });

  it("copies the address of an author in the form that may stand in a program", async () => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: ORIGIN });
    const path = `/authors/${encodeURIComponent("林小满")}`;
    await tab.goto(`${ORIGIN}${path}/subscribe`);

    await tab.getByRole("button", { name: "复制 RSS" }).click();
    await tab.getByRole("status").filter({ hasText: "已复制" }).waitFor();

    expect(await tab.evaluate("navigator.clipboard.readText()")).toBe(`${ORIGIN}${path}/rss.xml`);
  });

  it("selects the address where the browser does not let it copy", async () => {
    await tab.goto(`${ORIGIN}/subscribe`);
    await tab.evaluate("navigator.clipboard.writeText = () => Promise.reject(new Error('No'))");

    await tab.getByRole("button", { name: "复制 Atom" }).click();
    await tab.getByText("地址已经选中").waitFor();

    expect(await tab.evaluate("String(getSelection()).trim()")).toBe(`${ORIGIN}/atom.xml`);
  });

  it("leads to readers with the feed's address", async () => {
    await tab.goto(`${ORIGIN}/subscribe`);

    const buttons = await tab.locator("[aria-labelledby=one-click] .button").all();
    const links = buttons.map(async (button) => [
      await button.innerText(),
      await button.getAttribute("href"),
    ]);

    expect(Object.fromEntries(await Promise.all(links))).toEqual({
      Feedbin: `https://feedbin.com/?subscribe=${FEED}`,
      Feedly: `https://feedly.com/i/subscription/feed%2F${FEED}`,
      Inoreader: `https://www.inoreader.com/?add_feed=${FEED}`,
      NewsBlur: `https://www.newsblur.com/?url=${FEED}`,
      "The Old Reader": `https://theoldreader.com/feeds/subscribe?url=${FEED}`,
      本机的阅读器: `feed:${ORIGIN}/rss.xml`,
    });
  });

  it.each([
    ["Miniflux", "rss.example.com", "https://rss.example.com", "/bookmarklet?uri="],
    ["FreshRSS", "https://my.example/fresh/", "https://my.example/fresh", "/i/?c=feed&a=add&url_rss="],
  ])("subscribes in %s on a host of one's own, and remembers that host", async (reader, typed, host, path) => {
    await context.route(`${host}/**`, (route) => route.fulfill({ body: "A reader" }));
    await tab.goto(`${ORIGIN}/subscribe`);

    await tab.getByLabel(`您的 ${reader} 的网址`).fill(typed);
    await tab.getByRole("button", { name: `订阅到 ${reader}` }).click();
    await tab.waitForURL(host + path + FEED);
    await tab.goto(`${ORIGIN}/columns/reading/subscribe`);

    expect(await tab.getByLabel(`您的 ${reader} 的网址`).inputValue()).toBe(host);
  });

  it("asks again for what is no host", async () => {
    await tab.goto(`${ORIGIN}/subscribe`);
    const input = tab.getByLabel("您的 Miniflux 的网址");

    await input.fill("not a host");
    await tab.getByRole("button", { name: "订阅到 Miniflux" }).click();

    expect(
      await input.evaluate((element) => "validationMessage" in element && element.validationMessage),
    ).toBe("请填写网址，例如 rss.example.com");
    expect(tab.url()).toBe(`${ORIGIN}/subscribe`);
  });
});

describe("a feed's address", () => {
  it.each([
    ["/rss.xml", "application/rss+xml"],
    ["/columns/letters/atom.xml", "application/atom+xml"],
    ["/feed.json", "application/feed+json"],
  ])("%s is a page to who opens it, and a feed to who fetches it, in one browser", async (path, type) => {
    const response = await tab.goto(ORIGIN + path);

    const fetched = await tab.evaluate<string>(
      `fetch("${path}").then(({ headers }) => headers.get("Content-Type"))`,
    );
    const again = await tab.goto(ORIGIN + path);

    const opened = [response, again].map((answer) => answer?.headers()["content-type"]);
    expect(opened).toEqual(["text/html; charset=utf-8", "text/html; charset=utf-8"]);
    expect(fetched).toBe(`${type}; charset=utf-8`);
  });

  it("is a page that leads to the source", async () => {
    await tab.goto(`${ORIGIN}/columns/letters/atom.xml`);

    await tab.getByRole("link", { name: "查看源文件" }).click();

    expect(tab.url()).toBe(`${ORIGIN}/columns/letters/atom.xml.txt`);
    expect(await tab.locator("body").innerText()).toMatch(/^<\?xml/);
  });
});
