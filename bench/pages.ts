import { type Browser, chromium, type Page } from "playwright-core";
import { aPrintedStore, PICTURES, PRINTED } from "../test/support/a-printed-store.ts";
import { launchBrowser } from "../test/support/browser.ts";
import { servePages } from "../test/support/browser-service.ts";
import { bareWorker } from "./bundle.ts";
import { inFolder } from "./in-folder.ts";
import { median } from "./median.ts";
import { configure, serve } from "./workerd.ts";

const ROUNDS = 15;
const EMPTY = `export default { fetch() { return new Response("<!doctype html><title>Empty</title><p>Empty", {
  headers: { "Content-Type": "text/html; charset=utf-8" } }) } };`;

/** Every kind of page, of the artificial store. */
const PAGES: Readonly<Record<string, string>> = {
  "front page": "/",
  column: "/columns/reading",
  "article with pictures": `/articles/${PRINTED.everything}`,
  "article of text": `/articles/${PRINTED.english}`,
  "how to subscribe": "/subscribe",
  "preview of a feed": "/rss.xml",
  "not found": "/articles/none",
};

interface Figures {
  /** When the largest thing of the page was painted, in milliseconds from its opening. */
  readonly largest: number;
  /** How much moved. */
  readonly shift: number;
  /** What travelled, in bytes, with headers and compressed. */
  readonly bytes: number;
  readonly requests: number;
}

/** Measures each kind of page on a phone, in a browser that has seen nothing yet, beside an empty page of the same server. */
await inFolder(async (folder) => {
  const server = await launchBrowser();
  const services = await servePages(aPrintedStore());
  const empty = await serve(await configure(await bareWorker(folder, EMPTY)));
  try {
    const browser = await chromium.connect(server.wsEndpoint());
    const kinds = { "an empty page": empty.origin, ...mapped(PAGES, (path) => services.printed + path) };
    const figures: Record<string, Figures[]> = mapped(kinds, () => []);
    for (let round = 0; round <= ROUNDS; round++) {
      for (const [kind, address] of Object.entries(kinds)) {
        const seen = await load(browser, address);
        // The first round renders what is kept afterwards.
        if (round > 0) figures[kind]?.push(seen);
      }
    }
    print(figures);
    await browser.close();
  } finally {
    await empty.stop();
    await services.stop();
    await server.close();
  }
});

async function load(browser: Browser, address: string): Promise<Figures> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 });
  await context.route(`${PICTURES}/**`, (route) =>
    route.fulfill({
      contentType: "image/svg+xml",
      body: "<svg xmlns='http://www.w3.org/2000/svg' width='2000' height='600'/>",
    }),
  );
  await context.addInitScript({ path: "test/support/browser-in-page.js" });
  const tab = await context.newPage();
  const travelled = await watchTraffic(tab);
  await tab.goto(address);
  await tab.evaluate("inPage.settled()");
  const largest = await tab.evaluate<number>("inPage.largest()");
  const shift = await tab.evaluate<number>("inPage.shift()");
  await context.close();
  return { largest, shift, ...travelled };
}

/** Counts what the service sends to a tab; pictures of other hosts are not its own. */
async function watchTraffic(tab: Page): Promise<{ bytes: number; requests: number }> {
  const travelled = { bytes: 0, requests: 0 };
  const session = await tab.context().newCDPSession(tab);
  await session.send("Network.enable");
  const others = new Set<string>();
  session.on("Network.requestWillBeSent", ({ requestId, request }) => {
    if (request.url.startsWith(PICTURES)) others.add(requestId);
  });
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (others.has(requestId)) return;
    travelled.bytes += encodedDataLength;
    travelled.requests += 1;
  });
  return travelled;
}

function print(figures: Readonly<Record<string, readonly Figures[]>>): void {
  const baseline = median(figures["an empty page"]?.map(({ largest }) => largest) ?? []);
  console.log("| Page | LCP, ms | LCP ÷ that of an empty page | CLS | bytes sent | requests |");
  console.log("| --- | --: | --: | --: | --: | --: |");
  for (const [kind, loads] of Object.entries(figures)) {
    const of = (name: keyof Figures) => median(loads.map((one) => one[name]));
    const cells = [
      kind,
      of("largest").toFixed(0),
      (of("largest") / baseline).toFixed(1),
      of("shift").toFixed(3),
      of("bytes"),
      of("requests"),
    ];
    console.log(`| ${cells.join(" | ")} |`);
  }
}

function mapped<T, U>(record: Readonly<Record<string, T>>, change: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
}
