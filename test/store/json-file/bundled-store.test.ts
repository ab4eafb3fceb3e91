import { expect, it } from "vitest";
import { parseWords } from "../../../src/domain/words.ts";
import type { BuildHistory } from "../../../src/store/json-file/build-history.ts";
import { bundleStore } from "../../../src/store/json-file/bundle.ts";
import { bundledStore } from "../../../src/store/json-file/bundled-store.ts";
import { parseStore } from "../../../src/store/json-file/parse-store.ts";
import { anArticle, aStore } from "../../support/a-store.ts";
import { aWordSearch } from "../../support/a-word-search.ts";
import { bundled } from "../../support/serve.ts";
import { snapshotContract } from "../snapshot-contract.ts";

snapshotContract("bundledStore()", async (document) => bundled(document));

it("the date of a page moves when an edit takes an article out of what words match", async () => {
  const builds = [new Date("2025-07-01T00:00:00Z"), new Date("2025-08-01T00:00:00Z")];
  const dates: Date[] = [];
  let previous: BuildHistory | undefined;
  for (const [index, now] of builds.entries()) {
    const summary = index === 0 ? "Strike" : "Peace";
    const store = parseStore(aStore([anArticle({ id: "other", summary: "Strike" }), anArticle({ summary })]));
    const { history, ...bundle } = bundleStore(store, {
      now,
      code: "",
      origin: "",
      search: aWordSearch,
      previous,
    });
    previous = history;
    const snapshot = await bundledStore(bundle.index.buffer, bundle.articles.buffer, aWordSearch).snapshot(
      now,
    );
    const words = parseWords("strike");
    const page = await snapshot.list({ ...(words && { words }) }, { limit: 1 });
    dates.push(page.lastModified);
  }

  expect(dates).toEqual(builds);
});
