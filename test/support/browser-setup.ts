import type { TestProject } from "vitest/node";
import { aPrintedStore } from "./a-printed-store.ts";
import { launchBrowser } from "./browser.ts";
import { servePages } from "./browser-service.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Where the one browser of the run is to be reached. */
    readonly browser: string;
    /** Where the pages of the artificial store and those of the project's own store are. */
    readonly origins: Readonly<Record<StoreName, string>>;
  }
}

/** The stores whose pages are looked at. */
export type StoreName = "printed" | "shipped";

/** Runs once before the tests in a browser: starts the service and the browser, and ends both after them. */
export default async function setUpBrowser({ provide }: TestProject): Promise<() => Promise<void>> {
  const browser = await launchBrowser();
  try {
    const { printed, shipped, stop } = await servePages(aPrintedStore());
    provide("browser", browser.wsEndpoint());
    provide("origins", { printed, shipped });
    return async () => {
      await Promise.all([browser.close(), stop()]);
    };
  } catch (error) {
    await browser.close();
    throw error;
  }
}
