import { inject } from "vitest";
import type { PageCase } from "./browser-pages.ts";

/** Returns the address of a page. */
export function addressOf({ store, path }: Pick<PageCase, "store" | "path">): string {
  return inject("origins")[store] + path;
}
