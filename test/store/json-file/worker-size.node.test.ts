import { describe, expect, it } from "vitest";
import { generateDocument } from "../../../bench/generated-store.ts";
import { bundleStore } from "../../../src/store/json-file/bundle.ts";
import { storedArticles } from "../../../src/store/json-file/memory-articles.ts";
import { type ParsedStore, parseStore } from "../../../src/store/json-file/parse-store.ts";
import type { StoreDocument } from "../../../src/store/json-file/store-document.ts";
import {
  bundledWorkerSize,
  largeStoreWarning,
  sizeReport,
  workerSize,
} from "../../../src/store/json-file/worker-size.ts";
import { aStore } from "../../support/a-store.ts";
import { aWordSearch } from "../../support/a-word-search.ts";

const MIB = 1024 ** 2;

describe("sizeReport()", () => {
  it.each([
    [61 * 1024, "61 KiB compressed, 2 %"],
    [0.79 * 3 * MIB, "2.4 MiB compressed, 79 %"],
  ])("of %i bytes says how large the Worker is, and warns of nothing", (bytes, text) => {
    const { line, warning } = sizeReport(bytes);

    expect(line).toContain(text);
    expect(warning).toBeUndefined();
  });

  it("warns from 80 % of the limit on, and says what to do", () => {
    expect(sizeReport(0.8 * 3 * MIB).warning).toMatch(/2\.4 MiB compressed, 80 % .*move the oldest articles/);
  });

  it("says above the limit that the Worker would be refused", () => {
    expect(sizeReport(3 * MIB).warning).not.toContain("refused");
    expect(sizeReport(3 * MIB + 1).warning).toContain("refused");
  });
});

/** Returns the size of the Worker with all that is derived of `store`. */
function builtSize(store: ParsedStore): number {
  return bundledWorkerSize(
    bundleStore(store, { now: store.updated, code: "", origin: "", search: aWordSearch }),
  );
}

describe("workerSize()", { timeout: 30_000 }, () => {
  it.each<[string, (index: number, content: string) => string]>([
    ["alike", (_, content) => content],
    ["long and short in turn", (index, content) => content.slice(0, index % 3 === 0 ? 200 : undefined)],
    ["shorter and shorter", (index, content) => content.slice(0, 2400 - 4 * index)],
  ])("of 500 articles %s is within three per cent of what is deployed", (_, contentOf) => {
    const made = generateDocument({ count: 500, characters: 2_500, onlyComplete: true });
    const articles = made.articles.map((article, index) => ({
      ...article,
      content: `<p>${contentOf(index, (article.content ?? "").replace(/<[^>]*>/g, ""))}</p>`,
    }));
    const store = parseStore({ ...made, articles });

    const ratio = workerSize(store) / builtSize(store);

    expect(Math.abs(ratio - 1)).toBeLessThan(0.03);
  });

  it.each([0, 1, 20])("of %i articles is exact", (count) => {
    const store = parseStore(generateDocument({ count }));

    expect(workerSize(store)).toBe(builtSize(store));
  });
});

describe("largeStoreWarning()", { timeout: 30_000 }, () => {
  const warningOf = (document: StoreDocument) => largeStoreWarning(storedArticles(parseStore(document)));

  it("warns of a store that comes near the limit, and of no other", async () => {
    const storeOf = (count: number) => generateDocument({ count, characters: 2_500 });

    expect(await warningOf(storeOf(750))).toMatch(/ 8\d %| 9\d %/);
    expect(await warningOf(storeOf(500))).toBeUndefined();
    expect(await warningOf(aStore([]))).toBeUndefined();
  });
});
