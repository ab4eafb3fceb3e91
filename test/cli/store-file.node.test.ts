import { expect, it } from "vitest";
import { readStore } from "../../src/cli/store-file.ts";

it("readStore() says which file cannot be read", async () => {
  const checked = await readStore("no-such-file.json", new Date());

  expect(checked).toMatchObject({
    ok: false,
    findings: [{ message: expect.stringContaining("cannot be read") }],
  });
});
