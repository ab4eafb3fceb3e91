import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Browser, chromium } from "playwright-core";
import { aPrintedStore } from "../test/support/a-printed-store.ts";
import { launchBrowser } from "../test/support/browser.ts";
import { servePages } from "../test/support/browser-service.ts";

const FOLDER = "docs/images";
const ARTICLE = "/articles/2020-11-26-da-li-hong-yang-lao-mo-jing-shen-lao-dong-jing-shen-gong";

/** What is shown, by the name of its pictures. */
const PAGES = {
  home: "/",
  column: "/columns/gongyun-qianyan",
  article: ARTICLE,
  subscribe: "/subscribe",
  preview: "/rss.xml",
};

/** A desk by day and a phone by night show each page in both sizes and both schemes. */
const VIEWS = {
  desk: { viewport: { width: 1280, height: 900 }, deviceScaleFactor: 1, colorScheme: "light" },
  phone: { viewport: { width: 390, height: 780 }, deviceScaleFactor: 2, colorScheme: "dark" },
} as const;

/**
 * `npm run screenshots`: writes pictures of the project's own pages to `docs/images`, as the documents show them.
 * The machine needs a Chinese font, or every letter is an empty box (Debian: `apt-get install fonts-noto-cjk`).
 */
async function takeScreenshots(): Promise<void> {
  await mkdir(FOLDER, { recursive: true });
  const server = await launchBrowser();
  const services = await servePages(aPrintedStore());
  try {
    const browser = await chromium.connect(server.wsEndpoint());
    for (const view of ["desk", "phone"] as const) await pictures(browser, view, services.shipped);
    await browser.close();
  } finally {
    await services.stop();
    await server.close();
  }
}

async function pictures(browser: Browser, view: keyof typeof VIEWS, origin: string): Promise<void> {
  const context = await browser.newContext({ ...VIEWS[view], locale: "zh-CN" });
  const tab = await context.newPage();
  const session = await context.newCDPSession(tab);
  for (const [name, path] of Object.entries(PAGES)) {
    await tab.goto(origin + path);
    const file = join(FOLDER, `${name}-${view}-${VIEWS[view].colorScheme}.webp`);
    // The address that a reader would see, rather than the port of this run.
    await tab.evaluate(
      `for (const code of document.querySelectorAll("code, .hint a")) code.textContent = code.textContent.replace("${origin}", "https://lanmu.example")`,
    );
    // Playwright itself writes no WebP, which takes a third of the bytes.
    const { data } = await session.send("Page.captureScreenshot", { format: "webp", quality: 82 });
    await writeFile(file, data, "base64");
    console.log(file);
  }
  await context.close();
}

await takeScreenshots();
