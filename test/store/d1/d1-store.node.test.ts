import { afterAll, beforeAll } from "vitest";
import { aD1Store } from "../../support/a-d1-store.ts";
import { type LocalD1, startD1 } from "../../support/a-database.ts";
import { snapshotContract } from "../snapshot-contract.ts";

let d1: LocalD1;
beforeAll(async () => {
  d1 = await startD1();
});
afterAll(() => d1.close());

snapshotContract("d1Store()", (document) => aD1Store(d1, document));
