import { expect, it } from "vitest";
import { programName } from "../../src/operator/program-name.ts";

it.each([
  ["itself", undefined, "lanmu"],
  ["npx", "npx", "npx lanmu"],
  ["npm run articles", "articles", "npm run articles --"],
  ["another script of npm", "check", "npm run articles --"],
])("programName() is what can be typed by who called it through %s", (_, script, name) => {
  const inherited = process.env.npm_lifecycle_event;
  delete process.env.npm_lifecycle_event;

  const named = programName(script);

  if (inherited !== undefined) process.env.npm_lifecycle_event = inherited;
  expect(named).toBe(name);
});
