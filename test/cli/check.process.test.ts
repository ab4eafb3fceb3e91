import { expect, it } from "vitest";
import { launch, runScript } from "../support/run.ts";

it("npm run check checks articles.json when no file is named", async () => {
  const program = launch("npm", ["run", "--silent", "check"], { cwd: process.cwd() });

  const code = await program.ended;

  expect(code).toBe(0);
  expect(program.output()).toContain("articles.json: 3 columns, 5 articles, no problems\n");
});

it("npm run check exits with 1 for a store with a problem", async () => {
  const { code, output } = await runScript("src/cli/check.ts", ["package.json"], { cwd: process.cwd() });

  expect(code).toBe(1);
  expect(output).toMatch(/^package\.json .*found/);
});
