import { expect, it } from "vitest";
import { readStore } from "../../../src/store/json-file/store-file.ts";

it.each([
  ["cannot be read", "src", "cannot be read: it is a folder"],
  ["is not there, and how to make one", "no-such-file.json", "--store no-such-file.json init"],
])("readStore() says that a store %s", async (_, file, message) => {
  const checked = await readStore(file, new Date());

  expect(checked).toMatchObject({
    ok: false,
    findings: [{ message: expect.stringContaining(message) }],
  });
});
