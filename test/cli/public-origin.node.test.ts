import { expect, it } from "vitest";
import { publicOriginProblem } from "../../src/cli/public-origin.ts";

it.each([
  ["nothing", ""],
  ["a path", "https://feeds.example/lanmu"],
  ["a slash at the end", "https://feeds.example/"],
  ["no scheme", "feeds.example"],
  ["another scheme", "ftp://feeds.example"],
])("publicOriginProblem() names %s, and says how to set it", (_, origin) => {
  const problem = publicOriginProblem(origin);

  expect(problem).toContain(origin === "" ? "found nothing" : `found "${origin}"`);
  expect(problem).toMatch(/under \[vars\] in wrangler\.toml, as PUBLIC_ORIGIN = "https:/);
});

it.each(["https://feeds.example", "http://localhost:8787"])("publicOriginProblem() accepts %s", (origin) => {
  expect(publicOriginProblem(origin)).toBeUndefined();
});
