import { afterAll, beforeAll } from "vitest";
import { WORD_SEARCH } from "../../../src/store/character-variants.ts";
import { d1Writer } from "../../../src/store/d1/d1-writer.ts";
import { fillStore } from "../../../src/store/d1/fill-store.ts";
import { parseStore } from "../../../src/store/json-file/parse-store.ts";
import { type LocalD1, startD1 } from "../../support/a-database.ts";
import { articleWriterContract } from "../article-writer-contract.ts";

let d1: LocalD1;
beforeAll(async () => {
  d1 = await startD1();
});
afterAll(() => d1.close());

articleWriterContract("d1Writer()", async (document, now) => {
  await d1.empty();
  await fillStore(d1.db, parseStore(document), { name: "d1", search: WORD_SEARCH, now: now() });
  return d1Writer(d1.db, { name: "d1", search: WORD_SEARCH, now });
});
